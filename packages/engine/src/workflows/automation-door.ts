import { compile, evaluate } from '@tessera/formula'
import type { Environment, Expression, Scope, WireValue } from '@tessera/formula'
import type { StoredDocument } from '@tessera/metadata'
import { definerAccess } from '../access/access.js'
import type { AutomationDoor, EvaluateInput, RunSnapshot } from '../automation-contract.js'
import { objectById } from '../catalog/catalog.js'
import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import { formulaScope, scopeOfNothing } from '../catalog/formula-scope.js'
import { withMembers } from '../catalog/with-members.js'
import type { EngineContext } from '../engine-context.js'
import { dayIn, noReach } from '../engine-context.js'
import { targetIds } from '../records/draft-world.js'
import { isBelow } from '../records/is-below.js'
import { PathReader } from '../records/path-values.js'
import { readRows } from '../records/read-rows.js'
import { evaluateOn, recordEnvironment } from '../records/record-environment.js'
import { loadPlacesOf, loadTreePlaces } from '../records/tree-places.js'
import { qualified } from '../storage/identifiers.js'
import type { RuntimeValues } from '../storage/statement.js'
import { isUuid } from '../storage/uuid7.js'
import { schemaOf } from '../storage/workspace-tables.js'
import { completeSnapshots } from './complete-snapshots.js'
import { keptValues, wireValues } from './kept-values.js'

/** What running workflows needs of the engine beside reading and writing records for an actor. */
export function createAutomationDoor(context: EngineContext): AutomationDoor {
  return {
    catalog: (workspace) => context.catalogs.refresh(workspace),
    workflowAt: async (workspace, workflowId, version) => {
      const { rows } = await context.pool.query<{ body: StoredDocument }>(
        `SELECT body FROM ${qualified(schemaOf(workspace), 'document_versions')}
         WHERE document_id = $1 AND revision = $2 AND kind = 'workflow'`,
        [workflowId, version],
      )
      return rows[0]?.body
    },
    compile: (catalog, object, text, want) => compile(text, scopeAbout(catalog, object), want),
    evaluate: (workspace, input) =>
      context.catalogs.with(workspace, (catalog) => evaluateSnapshots(context, catalog, input)),
    snapshots: (workspace, objectId, ids) =>
      context.catalogs.with(workspace, (catalog) => readSnapshots(context, catalog, objectId, ids)),
  }
}

function scopeAbout(catalog: Catalog, object: string | undefined): Scope {
  const allow = { me: true, old: true }
  return object === undefined
    ? scopeOfNothing(catalog, allow)
    : formulaScope(catalog, objectById(catalog, object), allow)
}

function runtimeOf(context: EngineContext, { workspace }: Catalog, me: string | null): RuntimeValues {
  const now = context.clock()
  const { timeZone, calendar } = workspace
  const { weekend, holidays, workdays } = calendar
  return { ...noReach, me, now: now.getTime(), today: dayIn(timeZone, now), timeZone, weekend, holidays, workdays }
}

async function evaluateSnapshots(
  context: EngineContext,
  catalog: Catalog,
  { object: objectId, snapshots, expressions, me }: EvaluateInput,
): Promise<readonly (readonly WireValue[])[]> {
  const runtime = runtimeOf(context, catalog, me)
  const paths = new PathReader(context.pool, catalog, runtime)
  if (objectId === undefined) {
    await paths.loadMine(expressions)
    const env = environmentOfNothing(paths, runtime)
    const uses = expressions.flatMap(({ treeUses }) => treeUses)
    await loadPlacesOf(paths, uses, [env])
    return snapshots.map(() => expressions.map((expression) => evaluate(expression)(env)))
  }
  const object = objectById(catalog, objectId)
  const complete = await completeSnapshots({ db: context.pool, catalog, object, runtime }, snapshots, expressions)
  const records = complete.map(({ before, after }) => ({
    object,
    before: wireValues(object, before ?? {}),
    after: wireValues(object, after ?? {}),
  }))
  await paths.load(object, expressions, (lookup) => targetIds(records, lookup))
  await loadTreePlaces(paths, object, expressions, records, runtime)
  return records.map((record) => {
    const env = recordEnvironment(record, paths, runtime)
    return expressions.map((expression: Expression) => evaluateOn(expression, env))
  })
}

/** What expressions see that are about no record. */
function environmentOfNothing(paths: PathReader, runtime: RuntimeValues): Environment {
  const { me, now, today, timeZone, weekend, holidays, workdays } = runtime
  return {
    get: (path, version) => (version === 'me' ? paths.me(path) : null),
    title: (object, id) => paths.title(object, id),
    isUnder: (object, id, ancestor) => isBelow(id, ancestor, (at) => paths.above(object, at)),
    me,
    now,
    today,
    timeZone,
    calendar: { weekend, holidays, workdays },
  }
}

async function readSnapshots(
  context: EngineContext,
  catalog: Catalog,
  objectId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RunSnapshot>> {
  const object: CatalogObject | undefined = catalog.objects.get(objectId)
  if (object === undefined) return new Map()
  const options = { lock: 'none', deleted: false } as const
  const runtime = runtimeOf(context, catalog, null)
  const wanted = ids.filter(isUuid)
  const fields = withMembers(object.fields).filter(({ column }) => column !== undefined)
  const rows = await readRows(context.pool, catalog, object, definerAccess, wanted, { ...options, fields }, runtime)
  return new Map([...rows].map(([id, { values }]) => [id, { before: null, after: keptValues(object, values, fields) }]))
}
