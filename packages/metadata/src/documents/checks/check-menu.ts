import { makeFieldProblem, type FieldProblem } from '../../errors/field-problem.js'
import { toPointer, type JsonPath } from '../../text/json-pointer.js'
import { checkUniqueNames } from './check-unique-names.js'
import { partsOf } from './parts.js'

const targets = ['object', 'view', 'url', 'entries'] as const

/** Levels of a menu people can still overlook. */
const maxLevels = 3

/** What the schema of a menu cannot say: `document.menu_target`, `document.too_deep`, `document.id_repeated`. */
export function checkMenu(document: Readonly<Record<string, unknown>>): readonly FieldProblem[] {
  return checkEntries(document, [], 1)
}

function checkEntries(
  owner: Readonly<Record<string, unknown>>,
  path: JsonPath,
  level: number,
): readonly FieldProblem[] {
  const entries = partsOf(owner, 'entries', path)
  if (level > maxLevels && entries.length > 0) {
    return [makeFieldProblem(toPointer([...path, 'entries']), 'document.too_deep')]
  }
  return [
    ...checkUniqueNames(entries),
    ...entries.flatMap((entry) => {
      const given = targets.filter((target) => entry.body[target] !== undefined)
      const below = checkEntries(entry.body, entry.path, level + 1)
      return given.length === 1 ? below : [makeFieldProblem(toPointer(entry.path), 'document.menu_target'), ...below]
    }),
  ]
}
