import { AppError } from '@tessera/metadata'
import type { RecordStages, StageSetState, StageState } from '@tessera/metadata'
import { compileAccess } from '../access/compile-access.js'
import { authorId } from '../access/actor.js'
import type { Catalog, CatalogField, CatalogStage, CatalogStageSet } from '../catalog/catalog.js'
import type { Actor } from '../contract.js'
import { runtimeValues } from '../engine-context.js'
import type { EngineContext } from '../engine-context.js'
import { visibleObject } from '../query/visible-object.js'
import type { DraftWorld } from '../records/draft-world.js'
import { newDraft } from '../records/draft.js'
import type { Draft } from '../records/draft.js'
import { evaluateDrafts } from '../records/evaluate-drafts.js'
import { PathReader } from '../records/path-values.js'
import { readRows } from '../records/read-rows.js'
import type { StoredRow } from '../records/read-rows.js'
import { isUuid } from '../storage/uuid7.js'
import { loadConditions, setOf, setsByField, stageOf } from './stage-sets.js'
import { stageVisits } from './stage-visits.js'
import type { StageVisit } from './stage-visits.js'

/**
 * The stages a record goes through: where it is and since when, how long it was where, and for each other stage what a move there
 * would be refused with. That is found out by the pipeline itself, which is asked what it would do and writes nothing.
 *
 * Errors: record.unknown_object, record.not_found.
 */
export async function readStages(
  context: EngineContext,
  catalog: Catalog,
  actor: Actor,
  key: string,
  recordId: string,
): Promise<RecordStages> {
  const access = compileAccess(catalog, actor)
  const object = visibleObject(catalog, access, key)
  if (!isUuid(recordId)) throw new AppError('record.not_found')
  const id = recordId.toLowerCase()
  const runtime = runtimeValues(context, catalog, actor)
  const options = { lock: 'none', deleted: false } as const
  const row = (await readRows(context.pool, catalog, object, access, [id], options, runtime)).get(id)
  if (row === undefined) throw new AppError('record.not_found')
  const world: DraftWorld = { db: context.pool, catalog, object, runtime, actorId: authorId(actor), access }
  const verdict = access.verdict(object, row.holds)
  const sets: StageSetState[] = []
  for (const [field, ofField] of setsByField(object)) {
    const set = verdict.reads(field) ? await setOfRecord(world, row, ofField) : undefined
    if (set === undefined) continue
    const movable = verdict.may('change') && verdict.writes(field)
    const moves = await tryMoves(world, row, set)
    const visits = await stageVisits(context.pool, catalog.workspace.schema, object, field, id)
    sets.push(stateOf({ set, row, moves, visits, now: runtime.now, movable }))
  }
  return { sets }
}

async function setOfRecord(
  world: DraftWorld,
  row: StoredRow,
  sets: readonly CatalogStageSet[],
): Promise<CatalogStageSet | undefined> {
  const draft: Draft = { ...draftOf(row), before: row.values, after: row.values }
  const paths = new PathReader(world.db, world.catalog, world.runtime)
  await loadConditions(world, [draft], sets, paths)
  return setOf(world, draft, sets, paths)
}

/** What the pipeline says to every move, by the stage it leads to. */
async function tryMoves(
  world: DraftWorld,
  row: StoredRow,
  { field, steps }: CatalogStageSet,
): Promise<ReadonlyMap<string, Draft>> {
  const now = row.values.get(field.id)
  const moves = new Map(
    steps.filter(({ key }) => key !== now).map(({ key }) => [key, draftOf(row, field, key)] as const),
  )
  await evaluateDrafts(world, [...moves.values()])
  return moves
}

function draftOf(row: StoredRow, field?: CatalogField, stage?: string): Draft {
  const sent = new Map(field === undefined ? [] : [[field.id, stage ?? null] as const])
  const draft = newDraft({ op: 'change', place: '', index: 0, id: row.id, ifVersion: undefined, sent })
  draft.before = row.values
  draft.version = row.version
  return draft
}

interface Known {
  readonly set: CatalogStageSet
  readonly row: StoredRow
  readonly moves: ReadonlyMap<string, Draft>
  readonly visits: readonly StageVisit[]
  readonly now: number
  readonly movable: boolean
}

function stateOf(known: Known): StageSetState {
  const { set, row, visits, movable } = known
  const { key, label, field, steps } = set
  const value = row.values.get(field.id)
  const stage = typeof value === 'string' ? value : null
  const kept = set.since === undefined ? undefined : row.values.get(set.since.id)
  const since = typeof kept === 'string' ? kept : (visits.at(-1)?.from.toISOString() ?? null)
  const from = stageOf(set, stage)
  return {
    key,
    label,
    field: field.key,
    stage,
    since: stage === null ? null : since,
    movable,
    steps: steps.map((step) => stepOf(known, step, from)),
  }
}

function stepOf({ moves, visits, now }: Known, step: CatalogStage, from: CatalogStage | undefined): StageState {
  const { key, label, kind, probability = null, days = null } = step
  const own = visits.filter(({ stage }) => stage === key)
  const spent = own.reduce((sum, visit) => sum + ((visit.to?.getTime() ?? now) - visit.from.getTime()), 0)
  return {
    stage: key,
    label,
    kind,
    probability,
    days,
    seconds: Math.max(0, Math.round(spent / 1000)),
    visits: own.length,
    allowed: step === from || from?.moves?.has(key) !== false,
    problems: moves.get(key)?.problems ?? [],
  }
}
