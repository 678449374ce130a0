/**
 * The sample data of the industry templates, made from one seed each; their rows point to customers, products and orders of the sample of
 * templates/crm, which must be written first. Names and numbers are made up, as there.
 *
 * node scripts/sample/industries.mjs   writes templates/{manufacturing,training,service}/data
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { toCsv } from './csv.mjs'
import { createRandom } from './random.mjs'
import { manufacturingColumns, manufacturingRows } from './industries/manufacturing.mjs'
import { serviceColumns, serviceRows } from './industries/service.mjs'
import { trainingColumns, trainingRows } from './industries/training.mjs'

const makers = {
  manufacturing: [20261001, manufacturingRows, manufacturingColumns],
  training: [20261002, trainingRows, trainingColumns],
  service: [20261003, serviceRows, serviceColumns],
}

/** CSV by the key of its object. */
export function industrySample(template) {
  const [seed, rowsOf, columns] = makers[template]
  const rows = rowsOf(createRandom(seed))
  return new Map(Object.entries(columns).map(([object, names]) => [object, toCsv(names.split(' '), rows[object])]))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const template of Object.keys(makers)) {
    const folder = fileURLToPath(new URL(`../../templates/${template}/data/`, import.meta.url))
    mkdirSync(folder, { recursive: true })
    for (const name of readdirSync(folder)) rmSync(`${folder}${name}`)
    for (const [object, csv] of industrySample(template)) writeFileSync(`${folder}${object}.csv`, csv)
  }
}
