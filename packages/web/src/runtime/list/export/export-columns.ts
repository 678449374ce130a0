import type { ExportColumn, ExportedAccess } from '@tessera/metadata'
import type { ObjectModel } from '@/model/objects'
import type { ExportSettings } from './export-settings'

/** A column that can be ticked; `withheld` ones are shown so that nobody looks for them in vain. */
export interface ColumnChoice {
  /** Key or path. */
  readonly path: string
  /** Head of the column in the file. */
  readonly label: string
  readonly access: ExportedAccess
  readonly reason: string | undefined
  readonly isInView: boolean
}

/** Most columns of a file. */
const MOST = 500

/** What the dialog asks about: the columns of the view in its order, then every other field, and the id. */
export function pathsToAsk(viewPaths: readonly string[], object: ObjectModel): readonly string[] {
  return [...new Set([...viewPaths, ...object.fields.map(({ key }) => key), 'id'])].slice(0, MOST)
}

export function choicesOf(columns: readonly ExportColumn[], viewPaths: readonly string[]): readonly ColumnChoice[] {
  const inView = new Set(viewPaths)
  return columns.map(({ field, label, access, reason }) => ({
    path: field,
    label,
    access,
    reason,
    isInView: inView.has(field),
  }))
}

export const isTakable = ({ access }: ColumnChoice): boolean => access !== 'withheld'

/** What is ticked at first: the columns of the view, as the person left them last time. */
export function firstChosen(choices: readonly ColumnChoice[], settings: ExportSettings): ReadonlySet<string> {
  const added = new Set(settings.added)
  const left = new Set(settings.left)
  return new Set(
    choices
      .filter(isTakable)
      .filter(({ path, isInView }) => (isInView ? !left.has(path) : added.has(path)))
      .map(({ path }) => path),
  )
}

/** What a person chose otherwise than the view has it; a view that changes later is followed. */
export function differences(
  choices: readonly ColumnChoice[],
  chosen: ReadonlySet<string>,
): Pick<ExportSettings, 'added' | 'left'> {
  const takable = choices.filter(isTakable)
  return {
    added: takable.filter(({ path, isInView }) => !isInView && chosen.has(path)).map(({ path }) => path),
    left: takable.filter(({ path, isInView }) => isInView && !chosen.has(path)).map(({ path }) => path),
  }
}

/** The ticked columns in the order of the file. */
export const chosenPaths = (choices: readonly ColumnChoice[], chosen: ReadonlySet<string>): readonly string[] =>
  choices.filter(({ path }) => chosen.has(path)).map(({ path }) => path)

/** Those whose names have the words, whatever their case. */
export function found(choices: readonly ColumnChoice[], words: string): readonly ColumnChoice[] {
  const wanted = words.trim().toLowerCase()
  return choices.filter(({ label }) => label.toLowerCase().includes(wanted))
}
