import { isProblem, problemOf } from '@/api/problem'
import { records, type RecordValues } from '@/api/records'
import { labelOf } from '@/app/i18n'
import { toast } from '@/components/toast'
import { writtenLinks } from '@/runtime/form/model/values'
import type { GridColumn } from '../grid/grid-source'
import { t } from '../texts'

interface Options {
  readonly object: string
  readonly record: RecordValues
  readonly column: GridColumn
  /** As it is written. */
  readonly value: unknown
  /** How the value looks until the server answers. */
  readonly shown: unknown
  titleOf(record: RecordValues): string
  replace(record: RecordValues): void
}

const written = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'id' in value ? value.id : (value ?? null)

/**
 * Writes one cell: at once on the screen, then on the server, unless somebody was faster. A refusal puts back what was there and
 * says why; success can be undone.
 */
export async function saveCell(options: Options): Promise<void> {
  const { object, record, column, value, shown, replace, titleOf } = options
  const { path } = column
  replace({ ...record, [path]: shown })
  try {
    const { links } = column.field.model
    const body = { [path]: links === undefined ? value : writtenLinks(value, record[path]) }
    const saved = await records.update(object, record.id, body, { ifMatch: record.version })
    replace(saved)
    toast('done', t('cellSaved', { name: column.label }), {
      label: t('undo'),
      run: () => void undo(object, saved, path, record[path], replace),
    })
  } catch (error) {
    if (isProblem(error) && error.status === 412) return await conflict(options)
    replace(record)
    const problem = problemOf(error)
    const reason = problem.errors[0]?.message ?? problem.detail
    toast('problem', t('blockedEdit', { title: titleOf(record), reason: labelOf(reason) }))
  }
}

async function undo(
  object: string,
  saved: RecordValues,
  path: string,
  before: unknown,
  replace: (record: RecordValues) => void,
): Promise<void> {
  try {
    replace(await records.update(object, saved.id, { [path]: written(before) }, { ifMatch: saved.version }))
    toast('done', t('cellUndone'))
  } catch (error) {
    toast('problem', problemOf(error).detail)
  }
}

/** Somebody was faster: what they wrote is shown, and who it was. */
async function conflict({ object, record, titleOf, replace }: Options): Promise<void> {
  replace(record)
  const title = titleOf(record)
  try {
    const [now, { entries }] = await Promise.all([
      records.get(object, record.id),
      records.history(object, record.id, { limit: 1 }),
    ])
    replace(now)
    const person = entries[0]?.by?.title
    toast('problem', person === undefined ? t('conflictUnknown', { title }) : t('conflict', { title, person }))
  } catch {
    toast('problem', t('conflictUnknown', { title }))
  }
}
