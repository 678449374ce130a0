import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * The first three cells of each row of a sample table of templates/crm: the name of the row, what it is called, and one more. None of
 * them is ever quoted in the tables that are read here.
 *
 * Shape: crmRows('contact') → [['p0001', '杨红梅', 'a001'], …]
 */
export function crmRows(object) {
  const path = fileURLToPath(new URL(`../../../templates/crm/data/${object}.csv`, import.meta.url))
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').slice(0, 3))
}
