import { AppError } from '@tessera/metadata'
import { administersPeople, peopleKeeper } from '../access/people-keeper.js'
import type { Actor, HandOvers, Holding, Records } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { insertQueued, readJob, toJobAnswer, type AssignTask, type JobInput } from '../schema/job-rows.js'
import type { JobRunner } from '../schema/jobs.js'
import { uuid7 } from '../storage/uuid7.js'
import { personHoldings, type PersonHolding } from './person-holdings.js'

/** So many records are handed over while the caller waits. */
const atOnce = 500

/** What one person holds, and the job that gives it to others. */
export function createHandOvers(context: EngineContext, records: Records, jobs: JobRunner): HandOvers {
  const count = async (actor: Actor, { object }: PersonHolding, filter: string): Promise<number> => {
    const page = await records.query(actor, object.key, { fields: ['id'], filter, limit: 1, count: 'exact' })
    return page.count ?? 0
  }
  const known = async (actor: Actor, person: string): Promise<readonly PersonHolding[]> => {
    const catalog = await context.catalogs.refresh(actor.workspace)
    if (!administersPeople(catalog, actor)) throw new AppError('access.denied')
    return personHoldings(catalog, person)
  }
  return {
    async holdings(actor, person) {
      const keeper = peopleKeeper(actor)
      const held: Holding[] = []
      for (const holding of await known(actor, person)) {
        const filter = holding.moves.map((move) => `(${move.filter})`).join(' or ')
        const rows = await count(keeper, holding, filter)
        const { key, label } = holding.object
        if (rows > 0) held.push({ object: key, label, kind: holding.kind, count: rows })
      }
      return held
    },
    async start(actor, person, heirOf) {
      const keeper = peopleKeeper(actor)
      const tasks: AssignTask[] = []
      let total = 0
      for (const holding of await known(actor, person)) {
        const heir = heirOf(holding.object.key)
        if (heir === undefined) continue
        for (const { filter, field } of holding.moves) {
          total += await count(keeper, holding, filter)
          tasks.push({ do: 'assign', name: '', objectId: holding.object.id, filter, values: { [field]: heir } })
        }
      }
      if (total === 0) return undefined
      const input: JobInput = { tasks, at: 0, actor }
      const id = uuid7()
      await insertQueued(context.pool, actor.workspace, { id, kind: 'handOver', input, total, at: context.clock() })
      if (total <= atOnce) await jobs.runNow(actor.workspace, id)
      else jobs.start(actor.workspace, id)
      const job = await readJob(context.pool, actor.workspace, id)
      return job === undefined ? undefined : toJobAnswer(job)
    },
  }
}
