import { onScopeDispose, shallowRef } from 'vue'
import { onEvent } from '@/api/events'
import type { RecordValues } from '@/api/records'

interface Options {
  readonly object: string
  readonly rows: () => readonly RecordValues[]
  /** The records of these that belong to the list, as they are now. */
  current(ids: readonly string[]): Promise<readonly RecordValues[]>
  replace(record: RecordValues): void
  remove(ids: ReadonlySet<string>): void
  /** Everything must be read again. */
  reload(): void
}

const GATHER = 400
/** More changes at once than this are an import or the like: reading again is cheaper. */
const mostAtOnce = 200

/**
 * Follows what others change: rows on the screen change in place or go, new ones are only counted (`fresh`), since putting them in
 * would move what a person is reading. Where there are no rows nothing can move, and they are shown at once.
 */
export function useLiveChanges({ object, rows, current, replace, remove, reload }: Options) {
  const fresh = shallowRef<ReadonlySet<string>>(new Set())
  let waiting = new Map<string, number>()
  let timer: ReturnType<typeof setTimeout> | undefined

  async function settle(): Promise<void> {
    const changed = waiting
    waiting = new Map()
    timer = undefined
    if (changed.size > mostAtOnce) return reload()
    const loaded = new Map(rows().map((row) => [row.id, row]))
    // What this screen wrote itself is known already.
    const ids = [...changed].filter(([id, version]) => (loaded.get(id)?.version ?? -1) < version).map(([id]) => id)
    if (ids.length === 0) return
    const now = new Map((await current(ids)).map((record) => [record.id, record]))
    const gone = new Set(ids.filter((id) => loaded.has(id) && !now.has(id)))
    remove(gone)
    const added: string[] = []
    for (const [id, record] of now) {
      if (loaded.has(id)) replace(record)
      else added.push(id)
    }
    if (loaded.size === 0 && added.length > 0) return reload()
    const stillFresh = [...fresh.value].filter((id) => !ids.includes(id) || now.has(id))
    fresh.value = new Set([...stillFresh, ...added])
  }

  onEvent('record', ({ object: of, id, version, op }) => {
    if (of !== object) return
    // A record in the bin has no later version of its own.
    waiting.set(id, op === 'delete' ? Number.MAX_SAFE_INTEGER : version)
    timer ??= setTimeout(() => void settle().catch(reload), GATHER)
  })
  onEvent('reset', reload)
  onScopeDispose(() => clearTimeout(timer))

  return { fresh, seen: () => void (fresh.value = new Set()) }
}
