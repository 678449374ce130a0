import type { DraftCommand, DraftDocument, WireDocument } from '@tessera/metadata'
import { applyEdits, editsBetween } from './edits'
import { withCommand, type DraftState } from './draft-state'
import type { JournalEntry } from './journal'
import { mergeDocuments } from './merge-documents'

/**
 * Puts what one tab did on top of another state of the draft, command by command: each is what it changed, merged into the
 * documents there; where both changed the same place, this one wins. Commands that change nothing there are left out.
 * `publishedNow`: today's published side of a document, from its name in the draft and the side known then.
 */
export function replayOn(onto: DraftState, entry: JournalEntry, publishedNow: PublishedNow): DraftState {
  return stepsOf(entry).reduce((state, step) => withStep(state, step, publishedNow), onto)
}

export type PublishedNow = (name: string, published: WireDocument | null) => WireDocument | null

interface Step {
  readonly command: Omit<DraftCommand, 'edits'>
  readonly changes: readonly {
    readonly name: string
    readonly published: WireDocument | null
    readonly before: WireDocument | null
    readonly after: WireDocument | null
  }[]
}

/** The commands of an entry with the documents before and after each; one step for all when older ones were undone too. */
function stepsOf({ patch, before, at }: JournalEntry): readonly Step[] {
  const current = new Map<string, DraftDocument>()
  for (const [name, document] of Object.entries(patch.documents)) {
    const known = before[name] ?? { published: document?.published ?? null, document: document?.published ?? null }
    current.set(name, known)
  }
  const steps: Step[] = []
  try {
    for (const { edits, ...command } of patch.commands.slice(0, Math.max(0, patch.cursor - patch.keep))) {
      const changes = Object.entries(edits).map(([name, own]) => {
        const known = current.get(name) ?? { published: null, document: null }
        const after = applyEdits(known.document, own) as WireDocument | null
        current.set(name, { ...known, document: after })
        return { name, published: known.published, before: known.document, after }
      })
      steps.push({ command, changes })
    }
  } catch {
    return [wholeStep({ patch, before, at })]
  }
  const isComplete = Object.entries(patch.documents).every(
    ([name, document]) => editsBetween(current.get(name)?.document, document?.document ?? null).length === 0,
  )
  return isComplete ? steps : [wholeStep({ patch, before, at })]
}

function wholeStep({ patch, before, at }: JournalEntry): Step {
  const last = patch.commands.at(-1)
  const label = { 'zh-CN': '找回的更改', en: 'Recovered changes' }
  return {
    command: { id: last?.id ?? `${patch.tab}-recovered`, at, label },
    changes: Object.entries(patch.documents).map(([name, document]) => {
      const published = (document ?? before[name])?.published ?? null
      const old = before[name]
      return {
        name,
        published,
        before: old === null || old === undefined ? published : old.document,
        after: document === null ? published : document.document,
      }
    }),
  }
}

function withStep(state: DraftState, { command, changes }: Step, publishedNow: PublishedNow): DraftState {
  const met: Record<string, WireDocument | null> = {}
  const edits: Record<string, ReturnType<typeof editsBetween>> = {}
  for (const { name, published, before, after } of changes) {
    const here = state.documents[name]
    const now = here === undefined ? publishedNow(name, published) : here.document
    if (here === undefined) met[name] = now
    const merged = mergeDocuments(before, after, now).document
    const own = editsBetween(now, merged)
    if (own.length > 0) edits[name] = own
  }
  return Object.keys(edits).length === 0 ? state : withCommand(state, { ...command, edits }, met)
}
