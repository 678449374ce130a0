import { isProblem, problemOf, type ApiProblem } from '@/api/problem'
import type { RecordValues } from '@/api/records'
import type { PlainRecord } from '@/formula/evaluate'
import type { SentRequest } from './journal'
import { sameWritten } from './values'

/** What saving needs of the API. */
export interface SavingApi {
  create(body: object, idempotencyKey: string): Promise<RecordValues>
  update(id: string, body: object, ifVersion: number | undefined): Promise<RecordValues>
  get(id: string): Promise<RecordValues>
}

/** Kept where a crash does not reach it, before anything is sent. */
export interface SentStore {
  read(): SentRequest | undefined
  write(sent: SentRequest | undefined): void
}

export type Saved =
  | { readonly state: 'saved'; readonly record: RecordValues }
  /** Somebody else saved meanwhile; `current` is undefined when the record is gone. */
  | { readonly state: 'conflict'; readonly current: RecordValues | undefined }
  | { readonly state: 'refused'; readonly problem: ApiProblem }

type Body = Readonly<Record<string, unknown>>

/** The server may or may not have done it: no answer came, or one that does not say. */
const isUnknown = (problem: ApiProblem): boolean => problem.status === 0 || problem.status >= 500

/**
 * Makes a record exactly once. The request is noted before it is sent; as long as its fate is unknown, saving again sends that
 * same request first, and what was changed since then goes on top of the record it made.
 */
export async function saveNew(api: SavingApi, store: SentStore, body: Body, newKey: () => string): Promise<Saved> {
  const earlier = store.read()
  const sent = earlier ?? { key: newKey(), body }
  store.write(sent)
  let made: RecordValues
  try {
    made = await api.create(sent.body, sent.key)
  } catch (error) {
    const problem = problemOf(error)
    if (isUnknown(problem)) return { state: 'refused', problem }
    store.write(undefined)
    // The earlier request was refused, not this one.
    if (earlier !== undefined && !isSameBody(earlier.body, body)) return saveNew(api, store, body, newKey)
    return { state: 'refused', problem }
  }
  const rest = restOf(body, sent.body)
  if (Object.keys(rest).length === 0) {
    store.write(undefined)
    return { state: 'saved', record: made }
  }
  const changed = await saveChanges(api, made, rest)
  if (changed.state !== 'refused' || !isUnknown(changed.problem)) store.write(undefined)
  return changed
}

/** Saves changes of a record, unless somebody was faster. What turns out to be there already counts as saved. */
export async function saveChanges(
  api: SavingApi,
  base: PlainRecord & { readonly id: string; readonly version: number },
  body: Body,
): Promise<Saved> {
  try {
    return { state: 'saved', record: await api.update(base.id, body, base.version) }
  } catch (error) {
    const problem = problemOf(error)
    if (problem.status !== 412) return { state: 'refused', problem }
    return afterConflict(api, base.id, body)
  }
}

async function afterConflict(api: SavingApi, id: string, body: Body): Promise<Saved> {
  try {
    const current = await api.get(id)
    const isThere = Object.entries(body).every(([key, value]) => sameWritten(current[key], value))
    // Our own answer got lost, or somebody did the very same.
    return isThere ? { state: 'saved', record: current } : { state: 'conflict', current }
  } catch (error) {
    if (isProblem(error) && error.status === 404) return { state: 'conflict', current: undefined }
    return { state: 'refused', problem: problemOf(error) }
  }
}

const isSameBody = (a: Body, b: Body): boolean => Object.keys(restOf(a, b)).length === 0

/** What `body` says otherwise than what was sent; a field that was sent and is no more becomes blank. */
function restOf(body: Body, sent: Body): Body {
  const rest: Record<string, unknown> = {}
  for (const key of new Set([...Object.keys(body), ...Object.keys(sent)]))
    if (!(key in sent) || !sameWritten(body[key], sent[key])) rest[key] = body[key] ?? null
  return rest
}
