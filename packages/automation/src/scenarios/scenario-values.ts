import type { CatalogField, CatalogObject } from '@tessera/engine'
import { dayFrom, readSampleDate } from '@tessera/metadata'
import { startOfDay } from '../core/start-of-day.js'
import { recordNamed, type ScenarioWorld } from './scenario-world.js'

type Values = Readonly<Record<string, unknown>>

/** Values of a step as the API takes them: names become ids, days counted from today become days. */
export function toWire(world: ScenarioWorld, object: CatalogObject | undefined, values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, wireOf(world, object?.fieldsByKey.get(key), value)]),
  )
}

function wireOf(world: ScenarioWorld, field: CatalogField | undefined, value: unknown): unknown {
  if (typeof value === 'string') return textOf(world, field, value)
  if (Array.isArray(value)) return value.map((member) => wireOf(world, field, member))
  if (typeof value !== 'object' || value === null) return value
  const lines = field?.details === undefined ? undefined : world.catalog.objects.get(field.details.child)
  return toWire(world, lines, value as Values)
}

function textOf(world: ScenarioWorld, field: CatalogField | undefined, text: string): unknown {
  if (text.startsWith('@')) return idOf(world, field, text)
  return momentOf(world, field, text) ?? text
}

/** In a field of texts `@` may be just what somebody wrote. */
function idOf(world: ScenarioWorld, field: CatalogField | undefined, name: string): string {
  if (field?.formulaType.kind === 'text' && !world.names.has(name.slice(1))) return name
  return recordNamed(world, name).id
}

/** A day or moment that counts from the day of the scenario; undefined where there is none, or the field holds no dates. */
export function momentOf(
  { catalog, today }: Pick<ScenarioWorld, 'catalog' | 'today'>,
  field: CatalogField | undefined,
  text: string,
): string | undefined {
  const kind = field?.formulaType.kind
  if (kind !== 'date' && kind !== 'datetime') return undefined
  const counted = readSampleDate(text)
  if (counted === undefined) return undefined
  const day = dayFrom(today, counted.days)
  if (kind === 'date') return day
  const [hours = 0, minutes = 0] = (counted.time ?? '00:00').split(':').map(Number)
  return new Date(startOfDay(day, catalog.workspace.timeZone) + (hours * 60 + minutes) * 60_000).toISOString()
}

/** A filter with ids in place of `@name`, quoted as the formula language wants them. */
export function filterOf(world: ScenarioWorld, filter: string): string {
  return filter.replaceAll(/"@([^"@\s]+)"|@([\p{L}\p{N}_-]+)/gu, (whole, quoted?: string, bare?: string) => {
    const name = quoted ?? bare ?? ''
    // Within a text an address may have an @ of its own.
    return quoted !== undefined && !world.names.has(name) ? whole : `"${recordNamed(world, name).id}"`
  })
}
