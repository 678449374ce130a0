import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import { bundledTemplates } from './template-shelf.js'
import { ThreadedShelf } from './threaded-shelf.js'

const run = promisify(execFile)
const built = new URL('../../dist/templates/threaded-shelf.js', import.meta.url).href

describe('the shelf of a server', () => {
  test('is packed by a thread of the built server, and nothing is told to have gone wrong', async () => {
    const script = `
      import { ThreadedShelf } from ${JSON.stringify(built)}
      // As a server that listens: the thread itself keeps no process alive.
      const alive = setInterval(() => undefined, 1000)
      const told = []
      const shelf = new ThreadedShelf(${JSON.stringify(bundledTemplates)}, { error: (...words) => told.push(words) })
      const packages = await shelf.list()
      clearInterval(alive)
      console.log(JSON.stringify({ keys: packages.map(({ manifest }) => manifest.key), told }))`
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
      cwd: fileURLToPath(new URL('.', import.meta.url)),
    })

    const { keys, told } = JSON.parse(stdout) as { keys: string[]; told: unknown[] }
    expect(told).toEqual([])
    expect(keys).toContain('crm')
  })

  test('is packed in place where there is no such thread, and told apart by key', async () => {
    const shelf = new ThreadedShelf(fileURLToPath(new URL('./no-such-folder/', import.meta.url)), {
      error: () => undefined,
    })

    expect(await shelf.list()).toEqual([])
    expect(await shelf.find('crm')).toBeUndefined()
  })
})
