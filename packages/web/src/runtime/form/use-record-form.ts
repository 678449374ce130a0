import { computed, onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { onEvent } from '@/api/events'
import { newKey } from '@/api/new-key'
import { isProblem, problemOf, type ApiProblem } from '@/api/problem'
import { records, type RecordValues } from '@/api/records'
import { loadInputs } from '@/components/field-inputs'
import type { PlainRecord } from '@/formula/evaluate'
import { LinkedRecords } from '@/formula/linked-records'
import { useEvaluationWorld } from '@/formula/use-evaluation-world'
import { noteTitlesOf } from '@/model/lookup-source'
import type { ObjectModel } from '@/model/objects'
import type { RecordRights } from '@tessera/metadata'
import { objectFor } from '@/model/rights'
import { useWorkspace } from '@/model/workspace'
import type { FormSection } from './model/form-layout'
import { FormModel } from './model/form-model'
import type { JournalEntry } from './model/journal'
import { saveChanges, saveNew, type Saved } from './model/save'
import { sameWritten } from './model/values'
import { useFormJournal, type FormDraft } from './use-form-journal'
import { useLikelyDuplicates, type LikelyDuplicates } from './use-likely-duplicates'
import { useLinkedValues } from './use-linked-values'

export interface RecordForm {
  readonly state: Ref<'loading' | 'ready' | 'missing' | 'error'>
  readonly problem: ShallowRef<ApiProblem | undefined>
  readonly form: ShallowRef<FormModel | undefined>
  readonly record: ShallowRef<RecordValues | undefined>
  readonly draft: FormDraft
  readonly isSaving: Ref<boolean>
  /** Records that are probably this one. */
  readonly likely: LikelyDuplicates
  /** Somebody else saved the record while it is open here. */
  readonly isOutdated: Ref<boolean>
  load(): Promise<void>
  save(): Promise<Saved>
  /** `sections` gives others now: the form follows. */
  relayout(): Promise<void>
  /** Another state of the record was read: what was typed is from now on typed over that one. */
  rebase(record: RecordValues): void
  /** Throws away what was typed. */
  discard(): void
  /** Begins another new record. */
  restart(): void
}

/** A form of a new or an existing record: reads, keeps the draft, saves once. `sections` says what stands on it. */
export function useRecordForm(options: {
  readonly object: string
  readonly id?: string | undefined
  /** Keeps the draft of a new record apart from others of its object. */
  readonly draftPlace?: string | undefined
  readonly prefill?: PlainRecord
  readonly sections: (object: ObjectModel) => readonly FormSection[]
}): RecordForm {
  const { object: key, id } = options
  const workspace = useWorkspace()
  const linked = new LinkedRecords()
  const world = useEvaluationWorld(linked)
  const state = ref<'loading' | 'ready' | 'missing' | 'error'>('loading')
  const problem = shallowRef<ApiProblem>()
  const form = shallowRef<FormModel>()
  const record = shallowRef<RecordValues>()
  const isSaving = ref(false)
  const isOutdated = ref(false)
  const draft = useFormJournal(key, id ?? options.draftPlace, form)
  const rights = shallowRef<RecordRights>()
  /** As this very record may be filled in. */
  const model = computed(() => {
    const whole = workspace.object(key)
    return whole === undefined || rights.value === undefined ? whole : objectFor(whole, rights.value)
  })
  const likely = useLikelyDuplicates(key, id, form)
  let isGone = false
  onScopeDispose(() => (isGone = true))
  useLinkedValues(form, linked, world)

  function build(object: ObjectModel, values: RecordValues | undefined): FormModel {
    return new FormModel({
      object,
      sections: options.sections(object),
      world,
      ...(values === undefined ? {} : { record: values }),
      ...(options.prefill === undefined ? {} : { prefill: options.prefill }),
    })
  }

  async function load(): Promise<void> {
    const whole = workspace.object(key)
    if (whole === undefined) return void (state.value = 'missing')
    state.value = form.value === undefined ? 'loading' : state.value
    problem.value = undefined
    try {
      const [found, mine, entry] = await Promise.all([
        id === undefined ? undefined : records.get(key, id),
        id === undefined ? undefined : records.rights(key, id),
        draft.open(),
        loadInputs(options.sections(whole).flatMap(({ items }) => items.map(({ field }) => field.type))),
      ])
      if (isGone) return
      rights.value = mine
      const object = model.value ?? whole
      if (found !== undefined) noteTitlesOf(object, found)
      record.value = found
      const next = build(object, found)
      if (entry !== undefined) putBack(next, entry)
      form.value = next
      state.value = 'ready'
    } catch (error) {
      problem.value = problemOf(error)
      state.value = isProblem(error) && error.status === 404 ? 'missing' : 'error'
    }
  }

  /** What was typed goes over the record as it was when typing began: saving then notices what others changed meanwhile. */
  function putBack(next: FormModel, { values, base }: JournalEntry): void {
    if (base !== undefined && base.version !== next.stored('version')) {
      const moved = Object.keys(base.values).some((one) => !sameWritten(base.values[one], next.stored(one)))
      if (moved) next.rebase({ ...next.base, ...base.values, version: base.version })
    }
    next.restore(values)
  }

  /** The form with the fields it should have now; what was typed and what was refused stays. */
  async function relayout(): Promise<void> {
    const [before, object] = [form.value, model.value]
    if (object === undefined || before === undefined) return
    const next = build(object, before.isNew ? undefined : (before.base as RecordValues))
    await loadInputs(next.sections.flatMap(({ items }) => items.map(({ field }) => field.type)))
    next.restore(before.typed())
    next.refuse(before.refused())
    form.value = next
  }

  // Published meanwhile: the form follows.
  watch([() => workspace.object(key), () => workspace.layouts], () => void relayout())

  onEvent('record', (event) => {
    if (event.object !== key) return void linked.refresh(event.object, event.id)
    const version = form.value?.stored('version')
    if (event.id === id && typeof version === 'number' && event.version > version && !isSaving.value)
      isOutdated.value = true
    return undefined
  })

  async function save(): Promise<Saved> {
    const { value: current } = form
    if (current === undefined) throw new Error('no form')
    isSaving.value = true
    draft.flush()
    try {
      const body = current.changes()
      const api = {
        create: (values: object, idempotencyKey: string) => records.create(key, values, { idempotencyKey }),
        update: (target: string, values: object, ifMatch: number | undefined) =>
          records.update(key, target, values, ifMatch === undefined ? {} : { ifMatch }),
        get: (target: string) => records.get(key, target),
      }
      const saved = current.isNew
        ? await saveNew(api, draft.sent, body, newKey)
        : await saveChanges(api, current.base as RecordValues, body)
      if (saved.state === 'saved') {
        isOver(saved.record)
      } else if (saved.state === 'refused') {
        const { errors, detail, code, body: answer } = saved.problem
        if (code === 'record.duplicate') likely.refused(answer)
        current.refuse(errors.length > 0 ? errors : [{ path: '', code, message: detail }])
      }
      return saved
    } finally {
      isSaving.value = false
    }
  }

  function isOver(saved: RecordValues): void {
    draft.clear()
    likely.saved(saved)
    record.value = saved
    isOutdated.value = false
    const { value: object } = model
    if (object !== undefined) noteTitlesOf(object, saved)
  }

  return {
    state,
    problem,
    form,
    record,
    draft,
    isSaving,
    likely,
    isOutdated,
    load,
    save,
    relayout,
    rebase(current) {
      record.value = current
      isOutdated.value = false
      form.value?.rebase(current)
      draft.flush()
    },
    discard() {
      draft.clear()
      if (model.value !== undefined) form.value = build(model.value, record.value)
    },
    restart() {
      draft.clear()
      if (model.value !== undefined) form.value = build(model.value, undefined)
    },
  }
}
