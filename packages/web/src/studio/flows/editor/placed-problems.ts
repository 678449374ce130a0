import { localize, type Locale } from '@tessera/metadata'
import type { PlacedProblem } from '../../schema-form/schema-value'
import type { FlowProblem } from '../checks/flow-problem'

/** Problems below a place of the document, as the panel of that place wants them: with pointers from there. */
export function placedProblems(problems: readonly FlowProblem[], at: string, locale: Locale): readonly PlacedProblem[] {
  return problems
    .filter(({ pointer }) => pointer.startsWith(`${at}/`))
    .map(({ pointer, message, hint }) => ({
      path: pointer.slice(at.length),
      message: localize(message, locale),
      ...(hint === undefined ? {} : { hint: localize(hint, locale) }),
    }))
}
