import { systemActor } from '../../access/actor.js'
import { objectById } from '../../catalog/catalog.js'
import type { Catalog } from '../../catalog/catalog.js'
import type { ObjectBody } from '../../catalog/object-body.js'
import type { EngineContext } from '../../engine-context.js'
import { runtimeValues } from '../../engine-context.js'
import { compileProposal } from '../compile-proposal.js'
import type { JobInput, JobRow, JobTask } from '../job-rows.js'
import type { PartChange } from '../physical-part.js'
import type { PlanMemory } from '../plan-memory.js'
import { inPlanSession } from '../plan-session.js'
import { conversionFill } from '../conversions/convert-values.js'
import type { ConversionPlace } from '../conversions/conversion-world.js'
import { fillAgain, fillNext } from '../conversions/fill-conversion.js'
import type { ConversionFill } from '../conversions/fill-conversion.js'
import { proposeQueued } from './queued-publish.js'
import type { QueuedPublish } from './queued-publish.js'
import { addShadow, noteUnique } from './shadow-columns.js'
import type { Shadow } from './shadow-column.js'
import { convertingRevision } from '../conversions/unconverted.js'
import { writtenSince } from './written-since.js'
import type { PoolClient } from 'pg'

/** Records per transaction: about 60 ms, so that writers who wait for one of them hardly notice. */
const batchSize = 2_000

type ConvertTask = Extract<JobTask, { do: 'convert' }>
type UniqueTask = Extract<JobTask, { do: 'unique' }>

/** What a batch has done: the input of the job from now on, and the records that were converted. */
export interface AheadStep {
  readonly input: JobInput
  readonly rows: number
}

/**
 * What a job does before it publishes: conversions and uniqueness of big tables. Each step runs in a transaction of the caller, who keeps its result with it, so
 * that another process can go on after any of them.
 */
export class PrepareAhead {
  #known: { readonly revision: number; readonly columns: ReadonlyMap<string, Column> } | undefined

  constructor(
    private readonly context: EngineContext,
    private readonly memory: PlanMemory,
    private readonly workspace: string,
    private readonly client: PoolClient,
  ) {}

  /** Adds the shadow column, or fills its next records; the last batch goes on to the next task. */
  async convert({ id, input }: JobRow, task: ConvertTask): Promise<AheadStep> {
    const catalog = await this.context.catalogs.refresh(this.workspace)
    const { after, ...rest } = input
    const next: JobInput = { ...rest, at: input.at + 1 }
    const column = (await this.#columns(catalog, input)).get(task.name)
    if (column === undefined) return { input: next, rows: 0 }
    if (input.since?.[task.name] === undefined) {
      const since = await addShadow(this.client, this.workspace, column.change, { ...column.bodies, job: id })
      this.memory.forget(this.workspace)
      return { input: { ...rest, since: { ...input.since, [task.name]: since } }, rows: 0 }
    }
    const { rows, last } = await fillNext(this.#place(catalog), column.fill, after, batchSize)
    return { input: rows < batchSize || last === undefined ? next : { ...rest, after: last }, rows }
  }

  /** Notes a unique index, so that it is known whatever happens while it is built. */
  async note({ id, input }: JobRow, { part }: UniqueTask): Promise<AheadStep> {
    await noteUnique(this.client, this.workspace, part, id)
    this.memory.forget(this.workspace)
    return { input: { ...input, noted: [...(input.noted ?? []), part.name] }, rows: 0 }
  }

  /** Converts anew what was written since the last look; `rows` says how much that was. */
  async catchUp({ input }: JobRow): Promise<AheadStep> {
    const catalog = await this.context.catalogs.refresh(this.workspace)
    const columns = await this.#columns(catalog, input)
    const since = { ...input.since }
    let written = 0
    for (const [name, from] of Object.entries(since)) {
      const fill = columns.get(name)?.fill
      if (fill === undefined) continue
      const { ids, next } = await writtenSince(this.client, catalog, fill.object.id, from)
      await fillAgain(this.#place(catalog), fill, ids)
      since[name] = next
      written += ids.length
    }
    return { input: { ...input, since }, rows: written }
  }

  #place(catalog: Catalog): ConversionPlace {
    const runtime = runtimeValues(this.context, catalog, systemActor(this.workspace, 'convert'))
    return { db: this.client, catalog, runtime }
  }

  /** The columns to fill, by name, worked out anew when somebody has published. */
  async #columns(catalog: Catalog, input: JobInput): Promise<ReadonlyMap<string, Column>> {
    if (this.#known?.revision === catalog.revision) return this.#known.columns
    const { publish, tasks } = input
    if (publish === undefined) throw new Error('a job that converts must have something to publish')
    const columns = await columnsToFill(this.context, this.memory, publish, tasks)
    this.#known = { revision: catalog.revision, columns }
    return columns
  }
}

interface Column {
  readonly fill: ConversionFill
  readonly change: PartChange
  readonly bodies: Omit<Shadow, 'job'>
}

async function columnsToFill(
  context: EngineContext,
  memory: PlanMemory,
  publish: QueuedPublish,
  tasks: readonly JobTask[],
): Promise<ReadonlyMap<string, Column>> {
  return inPlanSession(context, memory, publish.actor, async (input) => {
    const { conversions, next } = compileProposal(input, await proposeQueued(input, publish))
    const { catalog } = input.installed
    const found = new Map<string, Column>()
    for (const task of tasks) {
      if (task.do !== 'convert') continue
      const { objectId, fieldId, name } = task
      const conversion = conversions.find((one) => one.objectId === objectId && one.fieldId === fieldId)
      const bodyIn = (documents: Catalog['documents']): Shadow['before'] | undefined =>
        (documents.get(objectId) as unknown as ObjectBody | undefined)?.fields.find(({ id }) => id === fieldId)
      const [before, after] = [bodyIn(catalog.documents), bodyIn(next.documents)]
      if (conversion === undefined || before === undefined || after === undefined) continue
      const field = { ...conversion.after, column: name }
      const column = field.server.column(field.context.options)
      if (column === undefined) continue
      found.set(name, {
        fill: conversionFill(context.fieldTypes, catalog, conversion, field, convertingRevision),
        change: {
          act: 'create',
          tableName: objectById(catalog, objectId).tableName,
          part: { objectId, partId: fieldId, kind: 'column', name, definition: { ...column }, hidden: false },
        },
        bodies: { before, after },
      })
    }
    return found
  })
}
