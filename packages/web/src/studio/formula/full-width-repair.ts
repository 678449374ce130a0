import { tokenize } from '@tessera/formula'

/** A change of a formula's text that a Chinese keyboard makes necessary. */
export interface Repair {
  readonly from: number
  readonly to: number
  readonly insert: string
}

const closing: Readonly<Record<string, string>> = { '”': '"', '’': "'" }

/**
 * What to change when full-width punctuation was typed where the language wants its own: `（金额，2）` becomes `(金额,2)`. Inside
 * a text literal every character stays as it is; only a closing quote ends the literal that is open.
 */
export function fullWidthRepair(text: string): Repair | undefined {
  const { problems } = tokenize(text)
  const problem = problems[0]
  if (problem?.code === 'formula.full_width' && problem.fix !== undefined) {
    return { from: problem.span.start, to: problem.span.end, insert: problem.fix }
  }
  if (problem?.code !== 'formula.unclosed_text') return undefined
  const quote = text[problem.span.start]
  const at = [...text.matchAll(/[”’]/g)].find(({ index, 0: found }) => {
    return index > problem.span.start && closing[found] === quote
  })
  return at === undefined || quote === undefined ? undefined : { from: at.index, to: at.index + 1, insert: quote }
}
