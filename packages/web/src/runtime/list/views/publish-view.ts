import type { Change, Localized, Plan } from '@tessera/metadata'
import { api } from '@/api/client'
import { isProblem } from '@/api/problem'
import { useWorkspace } from '@/model/workspace'

/** Asks the person whether to go on in spite of these warnings. */
export type ConfirmWarnings = (warnings: readonly Localized[]) => Promise<boolean>

/** Publishes a change of a view; gives the revision. Warnings are asked about; a refusal is thrown. */
export const publishChange = (change: Change, confirm: ConfirmWarnings): Promise<number> =>
  send('/api/changes', { changes: [change] }, confirm)

/** Takes a revision back; gives the revision that does. */
export const undoChange = (revision: number, confirm: ConfirmWarnings): Promise<number> =>
  send(`/api/changes/${revision}/undo`, {}, confirm)

async function send(path: string, body: object, confirm: ConfirmWarnings): Promise<number> {
  const revision = await attempt(path, body).catch(async (error: unknown) => {
    const warnings = warningsOf(error)
    if (warnings === undefined || !(await confirm(warnings.map(({ message }) => message)))) throw error
    return attempt(path, { ...body, accept: warnings.map(({ id }) => id) })
  })
  await useWorkspace().follow(revision)
  return revision
}

const attempt = async (path: string, body: object): Promise<number> =>
  (await api.post<{ revision: number }>(path, body)).revision

/** What must be accepted; undefined where the refusal has another reason, or something can only be repaired. */
function warningsOf(error: unknown): Plan['hazards'] | undefined {
  if (!isProblem(error, 'schema.hazards')) return undefined
  const { hazards = [] } = (error.body.plan ?? {}) as Partial<Plan>
  const warnings = hazards.filter(({ severity }) => severity === 'warn')
  return warnings.length === 0 || hazards.some(({ severity }) => severity === 'block') ? undefined : warnings
}
