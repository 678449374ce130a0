import { uuid7 } from '@tessera/engine'
import { localize, shownText } from '@tessera/metadata'
import { effectOf, happen, nowOf, type Party } from './party.js'
import { refusal } from './refusal.js'
import type { Run } from './run.js'

const maxTitle = 200
const maxText = 2_000

/**
 * Readies the notifications that runs want: they are written with the next commit of their run, so a person is told exactly
 * once. People who are gone or inactive are left out, and the step says so; that nobody is left is no mistake.
 */
export async function notifyPeople(party: Party, runs: readonly Run[]): Promise<void> {
  try {
    const active = await activePeople(
      party,
      runs.flatMap((run) => effectOf<'notify'>(run).to),
    )
    const now = nowOf(party)
    for (const run of runs) {
      const { to, title, text } = effectOf<'notify'>(run)
      const people = to.filter((id) => active.has(id))
      run.notices = [
        ...run.notices,
        ...people.map((userId) => ({
          id: uuid7(),
          userId,
          title: shownText(title === '' ? localize(party.graph.label, 'zh-CN') : title, maxTitle),
          text: text === null ? null : shownText(text, maxText),
        })),
      ]
      const output = { people, skipped: to.filter((id) => !active.has(id)) }
      happen(party, run, { type: 'effected', port: 'next', output, now })
    }
  } catch (error) {
    for (const run of runs) happen(party, run, refusal(party, run, error))
  }
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
