import { computed, ref, shallowRef, watch, type ComputedRef } from 'vue'
import { labelOf } from '@/app/i18n'
import { useSession } from '@/app/session'
import type { ObjectModel } from '@/model/objects'
import { useWorkspace } from '@/model/workspace'
import { allOperators, fieldAt, operatorsAt, valueAt, withSample, type PathField } from './columns/columns'
import { formulaResults, noResults, type FormulaResults } from './data/formula-results'
import { remember, remembered, type ListPlace } from './data/list-memory'
import { useRecords, type Question } from './data/use-records'
import { hasRaw, noFilter, type FilterGroup } from './filter/filter-model'
import { readFilter } from './filter/read-filter'
import { writeFilter } from './filter/write-filter'
import type { GridColumn } from './grid/grid-source'
import { useViews } from './views/use-views'
import { clampWidth, isSameState, sortPath, type ViewState } from './views/view-state'

const titleWidth = 280

export interface ListOptions {
  readonly object: ComputedRef<ObjectModel>
  /** The view that the address names. */
  readonly viewId: () => string | undefined
  /** The filter that a link brought along, as a formula: it stands in place of the view's own. */
  readonly linkedFilter: () => string | undefined
  /** Paths that the screen shows beside the columns, such as those of cards. */
  readonly alsoShown: () => readonly string[]
}

/** One list on the screen: the view it began with, what the person changed since, and the records it gives. */
export function useList({ object, viewId, linkedFilter, alsoShown }: ListOptions) {
  const workspace = useWorkspace()
  const session = useSession()
  const views = useViews(object, viewId, () => linkedFilter() !== undefined)
  const { current } = views

  const results = shallowRef<FormulaResults>(noResults)
  const fieldOf = (path: string): PathField | undefined => fieldAt(workspace.objects, object.value, path, results.value)
  const operatorsOf = computed(() => operatorsAt(workspace.objects, object.value, results.value))
  const readGroup = (filter: string | undefined): FilterGroup => readFilter(filter, operatorsOf.value, allOperators)
  const writeGroup = (group: FilterGroup): string | undefined => writeFilter(group, operatorsOf.value)

  const state = shallowRef<ViewState>(current.value.base)
  const group = shallowRef<FilterGroup>(noFilter)
  const search = ref('')
  const scrollTop = ref(0)

  const question = (): Question => ({
    object: object.value.key,
    fields: askedFields.value,
    filter: writeGroup(group.value),
    sort: state.value.sort.filter((one) => fieldOf(sortPath(one)) !== undefined),
    search: search.value.trim().slice(0, 100),
  })

  const fields = computed(() =>
    state.value.fields.flatMap((path) => {
      const field = fieldOf(path)
      return field === undefined ? [] : [field]
    }),
  )
  const askedFields = computed(() => {
    const title = object.value.titleField?.key
    const known = alsoShown().filter((path) => fieldOf(path) !== undefined)
    return [...new Set([...fields.value.map(({ path }) => path), ...(title === undefined ? [] : [title]), ...known])]
  })
  /** Columns whose field is gone. */
  const broken = computed(() => state.value.fields.filter((path) => fieldOf(path) === undefined))

  const list = useRecords(question)

  const writable = shallowRef<ReadonlySet<string>>(new Set())
  const columns = computed<readonly GridColumn[]>(() =>
    fields.value.map((plain, index) => {
      const field = withSample(plain, samples(plain.path))
      return {
        path: field.path,
        label: field.labels.map((label) => labelOf(label)).join(' · '),
        width: state.value.widths[field.path] ?? (index === 0 ? titleWidth : field.look.width),
        field,
        isEditable:
          index > 0 && !field.path.includes('.') && writable.value.has(field.path) && field.look.isRoomy !== true,
      }
    }),
  )
  function* samples(path: string): Iterable<unknown> {
    for (const row of list.rows.value.slice(0, 40)) yield valueAt(row, path)
  }

  /** The base as it would be written today, so that only a person's changes count. */
  const savedState = computed<ViewState>(() => ({
    ...current.value.base,
    filter: writeGroup(readGroup(current.value.base.filter)),
  }))
  const stateNow = computed<ViewState>(() => ({ ...state.value, filter: writeGroup(group.value) }))
  const isDirty = computed(() => !isSameState(savedState.value, stateNow.value))

  const placeOf = (view: string, filter: string | undefined): ListPlace => ({ object: object.value.key, view, filter })

  /** Does the list still show what the link asked for? */
  function isAsLinked(): boolean {
    return writeGroup(readGroup(linkedFilter())) === writeGroup(group.value)
  }

  function begin(): void {
    const linked = linkedFilter()
    const old = remembered(placeOf(current.value.id, linked))
    state.value = old?.state ?? current.value.base
    group.value = old?.group ?? readGroup(linked ?? current.value.base.filter)
    search.value = old?.search ?? ''
    scrollTop.value = old?.scrollTop ?? 0
    if (old === undefined) void list.load()
    else {
      list.restore(old.loaded)
      void list.again()
    }
  }

  /** Keeps what is shown for when the person comes back; `view` and `filter` are those it was opened with. */
  function leave(top: number, view: string, filter: string | undefined): void {
    if (!list.isReady.value) return
    remember(placeOf(view, filter), {
      state: state.value,
      group: group.value,
      search: search.value,
      scrollTop: top,
      loaded: { rows: list.rows.value, next: list.next.value, count: list.count.value },
    })
  }

  /** Forgets what was changed since the view was opened. */
  function discard(): void {
    state.value = current.value.base
    group.value = readGroup(current.value.base.filter)
  }
  function reset(): void {
    discard()
    ask()
  }

  /** Learns what formula fields give, where the list is narrowed by one or is about to be. */
  async function learnFormulas(): Promise<void> {
    if (results.value !== noResults || !object.value.fields.some(({ type }) => type === 'formula')) return
    results.value = await formulaResults(workspace.objects)
    if (hasRaw(group.value)) group.value = readGroup(writeGroup(group.value))
  }

  /** The view was saved as it is now: nothing is left that differs. */
  function taken(): void {
    state.value = stateNow.value
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  /** Asks anew; after typing with a pause, so that only the last question is sent. */
  function ask(delay = 0): void {
    clearTimeout(timer)
    scrollTop.value = 0
    if (delay === 0) void list.load()
    else timer = setTimeout(() => void list.load(), delay)
  }

  const change = (part: Partial<ViewState>): void => void (state.value = { ...state.value, ...part })

  function setGroup(next: FilterGroup): void {
    const before = writeGroup(group.value)
    group.value = next
    if (writeGroup(next) !== before) ask(250)
  }
  function setSort(sort: readonly string[]): void {
    change({ sort })
    ask()
  }
  function setFields(paths: readonly string[]): void {
    const known = new Set(askedFields.value)
    change({ fields: paths })
    if (askedFields.value.some((path) => !known.has(path))) void list.again()
  }
  function setWidth(path: string, width: number): void {
    change({ widths: { ...state.value.widths, [path]: clampWidth(width) } })
  }
  function setWidths(widths: ViewState['widths']): void {
    change({ widths })
  }
  function setSearch(text: string): void {
    if (text === search.value) return
    search.value = text
    ask(250)
  }
  function clear(): void {
    group.value = noFilter
    search.value = ''
    ask()
  }

  // The object was published anew: its fields, or rights, may be others.
  watch(object, () => {
    results.value = noResults
    void list.again()
  })
  // A narrow screen shows cards, and those may show other fields.
  watch(
    () => alsoShown().join(),
    () => list.isReady.value && void list.again(),
  )
  watch(group, (next) => hasRaw(next) && void learnFormulas())

  const isNarrowed = computed(() => writeGroup(group.value) !== undefined || search.value.trim() !== '')
  const me = computed(() => session.me?.user.id)

  return {
    ...list,
    views,
    operatorsOf,
    fieldOf,
    learnFormulas,
    state,
    stateNow,
    group,
    search,
    scrollTop,
    columns,
    fields,
    broken,
    writable,
    isDirty,
    isNarrowed,
    me,
    question,
    begin,
    isAsLinked,
    leave,
    taken,
    reset,
    discard,
    setGroup,
    setSort,
    setFields,
    setWidth,
    setWidths,
    setSearch,
    clear,
    ask,
  }
}

export type List = ReturnType<typeof useList>
