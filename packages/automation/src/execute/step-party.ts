import { AppError } from '@tessera/metadata'
import { evaluateRuns } from './evaluate-runs.js'
import { findRecords } from './find-records.js'
import { notifyPeople } from './notify-people.js'
import { groupsOf, happen, nowOf, type Party } from './party.js'
import { refusal } from './refusal.js'
import type { Run } from './run.js'
import { Fenced, markSaved, saveRuns } from './save-runs.js'
import { writeRecords } from './write-records.js'

/**
 * Takes runs as far as they get without leaving the house: nodes are evaluated together, what they write is written together,
 * and steps without a written effect are saved with the next that has one. Gives the runs that want a request sent; all
 * others are saved, and over or waiting.
 */
export async function stepParty(party: Party, runs: readonly Run[]): Promise<readonly Run[]> {
  for (const run of runs) happen(party, run, { type: 'taken', now: nowOf(party) })
  return goOn(party, runs)
}

/** The same for runs to which something has happened. */
export async function goOn(party: Party, runs: readonly Run[]): Promise<readonly Run[]> {
  for (;;) {
    const evaluating = runs.filter(({ commands }) => commands[0]?.do === 'evaluate')
    if (evaluating.length > 0) {
      await evaluateRuns(party, evaluating)
      continue
    }
    const searches = groupsOf(runs, ['findRecords'])
    const notices = groupsOf(runs, ['notify'])
    for (const group of searches) await findRecords(party, group)
    for (const group of notices) await notifyPeople(party, group)
    if (searches.length + notices.length > 0) continue
    const [writing] = groupsOf(runs, ['createRecords', 'updateRecords'])
    if (writing !== undefined) {
      await writeRecords(party, writing)
      continue
    }
    const misplaced = groupsOf(runs, ['setFields', 'refuse']).flat()
    if (misplaced.length === 0) break
    for (const run of misplaced) happen(party, run, refusal(party, run, outOfPlace(party, run)))
  }
  await saveAll(party, runs.filter(isUnsaved))
  return groupsOf(runs, ['request'])
    .flat()
    .filter(({ isLost }) => !isLost)
}

/** A node that can only be part of a rule before saving; publishing lets none through. */
function outOfPlace({ context, graph }: Party, { state }: Run): AppError {
  const type = graph.nodes.get(state.at ?? '')?.type ?? ''
  const title = context.actions.definitions.get(type)?.title ?? { 'zh-CN': type, en: type }
  return new AppError('workflow.wrong_phase', { title, beforeSave: false })
}

const isUnsaved = ({ isLost, state, saved, notices }: Run): boolean =>
  !isLost && (state !== saved || notices.length > 0)

/** Saves where runs stand, without an effect on records. Runs that another worker has are left to it. */
async function saveAll(party: Party, runs: readonly Run[]): Promise<void> {
  if (runs.length === 0) return
  const { context, workspace } = party
  try {
    await saveRuns(context.pool, party, runs, nowOf(party))
  } catch (error) {
    if (!(error instanceof Fenced)) throw error
    for (const run of runs) if (!error.mine.has(run.id)) run.isLost = true
    // The one statement has written the others: what it throws for is the count.
    markSaved(runs.filter(({ isLost }) => !isLost))
    return
  }
  const notices = runs.flatMap((run) => run.notices)
  markSaved(runs)
  if (notices.length > 0) context.notified(workspace, notices)
}
