import type { ExportRequest } from '@tessera/metadata'
import { computed, readonly, shallowRef } from 'vue'
import { exports, type ExportedFile } from '@/api/exports'
import { problemOf, type ApiProblem } from '@/api/problem'

/** An export on its way. It goes on while the person works elsewhere in this tab. */
export interface RunningExport {
  /** What is exported, in words. */
  readonly title: string
  /** Records that will come; undefined until the server has begun. */
  readonly count: number | undefined
  readonly bytes: number
}

/** How an export ended; `stopped`: the person did not want it any more. */
export type ExportEnd =
  | { readonly kind: 'done'; readonly file: ExportedFile }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly problem: ApiProblem }

/** One at a time in a tab. */
const current = shallowRef<RunningExport>()
let controller: AbortController | undefined

export const runningExport = readonly(computed(() => current.value))

/** Fetches a file; resolves when that is over, however it ends. Only while none is running. */
export async function startExport(request: ExportRequest, title: string): Promise<ExportEnd> {
  controller = new AbortController()
  const { signal } = controller
  current.value = { title, count: undefined, bytes: 0 }
  try {
    const file = await exports.fetch(request, {
      signal,
      progress: (bytes, count) => (current.value = { title, count, bytes }),
    })
    return { kind: 'done', file }
  } catch (error) {
    return signal.aborted ? { kind: 'stopped' } : { kind: 'failed', problem: problemOf(error) }
  } finally {
    current.value = undefined
  }
}

/** Ends what is running; the server stops too. */
export const stopExport = (): void => controller?.abort()
