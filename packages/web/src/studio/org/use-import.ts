import { computed, onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import { problemOf, type ApiProblem } from '@/api/problem'
import { people, type ImportedPeople, type RowProblem } from './people-api'
import { pastedPeople, personRows, type PersonColumn } from './pasted-people'

export const mostRows = 1_000
const PAUSE_MS = 400

/** A pasted list on its way: read, checked by the server whenever something in it changes, mended cell by cell, imported. */
export function useImport() {
  const columns = ref<(PersonColumn | undefined)[]>([])
  const headings = shallowRef<readonly string[]>([])
  const cells = ref<string[][]>([])
  const checked = shallowRef<ImportedPeople>()
  const done = shallowRef<ImportedPeople>()
  const problem = shallowRef<ApiProblem>()
  const isChecking = ref(false)
  const isImporting = ref(false)
  /** Rows that had a problem stay open for typing. */
  const mended = ref<ReadonlySet<number>>(new Set())
  let asking = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined

  const isTooLong = computed(() => cells.value.length > mostRows)
  const missing = computed(() => (['email', 'name'] as const).find((column) => !columns.value.includes(column)))
  const rows = computed(() => personRows({ columns: columns.value, cells: cells.value }))
  const problems = computed<ReadonlyMap<number, readonly RowProblem[]>>(
    () => new Map((checked.value?.rows ?? []).map((row) => [row.index, row.problems])),
  )

  function read(text: string): void {
    const list = pastedPeople(text)
    columns.value = [...list.columns]
    headings.value = list.headings
    cells.value = list.cells.map((row) => list.columns.map((_, at) => row[at] ?? ''))
    checked.value = done.value = problem.value = undefined
    mended.value = new Set()
  }

  async function check(): Promise<void> {
    asking.abort()
    const own = (asking = new AbortController())
    if (cells.value.length === 0 || isTooLong.value || missing.value !== undefined || done.value !== undefined) return
    isChecking.value = true
    try {
      checked.value = await people.check(rows.value, own.signal)
      problem.value = undefined
      const bad = checked.value.rows.filter((row) => row.problems.length > 0).map(({ index }) => index)
      mended.value = new Set([...mended.value, ...bad])
    } catch (error) {
      if (!own.signal.aborted) problem.value = problemOf(error)
    } finally {
      if (own === asking) isChecking.value = false
    }
  }

  async function start(): Promise<void> {
    isImporting.value = true
    problem.value = undefined
    try {
      done.value = await people.import(rows.value, checked.value?.bad === 0 ? 'all' : 'good')
    } catch (error) {
      problem.value = problemOf(error)
      await check()
    } finally {
      isImporting.value = false
    }
  }

  watch(rows, (_now, before) => {
    clearTimeout(timer)
    // A list that has just been pasted is looked at at once.
    timer = setTimeout(() => void check(), before.length === 0 ? 0 : PAUSE_MS)
  })
  onBeforeUnmount(() => {
    clearTimeout(timer)
    asking.abort()
  })

  return {
    ...{ columns, headings, cells, checked, done, problem, problems, mended },
    ...{ isChecking, isImporting, isTooLong, missing, read, start },
    clear: () => read(''),
  }
}
