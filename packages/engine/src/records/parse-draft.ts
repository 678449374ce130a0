import { AppError, makeFieldProblem } from '@tessera/metadata'
import type { FieldProblem } from '@tessera/metadata'
import { keepsPeople } from '../access/people-keeper.js'
import type { Actor } from '../contract.js'
import { isUuid } from '../storage/uuid7.js'
import { parseDetails, splitDetails } from './parse-details.js'
import { newDraft } from './draft.js'
import type { Draft } from './draft.js'
import { parseValues } from './parse-values.js'
import type { WriteRequest } from './write-request.js'

export interface DraftInput {
  readonly op: 'create' | 'change'
  readonly place: string
  readonly index: number
  readonly body: Readonly<Record<string, unknown>>
  /** Of the record that is changed. */
  readonly id?: string
  /** Of the record that is made, unless the keeper of people gives one. */
  readonly newId?: string
  readonly ifVersion?: number | undefined
}

/**
 * A draft with the checked values of a body. Only who keeps people may choose the id of a new record: a person's
 * account and user record have the same one.
 */
export function parseDraft(request: WriteRequest, actor: Actor, input: DraftInput): Draft {
  const problems: FieldProblem[] = []
  if (!isPlainObject(input.body)) {
    throw new AppError('request.invalid')
  }
  const own = input.op === 'create' && keepsPeople(actor) && isUuid(input.body.id) ? input.body.id : undefined
  const body =
    own === undefined ? input.body : Object.fromEntries(Object.entries(input.body).filter(([key]) => key !== 'id'))
  const path = (key: string): string => (input.place === '' ? key : `${input.place}/${key}`)
  const { own: values, lines } = splitDetails(request, body)
  const isNew = input.op === 'create'
  if (isNew && !request.access.may(request.object, 'create')) problems.push(makeFieldProblem(path(''), 'access.denied'))
  const { values: sent, refused } = parseValues(request.object, request.access, values, { path, isNew }, problems)
  const id = own ?? input.id ?? input.newId ?? ''
  if (!isUuid(id)) problems.push(makeFieldProblem(path('id'), 'record.not_found'))
  const draft = newDraft({
    op: input.op,
    place: input.place,
    index: input.index,
    id: id.toLowerCase(),
    ifVersion: input.ifVersion,
    sent,
  })
  draft.problems.push(...problems)
  draft.refused = refused
  for (const [field, sentLines] of lines) parseDetails(request, actor, draft, field, sentLines, parseDraft)
  if (!request.access.isWhole) draft.chosen = [...sent.keys(), ...draft.details.map(({ field }) => field.id)]
  return draft
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
