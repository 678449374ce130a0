import { administratorRole, type Actor } from '@tessera/engine'
import { AppError } from '@tessera/metadata'
import type { Expression } from '@tessera/formula'
import { isBroken } from '../evaluate/node-program.js'
import { programOf } from '../evaluate/node-programs.js'
import { objectOf } from '../evaluate/names.js'
import { actorOf, type Party } from './party.js'
import type { Run } from './run.js'

/** Records that a sentence speaks of: the one of the run and the person whose change began it, each with the paths it reads. */
interface Source {
  readonly object: string
  readonly id: string
  readonly fields: readonly string[]
}

/**
 * Which people may be told what a sentence of a notification says: those who read the very same in the records it speaks of as the workflow
 * does. A sentence without values is for everybody.
 *
 * @param property of the notification: `title` or `text`
 * @param roles of the people, by id
 */
export async function whoMayHear(
  party: Party,
  run: Run,
  property: string,
  people: readonly string[],
  roles: ReadonlyMap<string, readonly string[]>,
): Promise<ReadonlySet<string>> {
  const sources = sourcesOf(party, run, property)
  const may = new Set<string>()
  for (const id of people) {
    const held = roles.get(id) ?? []
    const reader: Actor = { ...actorOf(party), id, name: id, roles: held, through: { kind: 'person' } }
    if (held.includes(administratorRole) || (await readsTheSame(party, reader, sources))) may.add(id)
  }
  return may
}

/** Undefined where it cannot be told what the sentence reads. */
function sourcesOf({ context, catalog, graph, by }: Party, run: Run, property: string): readonly Source[] | undefined {
  const node = graph.nodes.get(run.state.at ?? '')
  const program = node === undefined ? undefined : programOf(context.engine.automation, catalog, graph, node)
  if (program === undefined || isBroken(program)) return undefined
  const expression = program.expressions[program.places.findIndex(([name]) => name === property)]
  if (expression === undefined) return []
  const people = catalog.objects.get(catalog.userObject)
  const object = graph.object === undefined ? undefined : objectOf(catalog, graph.object)
  return [...sourceOf(object?.key, run.record, expression.paths), ...sourceOf(people?.key, by, expression.mePaths)]
}

function sourceOf(object: string | undefined, id: string | null, paths: Expression['paths']): readonly Source[] {
  if (paths.length === 0 || object === undefined || id === null) return []
  return [{ object, id, fields: paths.map((path) => path.map(({ key }) => key).join('.')) }]
}

async function readsTheSame(party: Party, reader: Actor, sources: readonly Source[] | undefined): Promise<boolean> {
  if (sources === undefined) return false
  for (const source of sources) {
    const theirs = await read(party, reader, source)
    if (theirs === undefined || theirs !== (await read(party, actorOf(party), source))) return false
  }
  return true
}

/** What somebody reads there; undefined where they may not. */
async function read({ context }: Party, reader: Actor, { object, id, fields }: Source): Promise<string | undefined> {
  try {
    return (await context.engine.records.get(reader, object, id, { fields })).json
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}
