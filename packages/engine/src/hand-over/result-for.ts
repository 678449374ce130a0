import type { JobAnswer } from '@tessera/metadata'
import { isAdministrator } from '../access/access.js'
import { compileAccess } from '../access/compile-access.js'
import type { Catalog } from '../catalog/catalog.js'
import type { Actor, AssignResult } from '../contract.js'
import { runtimeValues } from '../engine-context.js'
import type { EngineContext } from '../engine-context.js'
import { readTitles } from '../query/read-titles.js'

/** A hand-over as somebody may hear of it: of what stayed where it was, the titles of records they may read. */
export async function handOverFor(context: EngineContext, actor: Actor, job: JobAnswer): Promise<JobAnswer> {
  const result = job.kind === 'handOver' ? (job.result as AssignResult | undefined) : undefined
  if (result === undefined || isAdministrator(actor)) return job
  const titles = await context.catalogs.with(actor.workspace, (catalog) => titlesFor(context, catalog, actor, result))
  const problems = result.problems.map((problem) => ({ ...problem, title: titles.get(problem.id) ?? null }))
  return { ...job, result: { ...result, problems } }
}

async function titlesFor(
  context: EngineContext,
  catalog: Catalog,
  actor: Actor,
  { problems }: AssignResult,
): Promise<ReadonlyMap<string, string | null>> {
  const access = compileAccess(catalog, actor)
  const runtime = runtimeValues(context, catalog, actor)
  const found = await Promise.all(
    [...new Set(problems.map(({ object }) => object))].map(async (key) => {
      const object = catalog.objectsByKey.get(key)
      if (object === undefined || !access.sees(object)) return []
      const ids = problems.flatMap((problem) => (problem.object === key ? [problem.id] : []))
      return [...(await readTitles(context.pool, catalog, access, object, ids, runtime))]
    }),
  )
  return new Map(found.flat())
}
