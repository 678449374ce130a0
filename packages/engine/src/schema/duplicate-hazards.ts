import { describeProblem } from '@tessera/metadata'
import type { Hazard, Localized } from '@tessera/metadata'
import { definerAccess } from '../access/access.js'
import type { Catalog, CatalogDuplicates, CatalogObject } from '../catalog/catalog.js'
import { findPairs } from '../duplicates/find-pairs.js'
import { storedInputs } from '../catalog/stored-inputs.js'
import { readTitles } from '../query/read-titles.js'
import type { Queryable, RuntimeValues } from '../storage/statement.js'
import type { PartChange } from './physical-part.js'

const sampleCount = 5

/**
 * Records that a new or changed rule takes for the same: for information, since they stay, and can be merged. A rule over columns
 * that do not exist yet has nothing to ask.
 */
export async function duplicateHazards(
  db: Queryable,
  now: Catalog,
  next: Catalog,
  runtime: RuntimeValues,
  parts: readonly PartChange[],
): Promise<Hazard[]> {
  const created = new Set(parts.flatMap(({ act, part }) => (act === 'hide' || act === 'drop' ? [] : [part.name])))
  const hazards: Hazard[] = []
  for (const object of next.objects.values()) {
    const before = now.objects.get(object.id)
    if (before === undefined || before === object) continue
    const known = new Map(before.duplicates.map((rule) => [rule.id, whatIsAsked(rule)]))
    for (const rule of object.duplicates) {
      if (known.get(rule.id) === whatIsAsked(rule) || !canAsk(next, object, rule, created)) continue
      const hazard = await hazardOf({ db, catalog: next, object, runtime }, now, before, rule)
      if (hazard !== undefined) hazards.push(hazard)
    }
  }
  return hazards
}

function whatIsAsked({ fields, when }: CatalogDuplicates): string {
  return JSON.stringify([fields.map(({ field, match, threshold }) => [field.id, match, threshold]), when?.text])
}

function canAsk(next: Catalog, object: CatalogObject, rule: CatalogDuplicates, created: ReadonlySet<string>): boolean {
  const inputs = rule.when === undefined ? [] : storedInputs(next, object, rule.when)
  const columns = [
    ...rule.fields.map(({ field }) => field.column),
    ...inputs.map(({ object: id, field }) => next.objects.get(id)?.fieldsById.get(field)?.column),
  ]
  return columns.every((column) => column !== undefined && !created.has(column))
}

async function hazardOf(
  world: Parameters<typeof findPairs>[0],
  now: Catalog,
  before: CatalogObject,
  rule: CatalogDuplicates,
): Promise<Hazard | undefined> {
  // The table of today: what comes with this change is not there yet.
  const { pairs, records } = await findPairs({ ...world, catalog: now, object: before }, rule)
  if (pairs.length === 0) return undefined
  const shown = pairs.slice(0, sampleCount)
  const ids = [...new Set(shown.flatMap((pair) => pair.ids))]
  const titles = await readTitles(world.db, now, definerAccess, before, ids, world.runtime)
  const label: Localized = rule.label ?? rule.message ?? rule.key
  return {
    id: `duplicates.found:${before.key}.${rule.key}`,
    severity: 'info',
    message: describeProblem('duplicates.found', { label, rows: records }),
    rows: records,
    samples: shown.map(({ ids: [one, other], score }) => ({
      id: one,
      title: titles.get(one) ?? null,
      value: titles.get(other) ?? null,
      reason: { 'zh-CN': `相似度 ${Math.round(score * 100)}%`, en: `${Math.round(score * 100)}% alike` },
    })),
  }
}
