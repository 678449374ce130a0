import { AppError, merge3 } from '@tessera/metadata'
import type { Hazard, StoredDocument } from '@tessera/metadata'
import type { Actor, Origin } from '../../contract.js'
import { documentsAt } from '../documents-at.js'
import type { PrepareInput } from '../prepare-change.js'
import type { PreparedChange, Proposal } from '../prepared-change.js'

/** A publish whose values a job converts first: kept in the job, with the ids its new parts were given. */
export interface QueuedPublish {
  /** The revision it was planned against. */
  readonly base: number
  /** The documents that change, by id; null where one goes. */
  readonly documents: Readonly<Record<string, StoredDocument | null>>
  readonly hazards: readonly Hazard[]
  readonly actor: Actor
  readonly accept: readonly string[]
  readonly message?: string
  readonly undoes?: number
  readonly draft?: number
  readonly origin?: Origin
  readonly template?: Proposal['template']
}

/** What must be kept of a prepared change to propose it again later. */
export function toQueued(
  { now, documents }: PreparedChange,
  proposal: Proposal,
  rest: Omit<QueuedPublish, 'base' | 'documents' | 'hazards' | 'template'>,
): QueuedPublish {
  const changed = documents.map(({ before, after }) => [(after ?? before)?.id ?? '', after ?? null] as const)
  const { hazards, template } = proposal
  const templates = template === undefined ? {} : { template }
  return { ...rest, ...templates, base: now.revision, documents: Object.fromEntries(changed), hazards: [...hazards] }
}

/** The same change against today's documents. Errors: 409 revision.conflict. */
export async function proposeQueued({ db, state }: PrepareInput, queued: QueuedPublish): Promise<Proposal> {
  const { base, hazards, undoes, template } = queued
  const before = base === state.revision ? state.documents : await documentsAt(db, state.workspace.schema, base)
  const wanted = new Map(before)
  for (const [id, document] of Object.entries(queued.documents)) {
    if (document === null) wanted.delete(id)
    else wanted.set(id, document)
  }
  const rest = {
    hazards,
    ...(undoes === undefined ? {} : { undoes }),
    ...(template === undefined ? {} : { template }),
  }
  if (base === state.revision) return { documents: wanted, ...rest }
  const { merged, conflicts } = merge3(before, wanted, state.documents)
  if (conflicts.length > 0) throw new AppError('revision.conflict', { current: state.revision })
  return { documents: merged, ...rest }
}
