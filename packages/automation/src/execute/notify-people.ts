import { uuid7 } from '@tessera/engine'
import { localize, shownText } from '@tessera/metadata'
import { isBroken } from '../evaluate/node-program.js'
import { programOf } from '../evaluate/node-programs.js'
import { effectOf, happen, nowOf, type Party } from './party.js'
import { refusal } from './refusal.js'
import type { Run } from './run.js'

const maxTitle = 200
const maxText = 2_000

/**
 * Readies the notifications that runs want: they are written with the next commit of their run, so a person is told exactly
 * once. People who are gone or inactive are left out, and the step says so; that nobody is left is no mistake. People who may
 * not read records are told which workflow it is, without a word from the record.
 */
export async function notifyPeople(party: Party, runs: readonly Run[]): Promise<void> {
  try {
    const wanted = [...new Set(runs.flatMap((run) => effectOf<'notify'>(run).to))]
    const active = await activePeople(party, wanted)
    const readers = new Set(await party.context.readers(party.workspace, [...active]))
    for (const run of runs) tell(party, run, active, readers)
  } catch (error) {
    for (const run of runs) happen(party, run, refusal(party, run, error))
  }
}

function tell(party: Party, run: Run, active: ReadonlySet<string>, readers: ReadonlySet<string>): void {
  const { to, title, text } = effectOf<'notify'>(run)
  const label = localize(party.graph.label, 'zh-CN')
  const speaks = (property: string): boolean => isAboutRecord(party, run, property)
  const people = to.filter((id) => active.has(id))
  run.notices = [
    ...run.notices,
    ...people.map((userId) => ({
      id: uuid7(),
      userId,
      title: shownText(title === '' || (speaks('title') && !readers.has(userId)) ? label : title, maxTitle),
      text: text === null || (speaks('text') && !readers.has(userId)) ? null : shownText(text, maxText),
    })),
  ]
  const output = {
    people,
    skipped: to.filter((id) => !active.has(id)),
    ...(people.every((id) => readers.has(id)) ? {} : { withoutValues: people.filter((id) => !readers.has(id)) }),
  }
  happen(party, run, { type: 'effected', port: 'next', output, now: nowOf(party) })
}

/** Does the formula of a property read anything of a record? */
function isAboutRecord({ context, catalog, graph }: Party, run: Run, property: string): boolean {
  const node = graph.nodes.get(run.state.at ?? '')
  const program = node === undefined ? undefined : programOf(context.engine.automation, catalog, graph, node)
  if (program === undefined || isBroken(program)) return true
  const expression = program.expressions[program.places.findIndex(([name]) => name === property)]
  return expression !== undefined && expression.paths.length + expression.mePaths.length > 0
}

/** Which of these people are there and active. */
export async function activePeople(
  { context, catalog, workspace }: Pick<Party, 'context' | 'catalog' | 'workspace'>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const { userObject } = catalog
  const field = catalog.objects.get(userObject)?.fieldsByKey.get('active')?.id ?? ''
  const people = await context.engine.automation.snapshots(workspace, userObject, [...new Set(ids)])
  return new Set([...people].flatMap(([id, { after }]) => (after?.[field] === false ? [] : [id])))
}
