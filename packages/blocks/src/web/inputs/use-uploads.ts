import type { FileInfo } from '@tessera/metadata'
import { onBeforeUnmount, shallowReactive, type Reactive } from 'vue'
import { useFileSource } from './file-source.js'

/** A file on its way, or one that did not get there. */
export interface Upload {
  readonly key: number
  readonly file: File
  /** From 0 to 1. */
  progress: number
  /** Why it did not get there. */
  failure: string | undefined
  /** False: trying again would end the same way. */
  mayRetry: boolean
}

export interface UploadRules {
  /** Why a file cannot be taken, before it is sent; undefined: it can. */
  refuse(file: File): string | undefined
  /** The same when it is known what it is. */
  refuseKind(file: FileInfo): string | undefined
  /** A file has arrived; `turn` grows in the order the files were chosen. */
  arrived(file: FileInfo, turn: number): void
}

/** Files of one input on their way: two at a time, in the order they were chosen. */
export function useUploads(id: string, rules: UploadRules) {
  const uploads = shallowReactive<Reactive<Upload>[]>([])
  const aborts = new Map<number, AbortController>()
  const waiting = new Set<() => void>()
  let next = 1

  const isOpen = ({ failure }: Upload): boolean => failure === undefined
  const source = useFileSource(id, async () => {
    while (uploads.some(isOpen)) await new Promise<void>((resolve) => waiting.add(resolve))
    return uploads.length === 0
  })

  function add(files: Iterable<File>): void {
    for (const file of files) {
      const failure = rules.refuse(file)
      uploads.push(shallowReactive({ key: next++, file, progress: 0, failure, mayRetry: failure === undefined }))
    }
    run()
  }

  function run(): void {
    for (const upload of uploads) {
      if (aborts.size >= 2) return
      if (isOpen(upload) && !aborts.has(upload.key)) void send(upload)
    }
    if (uploads.some(isOpen)) return
    for (const resolve of waiting) resolve()
    waiting.clear()
  }

  async function send(upload: Upload): Promise<void> {
    const abort = new AbortController()
    aborts.set(upload.key, abort)
    upload.progress = 0
    try {
      const { signal } = abort
      const info = await source.upload(upload.file, { signal, progress: (share) => (upload.progress = share) })
      if (signal.aborted) return
      const refusal = rules.refuseKind(info)
      if (refusal === undefined) {
        take(upload)
        rules.arrived(info, upload.key)
      } else Object.assign(upload, { failure: refusal, mayRetry: false })
    } catch (error) {
      if (!abort.signal.aborted) upload.failure = error instanceof Error ? error.message : String(error)
    } finally {
      aborts.delete(upload.key)
      run()
    }
  }

  function take(upload: Upload): void {
    const index = uploads.findIndex(({ key }) => key === upload.key)
    if (index !== -1) uploads.splice(index, 1)
  }

  /** Ends an upload, or puts a failed one away. */
  function remove(upload: Upload): void {
    aborts.get(upload.key)?.abort()
    take(upload)
    run()
  }

  function retry(upload: Upload): void {
    upload.failure = undefined
    run()
  }

  onBeforeUnmount(() => {
    for (const abort of aborts.values()) abort.abort()
  })

  return { uploads, add, remove, retry }
}
