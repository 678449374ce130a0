import { fieldProblemOf, makeFieldProblem, type FieldProblem } from '../errors/field-problem.js'
import { nearest } from '../text/nearest.js'
import { shownText } from '../text/shown-text.js'
import type { KnownField } from './package-world.js'
import { readSampleDate } from './sample-date.js'

/** What cells may point to. */
export interface SampleWorld {
  /** Keys of what is asked on installation. */
  readonly asks: ReadonlySet<string>
  /** Names of rows by object. */
  readonly rows: ReadonlyMap<string, ReadonlySet<string>>
  /** Objects whose table cannot be read: nobody knows which rows it has. */
  readonly unread: ReadonlySet<string>
}

/** The object of people: its records are pointed to by what was asked, not by rows. */
const people = 'user'

/**
 * The parts of a cell that points to records: names joined with `;`, blanks around them passed over.
 *
 * Shape: cellNames('a1; a2') → ['a1', 'a2']
 */
export function cellNames(cell: string): readonly string[] {
  return cell
    .split(';')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

/** What is wrong with a cell that is not blank. */
export function checkCell(cell: string, field: KnownField, path: string, world: SampleWorld): readonly FieldProblem[] {
  if (/^\s*[=@]|^[\t\r]/.test(cell)) return [makeFieldProblem(path, 'template.cell_formula')]
  if (field.targets.length > 0) return checkPointers(cell, field, path, world)
  const { definition, context } = field
  if (definition === undefined) return []
  const text = writtenOut(cell, field)
  if (text === undefined) return [makeFieldProblem(path, 'template.cell_date', wrongDate(cell, field))]
  const parsed = definition.importText(text, context)
  return 'problem' in parsed ? [fieldProblemOf(path, parsed.problem, field.label)] : []
}

/** A relative date as one that a field can read; undefined when a day stands for a moment or a moment for a day. */
function writtenOut(cell: string, { moment: kind }: KnownField): string | undefined {
  if (kind === undefined) return cell
  const date = readSampleDate(cell.trim())
  if (date === undefined) return /^\s*[Dd]\s*[+-]?\s*\d/.test(cell) ? undefined : cell
  if (kind === 'date') return date.time === undefined ? '2026-06-15' : undefined
  return date.time === undefined ? undefined : '2026-06-15T12:00:00Z'
}

function wrongDate(cell: string, field: KnownField): { readonly text: string; readonly example: string } {
  return { text: shownText(cell), example: field.moment === 'date' ? 'D-30' : 'D-30 14:20' }
}

function checkPointers(cell: string, field: KnownField, path: string, world: SampleWorld): readonly FieldProblem[] {
  const names = cellNames(cell)
  if (field.definition?.kind !== 'links' && names.length > 1) {
    return [makeFieldProblem(path, 'field.too_many', { label: field.label, max: 1, count: names.length })]
  }
  return names.flatMap((name) => checkPointer(name, field, path, world) ?? [])
}

function checkPointer(
  name: string,
  { targets }: KnownField,
  path: string,
  world: SampleWorld,
): FieldProblem | undefined {
  const isPerson = name === 'me' || name.startsWith('ask.')
  if (targets.includes(people) && (isPerson || targets.length === 1)) return checkPerson(name, path, world)
  const found = findRow(name, targets, world.rows)
  if (found.length === 1) return undefined
  if (found.length > 1) return makeFieldProblem(path, 'template.row_ambiguous', { name: shownText(name) })
  if (targets.some((target) => world.unread.has(target))) return undefined
  const [object = ''] = targets
  const known = targets.flatMap((target) => [...(world.rows.get(target) ?? [])])
  // Of thousands of names only the nearest of some is worth looking for.
  const didYouMean = known.length > 5000 ? undefined : nearest(name, known)
  return makeFieldProblem(path, 'template.row_unknown', { object, name: shownText(name), didYouMean })
}

/**
 * The objects in which a name means a row: `<object>:<name>` names the object, a bare name may be of any of `targets`. One is what it
 * must be.
 */
export function findRow(
  name: string,
  targets: readonly string[],
  rows: ReadonlyMap<string, ReadonlySet<string>>,
): readonly { readonly object: string; readonly name: string }[] {
  const [, object, bare] = /^([A-Za-z][A-Za-z0-9]*):(.+)$/su.exec(name) ?? []
  if (object !== undefined && bare !== undefined) {
    return targets.includes(object) && rows.get(object)?.has(bare) === true ? [{ object, name: bare }] : []
  }
  return targets.filter((target) => rows.get(target)?.has(name)).map((target) => ({ object: target, name }))
}

function checkPerson(name: string, path: string, { asks }: SampleWorld): FieldProblem | undefined {
  if (name === 'me') return undefined
  const key = name.startsWith('ask.') ? name.slice('ask.'.length) : name
  if (name.startsWith('ask.') && asks.has(key)) return undefined
  return makeFieldProblem(path, 'template.ask_unknown', { name: shownText(key), didYouMean: nearest(key, asks) })
}
