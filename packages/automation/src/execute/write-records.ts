import type { CatalogObject } from '@tessera/engine'
import { AppError, type BatchRequest, type FieldValue } from '@tessera/metadata'
import { limits } from '../core/limits.js'
import type { Effected } from '../core/step.js'
import { objectOf } from '../evaluate/names.js'
import { actorOf, after, effectOf, happen, mayTryAgain, nowOf, point, type Party } from './party.js'
import { refusal } from './refusal.js'
import type { Run } from './run.js'
import { Fenced, markSaved, saveRuns } from './save-runs.js'
import { withinTime } from './within-time.js'

/** What one run writes. */
export interface Share {
  readonly run: Run
  readonly object: CatalogObject
  readonly create: readonly Values[]
  readonly update: readonly (Values & { readonly id: string })[]
}

type Values = Readonly<Record<string, unknown>>

/** Operations of one transaction: short ones keep nobody waiting. */
const maxOperations = 500

/**
 * Writes what runs want written: one batch for many runs, in whose transaction their steps and successors are saved. What is
 * refused is refused for the runs at fault alone; the others are written.
 */
export async function writeRecords(party: Party, runs: readonly Run[]): Promise<void> {
  const shares = runs.flatMap((run) => shareOf(party, run) ?? [])
  for (const batch of batchesOf(shares)) await writeShares(party, batch)
}

/** Undefined: there was nothing to write, or nothing that could be; the run has gone on. */
function shareOf(party: Party, run: Run): Share | undefined {
  try {
    const share = toShare(party, run)
    if (share.create.length + share.update.length > 0) return share
    happen(party, run, effected(party, share, []))
  } catch (error) {
    happen(party, run, refusal(party, run, error))
  }
  return undefined
}

/** What a run's command means for records. Errors: run.no_record, reference.deleted. */
export function toShare({ catalog }: Pick<Party, 'catalog'>, run: Run): Share {
  const command = effectOf<'createRecords' | 'updateRecords'>(run)
  const find = (name: string | null): CatalogObject => {
    const object = name === null ? undefined : objectOf(catalog, name)
    if (object === undefined) throw new AppError('reference.deleted', { name: name ?? '' })
    return object
  }
  if (command.do === 'createRecords') {
    return { run, object: find(command.object), create: command.records.map(toValues), update: [] }
  }
  const { target } = command
  const found = 'node' in target ? run.state.found[target.node] : undefined
  const ids = 'node' in target ? (found?.ids ?? []) : run.record === null ? undefined : [run.record]
  if (ids === undefined) throw new AppError('run.no_record')
  const object = 'node' in target ? (found?.object ?? run.object) : run.object
  return { run, object: find(object), create: [], update: ids.map((id) => ({ id, ...toValues(command.values) })) }
}

const toValues = (values: readonly FieldValue[]): Values =>
  Object.fromEntries(values.map(({ field, value }) => [field, value]))

/** Shares in their order, cut where a transaction gets long or a record would be in it twice. */
function batchesOf(shares: readonly Share[]): Share[][] {
  const batches: Share[][] = []
  let ids = new Set<string>()
  let size = 0
  for (const share of shares) {
    const count = share.create.length + share.update.length
    const last = batches.at(-1)
    const fits =
      last?.[0]?.object === share.object && size + count <= maxOperations && !share.update.some(({ id }) => ids.has(id))
    if (fits) last?.push(share)
    else {
      batches.push([share])
      ids = new Set()
      size = 0
    }
    for (const { id } of share.update) ids.add(id)
    size += count
  }
  return batches
}

async function writeShares(party: Party, shares: readonly Share[]): Promise<void> {
  const [first] = shares
  if (first === undefined) return
  let next: readonly Run[] = []
  try {
    await point('before-write')
    await withinTime(
      limits.stepMs,
      party.context.engine.records.batch(
        actorOf(party, shares.length === 1 ? first.run : undefined),
        first.object.key,
        request(shares),
        {
          alongside: async (client, ids) => {
            next = successors(party, shares, ids)
            await saveRuns(client, party, next, nowOf(party))
            await point('before-commit')
          },
        },
      ),
    )
    await point('after-commit')
    shares.forEach(({ run }, index) => Object.assign(run, next[index]))
    told(party, shares)
    markSaved(shares.map(({ run }) => run))
  } catch (error) {
    await refuseShares(party, shares, error)
  }
}

/** After the commit, those who wait for notifications learn of them. */
function told({ context, workspace }: Party, shares: readonly Share[]): void {
  const notices = shares.flatMap(({ run }) => run.notices)
  if (notices.length > 0) context.notified(workspace, notices)
}

const request = (shares: readonly Share[]): BatchRequest => ({
  create: shares.flatMap(({ create }) => create),
  update: shares.flatMap(({ update }) => update),
})

/** The runs as they are once `ids` are written: those of new records first, then of changed ones, each in request order. */
function successors(party: Party, shares: readonly Share[], ids: readonly string[]): readonly Run[] {
  let created = 0
  return shares.map((share) => {
    const own =
      share.update.length > 0 ? share.update.map(({ id }) => id) : ids.slice(created, created + share.create.length)
    created += share.create.length
    return after(party, share.run, effected(party, share, own))
  })
}

function effected(party: Party, { object }: Share, ids: readonly string[]): Effected {
  return {
    type: 'effected',
    port: 'next',
    output: { object: object.key, ids },
    found: { object: object.id, ids },
    written: ids.length,
    now: nowOf(party),
  }
}

/** Tells the runs at fault, and tries again with the others. */
async function refuseShares(party: Party, shares: readonly Share[], error: unknown): Promise<void> {
  if (error instanceof Fenced) {
    const mine = shares.filter(({ run }) => error.mine.has(run.id))
    for (const { run } of shares) if (!error.mine.has(run.id)) giveUp(run)
    return writeShares(party, mine)
  }
  const isRefusal = error instanceof AppError && error.status < 500
  if (
    isRefusal &&
    (await mayTryAgain(
      party,
      shares.map(({ run }) => run),
    ))
  )
    return
  if (!isRefusal || shares.length === 1) {
    for (const { run } of shares) happen(party, run, refusal(party, run, error))
    return
  }
  const atFault = sharesAtFault(shares, error)
  for (const [share, problem] of atFault) {
    happen(
      party,
      share.run,
      refusal(party, share.run, new AppError('batch.invalid', { count: 1 }).with({ errors: [problem] })),
    )
  }
  const others = shares.filter((share) => !atFault.has(share))
  if (others.length < shares.length) return writeShares(party, others)
  const middle = Math.ceil(shares.length / 2)
  await writeShares(party, shares.slice(0, middle))
  await writeShares(party, shares.slice(middle))
}

/** A run that another worker has: what this one knows of it counts no more. */
function giveUp(run: Run): void {
  run.isLost = true
  run.commands = []
}

/** Whose operation a problem is about, by its path: `create/3/amount`, `update/0`. */
function sharesAtFault(
  shares: readonly Share[],
  { errors = [] }: AppError,
): Map<Share, NonNullable<AppError['errors']>[number]> {
  const owners = {
    create: shares.flatMap((share) => share.create.map(() => share)),
    update: shares.flatMap((share) => share.update.map(() => share)),
  }
  const found = new Map<Share, NonNullable<AppError['errors']>[number]>()
  for (const problem of errors) {
    const [, op, index] = /^(create|update)\/(\d+)/.exec(problem.path) ?? []
    const share = op === undefined ? undefined : owners[op as 'create' | 'update'][Number(index)]
    if (share !== undefined && !found.has(share)) found.set(share, problem)
  }
  return found
}
