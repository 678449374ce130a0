import { StateEffect, StateField, type Text } from '@codemirror/state'
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view'
import type { Span } from '@tessera/formula'
import { tokenPieces, type PieceKind } from './token-pieces'

const mark = (name: string): Decoration => Decoration.mark({ class: name })
const colours: Readonly<Record<PieceKind, Decoration>> = {
  number: mark('formula-number'),
  text: mark('formula-text'),
  name: mark('formula-name'),
  function: mark('formula-function'),
  keyword: mark('formula-keyword'),
  symbol: mark('formula-symbol'),
  deleted: mark('formula-deleted'),
}
const wrong = mark('formula-wrong')

function coloured(text: Text): DecorationSet {
  return Decoration.set(tokenPieces(text.toString()).map(({ from, to, kind }) => colours[kind].range(from, to)))
}

/** Colours of a formula's tokens. */
export const tokenColours = StateField.define<DecorationSet>({
  create: (state) => coloured(state.doc),
  update: (set, transaction) => (transaction.docChanged ? coloured(transaction.newDoc) : set),
  provide: (field) => EditorView.decorations.from(field),
})

/** Tells the editor where the formula is wrong. */
export const setProblems = StateEffect.define<readonly Span[]>()

/** Wavy lines under what is wrong; a problem without length is shown at the character before it. */
export const problemMarks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (set, transaction) => {
    const told = transaction.effects.find((effect) => effect.is(setProblems))
    if (told === undefined) return transaction.docChanged ? set.map(transaction.changes) : set
    const { length } = transaction.newDoc
    const ranges = (told.value as readonly Span[]).flatMap(({ start, end }) => {
      const to = Math.min(Math.max(end, start + 1), length)
      const from = Math.min(start, to - 1)
      return from < 0 || from >= to ? [] : [wrong.range(from, to)]
    })
    return Decoration.set(ranges, true)
  },
  provide: (field) => EditorView.decorations.from(field),
})
