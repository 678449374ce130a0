import type { BatchPartial, FieldProblem } from '@tessera/metadata'
import { computed, shallowRef } from 'vue'
import { problemOf, type ApiProblem } from '@/api/problem'
import { records, type RecordValues } from '@/api/records'
import { toast } from '@/components/toast'
import { mostNamed, namedIds } from '../data/named-ids'
import { mostSelected } from '../grid/selection'
import { numberWords, t } from '../texts'
import { inChunks, type ChunkResult } from './in-chunks'

/** Small enough that progress moves and others' writes get through, large enough that 10,000 take seconds. */
const batchSize = mostNamed
const idsPerPage = mostNamed

interface Question {
  readonly object: string
  readonly filter: string | undefined
  readonly sort: readonly string[]
  readonly search: string
}

interface Progress {
  readonly done: number
  readonly total: number
}

const asked = ({ filter, sort, search }: Question): object => ({
  ...(filter === undefined ? {} : { filter }),
  ...(sort.length === 0 ? {} : { sort }),
  ...(search === '' ? {} : { search }),
})

/** Work on many records at once: in pieces, with progress, to be stopped, and to be undone. */
export function useBulk(object: () => string, question: () => Question, changed: () => void) {
  const progress = shallowRef<Progress>()
  const problem = shallowRef<ApiProblem>()
  const isBusy = computed(() => progress.value !== undefined)
  let isStopWanted = false

  async function run(
    ids: readonly string[],
    work: (chunk: readonly string[]) => Promise<ChunkResult>,
  ): Promise<readonly string[]> {
    isStopWanted = false
    problem.value = undefined
    try {
      const result = await inChunks(ids, batchSize, work, (done) => {
        progress.value = { done, total: ids.length }
        return !isStopWanted
      })
      if (result.failed > 0)
        toast('problem', t('someFailed', { failed: numberWords(result.failed), reason: result.reason ?? '' }))
      if (result.isStopped)
        toast('done', t('stopped', { done: numberWords(result.done.length), total: numberWords(result.total) }))
      return result.done
    } catch (error) {
      problem.value = problemOf(error)
      return []
    } finally {
      progress.value = undefined
      changed()
    }
  }

  const words = (count: number): { n: number; count: string } => ({ n: count, count: numberWords(count) })

  async function remove(ids: readonly string[]): Promise<void> {
    const done = await run(ids, (chunk) => partial(object(), { delete: chunk }))
    if (done.length === 0) return
    toast('done', t('deleted', words(done.length)), { label: t('undo'), run: () => void restore(done) })
  }

  async function restore(ids: readonly string[]): Promise<void> {
    const done = await run(ids, async (chunk) => {
      const results = await Promise.allSettled(chunk.map((id) => records.restore(object(), id)))
      const back = chunk.filter((_, index) => results[index]?.status === 'fulfilled')
      const refused = results.find((one) => one.status === 'rejected')
      return {
        done: back,
        failed: chunk.length - back.length,
        reason: refused === undefined ? undefined : problemOf(refused.reason).detail,
      }
    })
    if (done.length > 0) toast('done', t('restored', words(done.length)))
  }

  /** The same value for all; undo writes back what each had. */
  async function change(ids: readonly string[], field: string, value: unknown): Promise<void> {
    const before = new Map<string, unknown>()
    const done = await run(ids, async (chunk) => {
      for (const record of await readAll(object(), chunk, field)) before.set(record.id, written(record[field]))
      return partial(object(), { update: chunk.map((id) => ({ id, [field]: value })) })
    })
    if (done.length === 0) return
    const undo = (): void =>
      void run(done, (chunk) =>
        partial(object(), { update: chunk.map((id) => ({ id, [field]: before.get(id) ?? null })) }),
      )
    toast('done', t('applied', words(done.length)), { label: t('undo'), run: undo })
  }

  /** The ids of everything in the view, in its order, up to what one action may take. */
  async function allIds(found: (count: number) => void): Promise<readonly string[]> {
    const ids: string[] = []
    let after: string | null = null
    const { object: key, ...rest } = question()
    do {
      const page: Awaited<ReturnType<typeof records.query>> = await records.query(key, {
        ...asked({ object: key, ...rest }),
        fields: ['id'],
        limit: Math.min(idsPerPage, mostSelected - ids.length),
        ...(after === null ? {} : { after }),
      })
      ids.push(...page.records.map(({ id }) => id))
      after = page.next
      found(ids.length)
    } while (after !== null && ids.length < mostSelected)
    return ids
  }

  return {
    progress,
    problem,
    isBusy,
    remove,
    change,
    allIds,
    stop: () => void (isStopWanted = true),
  }
}

/** As it is written: a lookup by its id. */
function written(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'id' in value ? value.id : (value ?? null)
}

async function readAll(object: string, ids: readonly string[], field: string): Promise<readonly RecordValues[]> {
  const page = await records.query(object, { fields: [field], filter: namedIds(ids), limit: idsPerPage })
  return page.records
}

async function partial(
  object: string,
  body: { readonly update?: readonly { readonly id: string }[]; readonly delete?: readonly string[] },
): Promise<ChunkResult> {
  const { results, failed } = await records.batch<BatchPartial>(object, body, true)
  const ids = body.delete ?? body.update?.map(({ id }) => id) ?? []
  const first: FieldProblem | undefined = results.find(({ ok }) => !ok)?.errors?.[0]
  return {
    done: results.filter(({ ok }) => ok).map(({ index }) => ids[index] ?? ''),
    failed,
    reason: typeof first?.message === 'string' ? first.message : undefined,
  }
}
