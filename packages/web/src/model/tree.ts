import { isLinked, type LinkedValue } from '@tessera/blocks/web'
import { records, type RecordValues } from '@/api/records'

/** As many lookups as the API follows at once, and a little more than a tree may be deep. */
const STEPS = 6
const MOST = 60

/** What is above a record in its tree, nearest first, as far as the reader may see it. `tree`: key of the lookup to the record above. */
export async function readAbove(object: string, id: string, tree: string): Promise<readonly LinkedValue[]> {
  const way: LinkedValue[] = []
  const paths = Array.from({ length: STEPS }, (_, step) => Array.from({ length: step + 1 }, () => tree).join('.'))
  for (let from = id; way.length < MOST;) {
    let at: unknown = await records.get(object, from, paths)
    let steps = 0
    for (; steps < STEPS; steps += 1) {
      at = (at as RecordValues)[tree]
      if (!isLinked(at) || at.id === id || way.some((one) => one.id === (at as LinkedValue).id)) return way
      way.push({ id: at.id, title: at.title })
    }
    from = way.at(-1)?.id ?? id
  }
  return way
}
