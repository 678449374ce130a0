import { computed, nextTick, ref, watch, type ComputedRef, type Ref } from 'vue'
import type { FieldProblem } from '@tessera/metadata'
import { filesArrived } from '@/model/file-source'
import { fieldId, goToField } from './form-ids'
import type { Saved } from './model/save'
import { t } from './texts'
import type { RecordForm } from './use-record-form'

/** How trying to save ended. */
export type Submitted =
  | Saved
  /** Nothing was changed: there is nothing to save. */
  | { readonly state: 'unchanged' }
  /** Something must be filled in otherwise first, which is shown; or saving is going on already. */
  | { readonly state: 'open' }

export interface FormSubmit {
  /** What keeps the record from being saved, since saving was tried. */
  readonly problems: ComputedRef<readonly FieldProblem[]>
  /** What went wrong that no field can repair: no connection, no right, the server. */
  readonly failure: Ref<string | undefined>
  submit(): Promise<Submitted>
  /** Another record is begun: nothing was tried yet. */
  forget(): void
}

const zhOpenFiles = '有文件没有上传成功，请重试或移除它。'
const enOpenFiles = 'A file did not arrive. Try again, or remove it.'

/** Saving a form when a person asks for it: checked first, and what is wrong is shown and led to. */
export function useFormSubmit(
  {
    form,
    isSaving,
    likely,
    save,
  }: Pick<RecordForm, 'form' | 'isSaving' | 'save'> & Partial<Pick<RecordForm, 'likely'>>,
  prefix: string,
): FormSubmit {
  const isAsked = ref(false)
  const problems = computed(() => (isAsked.value ? (form.value?.shownProblems() ?? []) : []))
  const failure = ref<string>()
  let isWaiting = false
  watch(problems, (now) => now.length === 0 && (isAsked.value = false))

  async function submit(): Promise<Submitted> {
    if (isSaving.value || isWaiting || form.value === undefined) return { state: 'open' }
    // What is still being typed (a date, a number) is read when the input is left.
    const { activeElement } = document
    if (activeElement instanceof HTMLElement) activeElement.blur()
    await nextTick()
    const { value: model } = form
    failure.value = undefined
    if (!(await haveFilesArrived())) return { state: 'open' }
    isAsked.value = true
    if (!model.isNew && Object.keys(model.changes()).length === 0) return { state: 'unchanged' }
    const [first] = model.check()
    if (first !== undefined) {
      showFirst(first.path)
      return { state: 'open' }
    }
    if (await holds()) return { state: 'open' }
    const saved = await save()
    if (saved.state === 'conflict' && saved.current === undefined) failure.value = t('missingTitle')
    if (saved.state === 'refused') {
      isAsked.value = true
      const { errors, detail, hint } = saved.problem
      if (errors.length === 0) failure.value = [detail, hint].filter(Boolean).join(' ')
      else showFirst(model.shownProblems()[0]?.path ?? '')
    }
    return saved
  }

  /** Shows what the record is like, where that has not been seen before. */
  async function holds(): Promise<boolean> {
    isWaiting = true
    const isHeld = (await likely?.holds()) === true
    isWaiting = false
    const place = isHeld ? likely?.byField.value.keys().next().value : undefined
    if (place !== undefined) showFirst(place)
    return isHeld
  }

  /** Waits for files on their way; leads to the first that did not arrive. */
  async function haveFilesArrived(): Promise<boolean> {
    const items = form.value?.sections.flatMap((section) => section.items) ?? []
    isWaiting = true
    const arrived = await Promise.all(items.map(({ id }) => filesArrived(fieldId(prefix, id))))
    isWaiting = false
    const missing = items.filter((_, index) => arrived[index] === false)
    if (missing.length === 0) return true
    isAsked.value = true
    const message = { 'zh-CN': zhOpenFiles, en: enOpenFiles }
    form.value?.refuse(missing.map(({ field }) => ({ path: field.key, code: 'file.open', message })))
    showFirst(missing[0]?.field.key ?? '')
    return false
  }

  function showFirst(path: string): void {
    void nextTick(() => {
      if (form.value === undefined || goToField(form.value, prefix, path)) return
      document.getElementById(`${prefix}-summary`)?.scrollIntoView({ block: 'center' })
    })
  }

  return {
    problems,
    failure,
    submit,
    forget() {
      isAsked.value = false
      failure.value = undefined
    },
  }
}
