import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionStatus,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete'
import { history, historyKeymap, insertNewline, standardKeymap } from '@codemirror/commands'
import { type Extension } from '@codemirror/state'
import { EditorView, keymap, type KeyBinding } from '@codemirror/view'
import { problemMarks, tokenColours } from './editor-marks'
import type { Proposal, Proposals } from './formula-completions'
import { fullWidthRepair } from './full-width-repair'

/** What the editor asks its owner. */
export interface EditorOwner {
  proposals(text: string, position: number, asked: boolean): Proposals | undefined
  /** Name of a field type, for the right edge of the list. */
  typeName(type: string): string
  changed(text: string): void
  /** Enter: what is there now counts. */
  settled(): void
}

interface Offered extends Completion {
  readonly proposal: Proposal
}

function complete(context: CompletionContext, owner: EditorOwner): CompletionResult | null {
  const found = owner.proposals(context.state.doc.toString(), context.pos, context.explicit)
  if (found === undefined) return null
  return { from: found.from, filter: false, options: found.list.map(offered) }
}

function offered(proposal: Proposal): Offered {
  return {
    proposal,
    label: proposal.text,
    displayLabel: proposal.title,
    type: proposal.kind,
    ...(proposal.detail === '' ? {} : { detail: proposal.detail }),
    ...(proposal.help === '' ? {} : { info: proposal.help }),
    apply: (view, _completion, from, to) => {
      // A closing quote or bracket that stands there already is not written twice.
      const next = view.state.sliceDoc(to, to + 1)
      const isDouble = proposal.kind === 'option' && next !== '' && proposal.text.endsWith(next)
      const hasBracket = proposal.kind === 'function' && next === '('
      const insert = hasBracket ? proposal.text.slice(0, -2) : proposal.text
      view.dispatch({
        changes: { from, to: isDouble ? to + 1 : to, insert },
        selection: { anchor: from + insert.length + (hasBracket ? 1 : -proposal.back) },
        userEvent: 'input.complete',
        scrollIntoView: true,
      })
    },
  }
}

function typeMark(completion: Completion, owner: EditorOwner): HTMLElement | null {
  const { type } = (completion as Offered).proposal
  if (type === undefined) return null
  const mark = document.createElement('span')
  mark.className = 'formula-completion-type'
  mark.textContent = owner.typeName(type)
  return mark
}

/** Tab leaves the editor and Ctrl+Enter is the designer's, so neither is bound here; Enter settles, Shift+Enter breaks the line. */
function keys(owner: EditorOwner): readonly KeyBinding[] {
  const settle = (view: EditorView): boolean => {
    if (completionStatus(view.state) === 'active' && acceptCompletion(view)) return true
    owner.settled()
    return true
  }
  return [
    ...closeBracketsKeymap,
    { key: 'Enter', run: settle },
    { key: 'Shift-Enter', run: insertNewline },
    { key: 'Alt-Enter', run: insertNewline },
    ...historyKeymap,
    ...standardKeymap.filter(({ key }) => key !== 'Enter'),
  ]
}

/** Everything the formula editor is made of; looks are in FormulaEditor.vue. */
export function editorExtensions(owner: EditorOwner): Extension {
  return [
    history(),
    tokenColours,
    problemMarks,
    EditorView.lineWrapping,
    closeBrackets(),
    autocompletion({
      override: [(context) => complete(context, owner)],
      icons: false,
      // Enter takes what stands marked at once: who types fast would else settle on half a name.
      interactionDelay: 0,
      maxRenderedOptions: 60,
      addToOptions: [{ render: (completion) => typeMark(completion, owner), position: 90 }],
    }),
    keymap.of(keys(owner)),
    // Style elements need the nonce of the page; attributes are set through the object model, which the policy allows.
    EditorView.cspNonce.of(document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.nonce ?? ''),
    EditorView.updateListener.of((update) => {
      if (!update.docChanged) return
      const text = update.state.doc.toString()
      const isTyped = update.transactions.some((one) => one.isUserEvent('input'))
      const repair = isTyped && !update.view.composing ? fullWidthRepair(text) : undefined
      if (repair !== undefined) queueMicrotask(() => applyRepair(update.view, text, repair))
      owner.changed(text)
    }),
  ]
}

/** Views must not be changed inside an update; the text may be another one by then. */
function applyRepair(view: EditorView, text: string, repair: NonNullable<ReturnType<typeof fullWidthRepair>>): void {
  if (view.state.doc.toString() !== text) return
  view.dispatch({ changes: repair, userEvent: 'input.type' })
}
