import { AppError, makeFieldProblem } from '@tessera/metadata'
import { authorId } from '../access/actor.js'
import type { RecordAnswer } from '../contract.js'
import type { CatalogObject } from '../catalog/catalog.js'
import { objectById } from '../catalog/catalog.js'
import { linkingFields } from '../catalog/link-table.js'
import { mayBeDuplicate } from '../duplicates/refuse-duplicates.js'
import { touchesFiles } from '../files/mark-refused-files.js'
import { changesOrganisation } from '../access/note-organisation.js'
import { asksAfterwards, judgeOwners, judgeTouch } from './judge-rights.js'
import { hasAutoNumbers } from './auto-numbers.js'
import { changedFields } from './draft.js'
import type { Draft } from './draft.js'
import { markHiddenTargets } from './hidden-targets.js'
import { rowChange } from './row-change.js'
import { evaluateDrafts } from './evaluate-drafts.js'
import { feedsOf } from './feeds.js'
import { touchesPeriods } from './overlaps.js'
import { refuse } from './parse-values.js'
import { readRows } from './read-rows.js'
import { refusalOf } from './refusal-of.js'
import { lookupFields } from './stored-fields.js'
import { duplicateError, unpublishedDuplicate, violatedUnique } from './unique-conflicts.js'
import { matchTriggers, mayStartRuns } from '../workflows/match-triggers.js'
import { writeAndRead } from './write-rows.js'
import { answerShowsItself } from './write-statements.js'
import type { WriteRequest } from './write-request.js'

/**
 * Creating or changing one record that no roll-up depends on: rules in JavaScript, then one autocommit statement guarded
 * by id, version and revision, which also gives the answer. Undefined when the write touches more and belongs in the
 * pipeline, or changes nothing.
 */
export async function fastCreate(request: WriteRequest, draft: Draft): Promise<RecordAnswer | undefined> {
  if (
    draft.details.length > 0 ||
    hasAutoNumbers(request.object) ||
    isForPipeline(request) ||
    request.object.noOverlap.length > 0 ||
    feedsChild(request) ||
    showsItself(request)
  )
    return undefined
  await evaluate(request, draft)
  if (touchesLinks(request.object, changedFields(draft))) return undefined
  if (touchesFiles(request.object, draft) || mayBeDuplicate(request.object, draft)) return undefined
  const record = await write(request, draft)
  if (record === undefined) throw await unwritten(request, draft)
  return answerOf(request, draft, record)
}

/** Attempts of a change without If-Match against faster writers before it queues for the row. */
const attempts = 3

/** See `fastCreate`. The old values are read without a lock; losing against another writer reads them again. */
export async function fastChange(
  request: WriteRequest,
  draftOf: (request: WriteRequest) => Draft,
): Promise<RecordAnswer | undefined> {
  if (showsItself(request) || isForPipeline(request)) return undefined
  for (let attempt = 1; ; attempt += 1) {
    const draft = draftOf(request)
    if (draft.details.length > 0) return undefined
    const { session, object, access } = request
    const rows = await readRows(
      session.db,
      session.catalog,
      object,
      access,
      [draft.id],
      { lock: 'none', deleted: false },
      session.runtime,
    )
    const row = rows.get(draft.id)
    if (row === undefined) throw new AppError('record.not_found')
    if (draft.ifVersion !== undefined && draft.ifVersion !== row.version)
      throw new AppError('record.changed', { version: row.version })
    draft.before = row.values
    draft.version = row.version
    judgeTouch(access, object, draft, row.holds)
    if (draft.problems.some(({ code }) => code === 'access.denied')) throw new AppError('access.denied')
    await evaluate(request, draft)
    const changed = changedFields(draft)
    if (changed.length === 0 || touchesPeriods(object, changed) || touchesLinks(object, changed)) return undefined
    if (touchesRollups(request, changed) || touchesFiles(object, draft)) return undefined
    if (mayBeDuplicate(object, draft)) return undefined
    const record = await write(request, draft)
    if (record !== undefined) return answerOf(request, draft, record)
    const reason = await unwritten(request, draft)
    if (reason.code !== 'record.changed' || draft.ifVersion !== undefined) throw reason
    // The last writer wins: who keeps losing waits for the row's lock in the pipeline.
    if (attempt === attempts) return undefined
  }
}

async function evaluate({ session, object, access }: WriteRequest, draft: Draft): Promise<void> {
  const { db, catalog, runtime, actor } = session
  await evaluateDrafts({ db, catalog, object, runtime, actorId: authorId(actor) }, [draft])
  judgeOwners(session, object, access, [draft])
  if (draft.problems.length === 0) await markHiddenTargets(session, object, access, [draft])
  // As the pipeline answers.
  const refusal = refusalOf([draft], false)
  if (refusal !== undefined) throw refusal
}

/** Only PostgreSQL can tell afterwards what its writer may do with it, or it is about the organisation. */
const isForPipeline = ({ catalog, object, access }: WriteRequest): boolean =>
  asksAfterwards(access, object) || changesOrganisation(catalog, object)

async function write({ session, object, access }: WriteRequest, draft: Draft): Promise<string | null | undefined> {
  const runs = mayStartRuns(session, object) ? await matchTriggers(session, [rowChange(object, draft)]) : []
  try {
    return await writeAndRead(session, object, access, draft, runs)
  } catch (error) {
    const unique = violatedUnique(object, error)
    throw unique === undefined ? (unpublishedDuplicate(error) ?? error) : duplicateError(unique)
  }
}

/** Why the statement wrote nothing: a lookup target is not there, or another writer was faster. */
async function unwritten(request: WriteRequest, draft: Draft): Promise<AppError> {
  const { session, object } = request
  const changed = new Set(changedFields(draft))
  for (const lookup of lookupFields(object)) {
    const id = draft.after.get(lookup.id)
    if (typeof id !== 'string' || !changed.has(lookup.id)) continue
    const { rowCount } = await session.db.query(
      `SELECT 1 FROM ${objectById(session.catalog, lookup.target ?? '').table} WHERE id = $1 AND deleted_at IS NULL`,
      [id],
    )
    if (rowCount === 0)
      draft.problems.push(makeFieldProblem(lookup.key, 'field.unknown_record', { label: lookup.label }))
  }
  return draft.problems.length > 0 ? refuse(draft.problems, false) : new AppError('record.changed')
}

/** A record that left its writer's scope answers with its id alone. */
function answerOf({ access, object }: WriteRequest, draft: Draft, record: string | null): RecordAnswer {
  const isSeen = access.isWhole || access.verdict(object, draft.holdsAfter ?? []).may('read')
  return {
    id: draft.id,
    version: draft.version + 1,
    json: (isSeen ? record : null) ?? JSON.stringify({ id: draft.id }),
  }
}

const showsItself = ({ catalog, object, access }: WriteRequest): boolean => answerShowsItself(catalog, object, access)

const touchesLinks = (object: CatalogObject, changed: readonly string[]): boolean =>
  linkingFields(object).some(({ field }) => changed.includes(field.id))

const feedsChild = ({ catalog, object }: WriteRequest): boolean =>
  feedsOf(catalog).some((feed) => feed.child === object.id)

function touchesRollups({ catalog, object }: WriteRequest, changed: readonly string[]): boolean {
  return feedsOf(catalog).some(
    (feed) =>
      (feed.child === object.id && changed.some((id) => feed.own.has(id))) ||
      feed.crossing.some((input) => input.object === (object as CatalogObject).id && changed.includes(input.field)),
  )
}
