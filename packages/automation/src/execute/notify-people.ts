import { uuid7 } from '@tessera/engine'
import { localize, shownText } from '@tessera/metadata'
import { effectOf, happen, nowOf, type Party } from './party.js'
import { refusal } from './refusal.js'
import type { Run } from './run.js'
import { whoMayHear } from './who-may-hear.js'

const maxTitle = 200
const maxText = 2_000

/**
 * Readies the notifications that runs want: they are written with the next commit of their run, so a person is told exactly
 * once. People who are gone or inactive are left out, and the step says so; that nobody is left is no mistake. People who may
 * not read what a sentence says are told which workflow it is, without a word from the record.
 */
export async function notifyPeople(party: Party, runs: readonly Run[]): Promise<void> {
  try {
    const wanted = [...new Set(runs.flatMap((run) => effectOf<'notify'>(run).to))]
    const active = await activePeople(party, wanted)
    const roles = await party.context.rolesOf?.(party.workspace, [...active])
    for (const run of runs) await tell(party, run, active, roles)
  } catch (error) {
    for (const run of runs) happen(party, run, refusal(party, run, error))
  }
}

async function tell(
  party: Party,
  run: Run,
  active: ReadonlySet<string>,
  roles: ReadonlyMap<string, readonly string[]> | undefined,
): Promise<void> {
  const { to, title, text } = effectOf<'notify'>(run)
  const label = localize(party.graph.label, 'zh-CN')
  const people = to.filter((id) => active.has(id))
  const hears = async (property: string): Promise<ReadonlySet<string>> =>
    roles === undefined ? active : whoMayHear(party, run, property, people, roles)
  const hearTitle = await hears('title')
  const hearText = text === null ? active : await hears('text')
  run.notices = [
    ...run.notices,
    ...people.map((userId) => ({
      id: uuid7(),
      userId,
      title: shownText(title === '' || !hearTitle.has(userId) ? label : title, maxTitle),
      text: text === null || !hearText.has(userId) ? null : shownText(text, maxText),
    })),
  ]
  const withoutValues = people.filter((id) => !hearTitle.has(id) || !hearText.has(id))
  const output = {
    people,
    skipped: to.filter((id) => !active.has(id)),
    ...(withoutValues.length === 0 ? {} : { withoutValues }),
  }
  happen(party, run, { type: 'effected', port: 'next', output, now: nowOf(party) })
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
