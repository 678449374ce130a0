/**
 * The one door for people and machines: `node scripts/run.mjs start | test | build | bench [name] | prove <name> | pictures`.
 *
 * Needs nothing but Node: it installs the dependencies when their manifests changed, builds when sources changed, and
 * then does what it was asked. This file keeps to old syntax and loads the rest late, so that an old Node can still read
 * it and say what is wrong.
 */
import { readFileSync } from 'node:fs'

const root = new URL('../', import.meta.url)
const needed = /(\d+)\.(\d+)/.exec(JSON.parse(readFileSync(new URL('package.json', root), 'utf8')).engines.node)
const found = process.versions.node.split('.').map(Number)

if (found[0] < Number(needed[1]) || (found[0] === Number(needed[1]) && found[1] < Number(needed[2]))) {
  console.error(`需要 Node.js ${needed[0]} 或更高版本，当前是 ${process.versions.node}。请从 https://nodejs.org 安装。`)
  console.error(
    `Node.js ${needed[0]} or newer is needed, this is ${process.versions.node}. Get it from https://nodejs.org`,
  )
  process.exit(1)
}

import('./run/commands.mjs')
  .then(({ runCommand }) => runCommand(process.argv[2], process.argv.slice(3)))
  .catch((error) => {
    console.error(error.isExpected === true ? error.message : error)
    process.exitCode = 1
  })
