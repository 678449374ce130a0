import { AppError } from '@tessera/metadata'
import type { WhoAnswer } from '@tessera/metadata'
import type { Catalog, CatalogField, CatalogObject } from '../catalog/catalog.js'
import type { Actor } from '../contract.js'
import { runtimeValues } from '../engine-context.js'
import type { EngineContext } from '../engine-context.js'
import { execute, join, raw, slot, toStatement } from '../storage/statement.js'
import { isUuid } from '../storage/uuid7.js'
import { isAdministrator } from './access.js'
import { roleAccess } from './compile-access.js'
import type { RoleAccess } from './compile-access.js'
import { rowsInWords } from './explain.js'
import type { AccessQuestion } from './explain.js'
import type { Words } from './explain-words.js'
import { holdsColumn } from './holds-column.js'
import { isAtLeast } from './object-grants.js'
import type { ObjectGrant } from './object-grants.js'

/**
 * Which of some people may do something with a record, or see a field of it, and by which grant: the question the other way round.
 * Errors: record.unknown_object, record.not_found, document.not_found for a field that is not there.
 */
export async function whoMay(
  context: EngineContext,
  catalog: Catalog,
  people: readonly Actor[],
  question: AccessQuestion & { readonly id: string },
  words: Words,
): Promise<WhoAnswer> {
  const object = catalog.objectsByKey.get(question.object)
  if (object === undefined) throw new AppError('record.unknown_object')
  const field = question.field === undefined ? undefined : object.fieldsByKey.get(question.field)
  if (question.field !== undefined && field === undefined) throw new AppError('document.not_found')
  const owner = await ownerOf(context, object, question.id, runtimeOf(context, catalog, people))
  const found: WhoAnswer['people'][number][] = []
  for (const person of people) {
    const because = await reasonFor({ context, catalog, object, field, question, owner, words }, person)
    if (because !== undefined) found.push({ id: person.id, title: person.name, because })
  }
  return { people: found }
}

interface Asked {
  readonly context: EngineContext
  readonly catalog: Catalog
  readonly object: CatalogObject
  readonly field: CatalogField | undefined
  readonly question: AccessQuestion & { readonly id: string }
  readonly owner: string | null
  readonly words: Words
}

async function reasonFor(asked: Asked, person: Actor): Promise<string | undefined> {
  const { catalog, object, field, question, words } = asked
  if (isAdministrator(person)) return words.say('管理员', 'Administrator')
  const access = roleAccess(catalog, person)
  if (access === undefined) return undefined
  const wanted = question.action === 'create' || question.action === 'change' ? 'write' : 'read'
  const granting = access
    .grants(object)
    .filter(
      (grant) => grant.actions.has(question.action) && (field === undefined || isAtLeast(grant.level(field), wanted)),
    )
  const grant = await firstThatHolds(asked, person, access, granting)
  if (grant === undefined) return undefined
  const rows = rowsInWords({ words, object }, grant)
  return grant.from === undefined
    ? rows
    : words.say(
        `角色「${words.label(grant.from.role.label)}」：${rows}`,
        `Role “${words.label(grant.from.role.label)}”: ${rows}`,
      )
}

/** What the owner tells is looked at first: most people need no question to the database. */
async function firstThatHolds(
  { context, catalog, object, question, owner }: Asked,
  person: Actor,
  access: RoleAccess,
  granting: readonly ObjectGrant[],
): Promise<ObjectGrant | undefined> {
  const runtime = runtimeValues(context, catalog, person)
  const byOwner = granting.find(({ condition: { owners } }) => owners !== undefined && runtime.reaches(owners, owner))
  const others = granting.filter(({ condition: { owners } }) => owners === undefined)
  if (byOwner !== undefined || others.length === 0) return byOwner
  const statement = toStatement(
    join([
      'SELECT ',
      holdsColumn(
        others.map(({ condition }) => condition),
        't',
      ),
      ` FROM ${object.table} AS t WHERE t."id" = `,
      raw('?::uuid', [slot('id') as never]),
    ]),
  )
  const { rows } = await execute<{ holds: boolean[] }>(context.pool, statement, runtime, { id: question.id })
  return others.find((_, index) => rows[0]?.holds[index] === true)
}

function runtimeOf(
  context: EngineContext,
  catalog: Catalog,
  [first]: readonly Actor[],
): ReturnType<typeof runtimeValues> {
  if (first === undefined) throw new AppError('record.not_found')
  return runtimeValues(context, catalog, first)
}

async function ownerOf(
  context: EngineContext,
  object: CatalogObject,
  id: string,
  runtime: ReturnType<typeof runtimeValues>,
): Promise<string | null> {
  if (!isUuid(id)) throw new AppError('record.not_found')
  const statement = toStatement(
    join([
      `SELECT t."owner" FROM ${object.table} AS t WHERE t."deleted_at" IS NULL AND t."id" = `,
      raw('?::uuid', [slot('id') as never]),
    ]),
  )
  const { rows } = await execute<{ owner: string | null }>(context.pool, statement, runtime, { id })
  if (rows[0] === undefined) throw new AppError('record.not_found')
  return rows[0].owner
}
