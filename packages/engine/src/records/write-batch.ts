import { AppError } from '@tessera/metadata'
import type { FieldProblem } from '@tessera/metadata'
import type { CatalogObject } from '../catalog/catalog.js'
import { isGood } from './check-drafts.js'
import { pathOf } from './draft.js'
import type { Draft } from './draft.js'
import { refusalOf } from './refusal-of.js'
import { writeGood } from './write-good.js'
import type { WriteSession } from './write-session.js'

/** Everything or nothing: throws what the request is refused with. */
export async function writeAll(
  session: WriteSession,
  object: CatalogObject,
  drafts: readonly Draft[],
  batch: boolean,
): Promise<void> {
  throwProblems(drafts, batch)
  await writeGood(session, object, drafts, false)
  throwProblems(drafts, batch)
}

function throwProblems(drafts: readonly Draft[], batch: boolean): void {
  const refusal = refusalOf(drafts, batch)
  if (refusal !== undefined) throw refusal
}

/** A failed set is halved at most this often before the rest is refused (decisions, section 1). */
const maxHalvings = 64

/**
 * Writes what can be written: refused drafts are removed before one set-based write; when the set still fails (a unique
 * value taken meanwhile, a parent's rule), it is halved until the drafts at fault are found.
 */
export async function writePartial(
  session: WriteSession,
  object: CatalogObject,
  drafts: readonly Draft[],
): Promise<void> {
  let halvings = 0
  const write = async (group: readonly Draft[]): Promise<void> => {
    const good = group.filter(isGood)
    if (good.length === 0) return
    try {
      while (!(await writeGood(session, object, group, true))) if (!group.some(isGood)) return
    } catch (error) {
      if (!(error instanceof AppError) || error.status >= 500) throw error
      if (good.length === 1 || ++halvings > maxHalvings) {
        for (const draft of good) draft.problems.push(...problemsOf(error, draft))
        return
      }
      const middle = Math.ceil(good.length / 2)
      await write(good.slice(0, middle))
      await write(good.slice(middle))
    }
  }
  await write(drafts)
}

function problemsOf(error: AppError, draft: Draft): FieldProblem[] {
  const found = error.errors ?? [{ path: '', code: error.code, message: error.message }]
  return found.map((problem) => ({ ...problem, path: pathOf(draft, problem.path) }))
}
