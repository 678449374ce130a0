import { labelOf } from '@/app/i18n'
import { problemOf } from '@/api/problem'
import { records, type RecordValues } from '@/api/records'
import { toast } from '@/components/toast'
import type { FieldModel } from '@/model/objects'
import { changedSince, type ChangedBy } from '@/runtime/form/model/conflict'
import { sameWritten, writtenLinks, writtenValue } from '@/runtime/form/model/values'
import { t } from './texts'
import type { OpenRecord } from './use-record'

/** How saving one field in place ended. */
export type FieldSaved =
  | { readonly state: 'saved' }
  | {
      readonly state: 'refused'
      readonly message: string
      readonly isOffline: boolean
      /** The record may not come to the stage that was chosen, as it is. */
      readonly isStage?: boolean
    }
  /** Somebody else changed this very field meanwhile. */
  | { readonly state: 'conflict'; readonly theirs: unknown; readonly by: ChangedBy | undefined }

const HISTORY = 20

/** Saves single fields of the record on the page: at once on the screen, with undo, never over somebody else's change. */
export function useFieldSaving({ record, form, take, writing }: OpenRecord, key: string, id: string) {
  async function write(field: FieldModel, value: unknown, base: RecordValues): Promise<FieldSaved> {
    try {
      const written = field.links === undefined ? writtenValue(value) : writtenLinks(value, base[field.key])
      take(await records.update(key, id, { [field.key]: written }, { ifMatch: base.version }))
      return { state: 'saved' }
    } catch (error) {
      const problem = problemOf(error)
      if (problem.status === 412) return again(field, value, base)
      const [first] = problem.errors
      const message = first === undefined ? problem.detail : labelOf(first.message)
      const isStage = problem.errors.some(({ code }) => /^(stage|criterion)\./.test(code))
      return { state: 'refused', message, isOffline: problem.isOffline, isStage }
    }
  }

  /** Somebody was faster: another field is no conflict, the same one is, unless it says the same. */
  async function again(field: FieldModel, value: unknown, base: RecordValues): Promise<FieldSaved> {
    try {
      const [current, history] = await Promise.all([
        records.get(key, id),
        records.history(key, id, { limit: HISTORY }).catch(() => ({ entries: [] })),
      ])
      take(current)
      if (sameWritten(current[field.key], value)) return { state: 'saved' }
      if (sameWritten(current[field.key], base[field.key])) return await write(field, value, current)
      const by = changedSince(history.entries, base.version).get(field.key)
      return { state: 'conflict', theirs: current[field.key], by }
    } catch (error) {
      const problem = problemOf(error)
      return { state: 'refused', message: problem.detail, isOffline: problem.isOffline }
    }
  }

  /** Saves what was typed into a field of the page. */
  async function save(field: FieldModel): Promise<FieldSaved> {
    const [model, base] = [form.value, record.value]
    if (model === undefined || base === undefined) return { state: 'saved' }
    const value = model.value(field.key)
    const before = base[field.key]
    const saved = await writing(() => write(field, value, base))
    if (saved.state === 'saved') {
      model.reset(field.key)
      toast('done', t('changed', { name: labelOf(field.label) }), {
        label: t('undo'),
        run: () => void setBack(field, before),
      })
    }
    return saved
  }

  /** Puts an earlier value back, from the toast or from the history. */
  async function setBack(field: FieldModel, value: unknown): Promise<boolean> {
    const { value: base } = record
    if (base === undefined) return false
    const saved = await writing(() => write(field, value, base))
    if (saved.state === 'saved') return true
    const text =
      saved.state === 'refused' ? saved.message : t('conflictShort', { person: saved.by?.name ?? t('someone') })
    toast('problem', `${t('failed')} ${text}`)
    return false
  }

  return { save, setBack }
}
