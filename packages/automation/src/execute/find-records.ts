import type { FormulaType, WireValue } from '@tessera/formula'
import type { CatalogObject } from '@tessera/engine'
import { AppError, type FieldValue, type FindRecordsCommand } from '@tessera/metadata'
import { fieldOf, objectOf } from '../evaluate/names.js'
import { actorOf, effectOf, happen, mayTryAgain, nowOf, type Party } from './party.js'
import { refusal } from './refusal.js'
import type { Run } from './run.js'

/** Looks up what runs want to find, through the one read path. */
export async function findRecords(party: Party, runs: readonly Run[]): Promise<void> {
  for (const run of runs) {
    try {
      const command = effectOf<'findRecords'>(run)
      const object = objectOf(party.catalog, command.object)
      if (object === undefined) throw new AppError('reference.deleted', { name: command.object })
      const records = await read(party, object, command)
      const ids = records.map(({ id }) => id)
      happen(party, run, {
        type: 'effected',
        port: ids.length === 0 ? 'none' : 'found',
        output: { object: object.key, records },
        found: { object: object.id, ids },
        now: nowOf(party),
      })
    } catch (error) {
      if (error instanceof AppError && (await mayTryAgain(party, [run]))) continue
      happen(party, run, refusal(party, run, error))
    }
  }
}

export interface FoundRecord {
  readonly id: string
  readonly title: unknown
}

async function read(party: Party, object: CatalogObject, command: FindRecordsCommand): Promise<readonly FoundRecord[]> {
  const { key } = object.titleField
  const page = await party.context.engine.records.query(actorOf(party), object.key, {
    fields: [key],
    filter: filterOf(object, command),
    limit: command.limit,
    ...(command.sort === undefined ? {} : { sort: command.sort }),
  })
  const rows = JSON.parse(page.recordsJson) as readonly (Readonly<Record<string, unknown>> & { readonly id: string })[]
  return rows.map((row) => ({ id: row.id, title: key === 'id' ? row.id : (row[key] ?? null) }))
}

/** The filter of a search: what must match, and the other conditions. */
export function filterOf(
  object: CatalogObject,
  { match, filter }: Pick<FindRecordsCommand, 'match' | 'filter'>,
): string {
  const conditions = [...match.map((row) => equality(object, row)), ...(filter === undefined ? [] : [`(${filter})`])]
  return conditions.length === 0 ? 'true' : conditions.join(' and ')
}

function equality(object: CatalogObject, { field: name, value }: FieldValue): string {
  const field = fieldOf(object, name)
  if (field === undefined) throw new AppError('reference.deleted', { name })
  const { key, formulaType } = field
  if (value === null) return `${key} = blank`
  if (formulaType.kind !== 'list') return `${key} = ${literal(value, formulaType)}`
  const { of } = formulaType
  const members = Array.isArray(value) ? (value as readonly WireValue[]) : [value]
  return members.length === 0
    ? `${key} = blank`
    : members.map((member) => `${literal(member, of)} in ${key}`).join(' and ')
}

function literal(value: WireValue, type: FormulaType): string {
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return value < 0 ? `(${value})` : String(value)
  if (
    (type.kind === 'record' || type.kind === 'anyRecord') &&
    typeof value === 'object' &&
    value !== null &&
    'id' in value
  )
    return quoted(value.id)
  return quoted(String(value))
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
