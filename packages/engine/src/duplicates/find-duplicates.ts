import { AppError, makeFieldProblem, shownText } from '@tessera/metadata'
import type { DuplicateMatches, FieldProblem } from '@tessera/metadata'
import type { CatalogObject } from '../catalog/catalog.js'
import { compileAccess } from '../access/compile-access.js'
import { readsEverywhere } from '../access/access.js'
import type { Access } from '../access/access.js'
import type { Catalog } from '../catalog/catalog.js'
import type { Actor } from '../contract.js'
import { runtimeValues } from '../engine-context.js'
import type { EngineContext } from '../engine-context.js'
import { visibleObject } from '../query/visible-object.js'
import type { Values } from '../records/draft.js'
import { parseValue, refuse } from '../records/parse-values.js'
import { readRows } from '../records/read-rows.js'
import { isUuid } from '../storage/uuid7.js'
import { agreeingRecords } from './agreeing-records.js'
import { rememberingValues } from './compared-values.js'
import { describeMatches } from './describe-matches.js'

/** What a person is about to save; `id` of the record they change, whose other values count too. */
export interface DuplicatesQuestion {
  readonly values: Readonly<Record<string, unknown>>
  readonly id?: string | undefined
}

/**
 * Records that are probably the same as one that is being filled in. Values of a wrong type are as good as blank: nobody has finished
 * typing yet.
 * Errors: record.unknown_object, record.not_found, record.invalid for fields nobody knows.
 */
export async function findDuplicates(
  context: EngineContext,
  catalog: Catalog,
  actor: Actor,
  key: string,
  question: DuplicatesQuestion,
): Promise<DuplicateMatches> {
  const access = compileAccess(catalog, actor)
  const object = visibleObject(catalog, access, key)
  const runtime = runtimeValues(context, catalog, actor)
  const world = { db: context.pool, catalog, object, runtime }
  const id = question.id?.toLowerCase()
  if (id !== undefined && !isUuid(id)) throw new AppError('record.not_found')
  const sent = valuesOf(object, access, question.values)
  const before = id === undefined ? new Map() : await valuesBefore(world, access, id)
  const rules = object.duplicates.filter(({ fields }) => fields.every(({ field }) => readsEverywhere(access, field)))
  const subject = { id, values: new Map([...before, ...sent]), rules }
  const [found = []] = await agreeingRecords(world, [subject], rememberingValues())
  return describeMatches({ ...world, access, locale: actor.locale }, found)
}

async function valuesBefore(
  { db, catalog, object, runtime }: Parameters<typeof agreeingRecords>[0],
  access: Access,
  id: string,
): Promise<Values> {
  const options = { lock: 'none', deleted: false } as const
  const rows = await readRows(db as never, catalog, object, access, [id], options, runtime)
  const row = rows.get(id)
  if (row === undefined) throw new AppError('record.not_found')
  return row.values
}

function valuesOf(object: CatalogObject, access: Access, body: DuplicatesQuestion['values']): Values {
  const problems: FieldProblem[] = []
  const sent: Values = new Map()
  for (const [key, value] of Object.entries(body)) {
    const field = object.fieldsByKey.get(key)
    if (field === undefined || !access.reads(field))
      problems.push(makeFieldProblem(shownText(key), 'field.unknown', { key: shownText(key) }))
    else if (field.writable && field.details === undefined) {
      const parsed = parseValue(field, value)
      sent.set(field.id, 'value' in parsed ? parsed.value : null)
    }
  }
  if (problems.length > 0) throw refuse(problems, false)
  return sent
}
