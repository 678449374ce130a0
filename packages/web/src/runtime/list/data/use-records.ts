import { computed, onScopeDispose, shallowRef } from 'vue'
import { isProblem, problemOf, type ApiProblem } from '@/api/problem'
import { records, type ListQuery, type RecordValues } from '@/api/records'
import { namedIds } from './named-ids'

/** What a list asks for. Two questions are the same when their texts are. */
export interface Question {
  readonly object: string
  readonly fields: readonly string[]
  readonly filter: string | undefined
  readonly sort: readonly string[]
  readonly search: string
}

export interface Count {
  readonly value: number
  readonly isEstimate: boolean
}

/** What a list knows, kept when a person leaves it and comes back. */
export interface Loaded {
  readonly rows: readonly RecordValues[]
  readonly next: string | null
  readonly count: Count | undefined
}

const firstPage = 100
const furtherPage = 250
/** Counting so many costs little, so it is done without being asked for. */
const countedFreely = 50_000
/** Reading again what is on the screen stops here; the rest is fetched when it is scrolled to. */
const mostReadAgain = 1_000

const queryOf = ({ fields, filter, sort, search }: Question): ListQuery => ({
  fields,
  ...(filter === undefined ? {} : { filter }),
  ...(sort.length === 0 ? {} : { sort }),
  ...(search === '' ? {} : { search }),
})

/** The records that answer a question, page after page. A new question keeps the last good rows until its answer is there. */
export function useRecords(question: () => Question) {
  const rows = shallowRef<readonly RecordValues[]>([])
  const next = shallowRef<string | null>(null)
  const count = shallowRef<Count>()
  const problem = shallowRef<ApiProblem>()
  const isLoading = shallowRef(false)
  const isLoadingMore = shallowRef(false)
  /** The question whose answer `rows` are. */
  const answered = shallowRef<string>()
  let running: AbortController | undefined

  const isReady = computed(() => answered.value !== undefined)

  function begin(): AbortController {
    running?.abort()
    running = new AbortController()
    isLoadingMore.value = false
    return running
  }

  /** Asks anew, from the top. */
  async function load(): Promise<void> {
    const asked = question()
    const { signal } = begin()
    isLoading.value = true
    problem.value = undefined
    try {
      const page = await records.query(
        asked.object,
        { ...queryOf(asked), limit: firstPage, count: 'estimate' },
        { signal },
      )
      rows.value = page.records
      next.value = page.next
      count.value = countOf(page.count, page.countIsEstimate, page.next, page.records.length)
      answered.value = JSON.stringify(asked)
      if (count.value?.isEstimate === true && count.value.value <= countedFreely) void countExactly()
    } catch (error) {
      if (!signal.aborted) problem.value = problemOf(error)
    } finally {
      if (!signal.aborted) isLoading.value = false
    }
  }

  function countOf(
    value: number | undefined,
    isEstimate: boolean | undefined,
    cursor: string | null,
    loaded: number,
  ): Count | undefined {
    if (cursor === null) return { value: loaded, isEstimate: false }
    return value === undefined ? count.value : { value: Math.max(value, loaded + 1), isEstimate: isEstimate ?? false }
  }

  /** The next page, when there is one and nothing else is being read. */
  async function more(): Promise<void> {
    if (next.value === null || isLoading.value || isLoadingMore.value || problem.value !== undefined) return
    const asked = question()
    const after = next.value
    const signal = running?.signal
    isLoadingMore.value = true
    try {
      const page = await records.query(
        asked.object,
        { ...queryOf(asked), limit: furtherPage, after },
        signal === undefined ? {} : { signal },
      )
      if (signal?.aborted === true) return
      const known = new Set(rows.value.map(({ id }) => id))
      rows.value = [...rows.value, ...page.records.filter(({ id }) => !known.has(id))]
      next.value = page.next
      if (page.next === null) count.value = { value: rows.value.length, isEstimate: false }
    } catch (error) {
      if (signal?.aborted === true) return
      // Something was published meanwhile, or a day passed: what is loaded is read again under today's terms.
      if (isProblem(error, 'request.bad_cursor')) return await again()
      problem.value = problemOf(error)
    } finally {
      if (signal?.aborted !== true) isLoadingMore.value = false
    }
  }

  /** Reads again what is loaded, without taking it off the screen meanwhile. */
  async function again(): Promise<void> {
    const asked = question()
    const { signal } = begin()
    const wanted = Math.min(mostReadAgain, Math.max(firstPage, rows.value.length))
    const read: RecordValues[] = []
    let after: string | null = null
    let first: { count?: number; countIsEstimate?: boolean } = {}
    isLoading.value = true
    problem.value = undefined
    try {
      do {
        const page: Awaited<ReturnType<typeof records.query>> = await records.query(
          asked.object,
          {
            ...queryOf(asked),
            limit: Math.min(500, wanted - read.length),
            ...(after === null ? { count: 'estimate' as const } : { after }),
          },
          { signal },
        )
        if (after === null) first = page
        read.push(...page.records)
        after = page.next
      } while (after !== null && read.length < wanted)
      rows.value = read
      next.value = after
      count.value = countOf(first.count, first.countIsEstimate, after, read.length)
      answered.value = JSON.stringify(asked)
      if (count.value?.isEstimate === true && count.value.value <= countedFreely) void countExactly()
    } catch (error) {
      if (!signal.aborted) problem.value = problemOf(error)
    } finally {
      if (!signal.aborted) isLoading.value = false
    }
  }

  /** Counts for certain. Fails silently: the estimate stays. */
  async function countExactly(): Promise<void> {
    const asked = question()
    const signal = running?.signal
    try {
      const page = await records.query(
        asked.object,
        { ...queryOf(asked), fields: ['id'], limit: 1, count: 'exact' },
        signal === undefined ? {} : { signal },
      )
      if (signal?.aborted !== true && page.count !== undefined) count.value = { value: page.count, isEstimate: false }
    } catch {
      // The list is whole without it.
    }
  }

  /** Some of these records as they are now, and whether they still belong here: those that do not are left out. */
  async function current(ids: readonly string[]): Promise<readonly RecordValues[]> {
    const asked = question()
    const those = namedIds(ids)
    const filter = asked.filter === undefined ? those : `(${asked.filter}) and ${those}`
    const page = await records.query(asked.object, { ...queryOf(asked), filter, limit: Math.min(500, ids.length) })
    return page.records
  }

  function replace(record: RecordValues): void {
    rows.value = rows.value.map((row) => (row.id === record.id ? { ...row, ...record } : row))
  }

  function remove(gone: ReadonlySet<string>): void {
    const kept = rows.value.filter(({ id }) => !gone.has(id))
    const removed = rows.value.length - kept.length
    if (removed === 0) return
    rows.value = kept
    if (count.value !== undefined)
      count.value = { ...count.value, value: Math.max(kept.length, count.value.value - removed) }
  }

  /** Puts back what was left. */
  function restore(loaded: Loaded): void {
    rows.value = loaded.rows
    next.value = loaded.next
    count.value = loaded.count
    answered.value = JSON.stringify(question())
  }

  onScopeDispose(() => running?.abort())

  return {
    rows,
    next,
    count,
    problem,
    isLoading,
    isLoadingMore,
    isReady,
    load,
    more,
    again,
    countExactly,
    current,
    replace,
    remove,
    restore,
  }
}
