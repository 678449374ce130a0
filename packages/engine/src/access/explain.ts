import { AppError } from '@tessera/metadata'
import type { ExplainedRule, Explanation } from '@tessera/metadata'
import type { Catalog, CatalogField, CatalogObject } from '../catalog/catalog.js'
import type { Actor } from '../contract.js'
import { runtimeValues } from '../engine-context.js'
import type { EngineContext } from '../engine-context.js'
import { execute, join, raw, slot, toStatement } from '../storage/statement.js'
import { isUuid } from '../storage/uuid7.js'
import { isAdministrator } from './access.js'
import type { OwnerScope, RecordAction } from './access.js'
import { roleAccess } from './compile-access.js'
import type { RoleAccess } from './compile-access.js'
import type { Words } from './explain-words.js'
import { holdsColumn } from './holds-column.js'
import { isAtLeast } from './object-grants.js'
import type { ObjectGrant } from './object-grants.js'
import { isInScope, reachOf } from './organisation.js'
import { rolesOf } from './role-documents.js'

/** May somebody do something with an object, one of its records, one field there? */
export interface AccessQuestion {
  readonly object: string
  readonly action: RecordAction
  readonly id?: string | undefined
  readonly field?: string | undefined
}

/** A record as an explanation needs it. */
interface AskedRecord {
  readonly owner: string | null
  readonly deleted: boolean
  /** Of the grants of the person. */
  readonly holds: readonly boolean[]
}

/**
 * Why somebody may do something or not: grant by grant of their roles, and the smallest change of a role that would turn the answer
 * round. It asks the very grants that statements are made of.
 * Errors: record.unknown_object, record.not_found, document.not_found for a field that is not there.
 */
export async function explainAccess(
  context: EngineContext,
  catalog: Catalog,
  person: Actor,
  question: AccessQuestion,
  words: Words,
): Promise<Explanation> {
  const object = catalog.objectsByKey.get(question.object)
  if (object === undefined) throw new AppError('record.unknown_object')
  const field = question.field === undefined ? undefined : object.fieldsByKey.get(question.field)
  if (question.field !== undefined && field === undefined) throw new AppError('document.not_found')
  if (isAdministrator(person)) {
    const sentence = words.say(
      `「${person.name}」是管理员，没有限制。`,
      `${person.name} is an administrator: nothing is closed.`,
    )
    return { allowed: true, sentence, rules: [], change: null }
  }
  const access = roleAccess(catalog, person)
  if (access === undefined) return withoutRoles(person, words)
  const record =
    question.id === undefined ? undefined : await askRecord(context, catalog, person, access, object, question.id)
  const asked = { catalog, person, object, field, action: question.action, record, access, words }
  return answer(asked)
}

interface Asked {
  readonly catalog: Catalog
  readonly person: Actor
  readonly object: CatalogObject
  readonly field: CatalogField | undefined
  readonly action: RecordAction
  readonly record: AskedRecord | undefined
  readonly access: RoleAccess
  readonly words: Words
}

/** What a grant says to the question: everything it lacks. */
interface Verdict {
  readonly grant: ObjectGrant
  readonly lacksAction: boolean
  readonly lacksRow: boolean
  readonly lacksField: boolean
}

const lacks = ({ lacksAction, lacksRow, lacksField }: Verdict): number =>
  Number(lacksAction) + Number(lacksRow) + Number(lacksField)

function answer(asked: Asked): Explanation {
  const { access, object, action, record, words, person } = asked
  const grants = access.grants(object)
  const verdicts = grants.map((grant): Verdict => verdictOf(asked, grant))
  const allowed = record?.deleted !== true && verdicts.some((verdict) => lacks(verdict) === 0)
  const rules = verdicts.map((verdict) => ruleOf(asked, verdict))
  const what = subjectOf(asked)
  const sentence = allowed
    ? words.say(
        `「${person.name}」可以${words.action(action)}${what}。`,
        `${person.name} may ${words.action(action)} ${what}.`,
      )
    : record?.deleted === true
      ? words.say('这条记录在回收站中。', 'The record is in the bin.')
      : words.say(
          `「${person.name}」不能${words.action(action)}${what}。`,
          `${person.name} may not ${words.action(action)} ${what}.`,
        )
  const change = record?.deleted === true ? null : allowed ? narrowing(asked, verdicts) : widening(asked, verdicts)
  return { allowed, sentence, rules: [...rules, ...silentRoles(asked)], change }
}

function verdictOf({ access, object, field, action, record }: Asked, grant: ObjectGrant): Verdict {
  const at = access.conditions(object).findIndex(({ key }) => key === grant.condition.key)
  const wanted = action === 'create' || action === 'change' ? 'write' : 'read'
  return {
    grant,
    lacksAction: !grant.actions.has(action),
    lacksRow: record !== undefined && record.holds[at] !== true,
    lacksField: field !== undefined && !isAtLeast(grant.level(field), wanted),
  }
}

function subjectOf({ object, field, record, words }: Asked): string {
  const name = words.label(object.label)
  const thing =
    record === undefined ? words.say(`「${name}」`, `“${name}”`) : words.say(`这条「${name}」`, `this “${name}”`)
  if (field === undefined) return thing
  const label = words.label(field.label)
  return words.say(`${thing}的「${label}」`, `“${label}” of ${thing}`)
}

function ruleOf(asked: Asked, verdict: Verdict): ExplainedRule {
  const { words, action, field } = asked
  const { grant, lacksAction, lacksRow, lacksField } = verdict
  const reasons = [
    ...(lacksAction ? [words.say(`没有「${words.action(action)}」`, `no right to ${words.action(action)}`)] : []),
    ...(lacksRow ? [words.say('这条记录不在范围内', 'the record is out of its rows')] : []),
    ...(lacksField && field !== undefined
      ? [words.say(`「${words.label(field.label)}」不够`, `not enough of “${words.label(field.label)}”`)]
      : []),
  ]
  const grants = reasons.length === 0
  const rows = rowsInWords(asked, grant)
  const result = grants ? words.say('允许', 'grants it') : reasons.join(words.say('；', '; '))
  const { role } = grant.from ?? {}
  return {
    role: role === undefined ? null : { key: role.key, title: words.label(role.label) },
    grants,
    sentence: `${rows}${words.say('：', ': ')}${result}${words.say('。', '.')}`,
  }
}

/** Which rows a grant is about. */
export function rowsInWords(
  { words, object }: Pick<Asked, 'words' | 'object'>,
  { from, condition }: ObjectGrant,
): string {
  const name = words.label(object.label)
  if (from === undefined) return words.say(`共享给其的「${name}」`, `“${name}” shared with them`)
  const { scope = 'all', rows } = from.grant
  const whose = words.say(`${words.scope(scope)}「${name}」`, `${words.scope(scope)} “${name}”`)
  const isLine = condition.key.startsWith('of ')
  const lines = isLine ? words.say('（随主记录）', ' (with the record they belong to)') : ''
  return `${whose}${lines}${rows === undefined ? '' : words.say('中符合条件的', ' that meet the condition')}`
}

/** Roles of the person that say nothing about the object. */
function silentRoles({ catalog, person, access, object, words }: Asked): ExplainedRule[] {
  const speaking = new Set(access.grants(object).map(({ from }) => from?.role.id))
  return rolesOf(catalog, person)
    .filter(({ id }) => !speaking.has(id))
    .map(({ key, label }) => ({
      role: { key, title: words.label(label) },
      grants: false,
      sentence: words.say(
        `没有提到「${words.label(object.label)}」。`,
        `Says nothing about “${words.label(object.label)}”.`,
      ),
    }))
}

const widest: readonly OwnerScope[] = ['own', 'subordinates', 'department', 'departmentTree', 'all']

/** The grant that lacks least, and what it would need. */
function widening(asked: Asked, verdicts: readonly Verdict[]): string | null {
  const { words, object, action, field, person, catalog } = asked
  const [nearest] = verdicts.filter(({ grant }) => grant.from !== undefined).sort((a, b) => lacks(a) - lacks(b))
  if (nearest?.grant.from === undefined) {
    const [role] = rolesOf(catalog, person)
    const name = words.label(object.label)
    if (role === undefined) return null
    return words.say(
      `在角色「${words.label(role.label)}」中为「${name}」加上「${words.action(action)}」。`,
      `Let the role “${words.label(role.label)}” ${words.action(action)} “${name}”.`,
    )
  }
  const { role, grant } = nearest.grant.from
  const steps = [
    ...(nearest.lacksAction ? [words.say(`加上「${words.action(action)}」`, `add “${words.action(action)}”`)] : []),
    ...(nearest.lacksRow ? [rowStep(asked, grant.scope ?? 'all', grant.rows !== undefined)] : []),
    ...(nearest.lacksField && field !== undefined
      ? [
          action === 'create' || action === 'change'
            ? words.say(`把「${words.label(field.label)}」设为可写`, `let “${words.label(field.label)}” be written`)
            : words.say(`把「${words.label(field.label)}」设为只读`, `let “${words.label(field.label)}” be read`),
        ]
      : []),
  ]
  const title = words.label(role.label)
  return words.say(`在角色「${title}」中${steps.join('，并')}。`, `In the role “${title}”: ${steps.join(', and ')}.`)
}

/** The narrowest scope that reaches the record; with a condition on rows, or without an owner, a share is smaller. */
function rowStep({ catalog, person, record, words }: Asked, scope: OwnerScope, hasCondition: boolean): string {
  const reach = reachOf(catalog.organisation, person.id)
  const owner = record?.owner ?? null
  const wider = widest.slice(widest.indexOf(scope) + 1).find((each) => isInScope(reach, person.id, each, owner))
  if (hasCondition || wider === undefined)
    return words.say('把这条记录共享给其，或放宽条件', 'share the record with them, or widen the condition')
  return words.say(`把范围放宽到「${words.scope(wider)}」`, `widen the rows to “${words.scope(wider)}”`)
}

/** Everything that grants it would have to go. */
function narrowing({ words, action }: Asked, verdicts: readonly Verdict[]): string | null {
  const granting = verdicts.filter((verdict) => lacks(verdict) === 0)
  const roles = [
    ...new Set(granting.flatMap(({ grant }) => (grant.from === undefined ? [] : [words.label(grant.from.role.label)]))),
  ]
  const isShared = granting.some(({ grant }) => grant.from === undefined)
  const steps = [
    ...roles.map((title) =>
      words.say(
        `从角色「${title}」中去掉「${words.action(action)}」`,
        `take “${words.action(action)}” from the role “${title}”`,
      ),
    ),
    ...(isShared ? [words.say('收回共享', 'take the share back')] : []),
  ]
  return steps.length === 0 ? null : `${sentenceCase(steps.join(words.say('，并', ', and ')))}${words.say('。', '.')}`
}

const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function withoutRoles(person: Actor, words: Words): Explanation {
  return {
    allowed: false,
    sentence: words.say(
      `「${person.name}」没有任何角色，看不到任何模块。`,
      `${person.name} has no role and sees nothing.`,
    ),
    rules: [],
    change: words.say('在组织中给其一个角色。', 'Give them a role in the organisation.'),
  }
}

async function askRecord(
  context: EngineContext,
  catalog: Catalog,
  person: Actor,
  access: RoleAccess,
  object: CatalogObject,
  id: string,
): Promise<AskedRecord> {
  if (!isUuid(id)) throw new AppError('record.not_found')
  const statement = toStatement(
    join([
      'SELECT t."owner", t."deleted_at" IS NOT NULL AS "deleted", ',
      holdsColumn(access.conditions(object), 't'),
      ` FROM ${object.table} AS t WHERE t."id" = `,
      raw('?::uuid', [slot('id') as never]),
    ]),
  )
  const { rows } = await execute<{ owner: string | null; deleted: boolean; holds: boolean[] }>(
    context.pool,
    statement,
    runtimeValues(context, catalog, person),
    { id },
  )
  if (rows[0] === undefined) throw new AppError('record.not_found')
  return rows[0]
}
