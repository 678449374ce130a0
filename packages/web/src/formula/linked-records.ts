import { shallowReactive } from 'vue'
import { isProblem } from '@/api/problem'
import { records } from '@/api/records'
import { readAbove } from '@/model/tree'
import type { PlainRecord } from './evaluate'

/** Reads one record: its title and what is named; undefined when it may not be read. */
export type ReadLinked = (object: string, id: string, paths: readonly string[]) => Promise<PlainRecord | undefined>

/** Reads what is above a record in its tree, nearest first. */
export type ReadAbove = (object: string, id: string, tree: string) => Promise<readonly { readonly id: string }[]>

/**
 * What formulas read over lookups: fetched once per record and set of paths, remembered by whoever read it. While something is
 * on its way it reads blank.
 */
export class LinkedRecords {
  readonly #above = shallowReactive(new Map<string, readonly string[]>())
  readonly #known = shallowReactive(new Map<string, PlainRecord>())
  readonly #asked = new Map<string, Set<string>>()
  readonly #climbed = new Set<string>()

  constructor(
    private readonly read: ReadLinked = readByApi,
    private readonly climb: ReadAbove = readAbove,
  ) {}

  get(object: string, id: string): PlainRecord | undefined {
    return this.#known.get(`${object}/${id}`)
  }

  /** Ids of what is above a record in its tree, nearest first; undefined until `needAbove` has read it. */
  above(object: string, id: string): readonly string[] | undefined {
    return this.#above.get(`${object}/${id}`)
  }

  /** Sees to it that the way from a record to the top of its tree is known. `tree`: key of the lookup to the record above. */
  async needAbove(object: string, id: string, tree: string): Promise<void> {
    const name = `${object}/${id}`
    if (this.#climbed.has(name)) return
    this.#climbed.add(name)
    try {
      const way = await this.climb(object, id, tree)
      this.#above.set(
        name,
        way.map((one) => one.id),
      )
    } catch (error) {
      if (isProblem(error) && error.isOffline) this.#climbed.delete(name)
    }
  }

  /** Sees to it that these paths of a record are known. What cannot be read stays blank. */
  async need(object: string, id: string, paths: Iterable<string>): Promise<void> {
    const name = `${object}/${id}`
    const asked = this.#asked.get(name) ?? new Set<string>()
    const missing = [...paths].filter((path) => !asked.has(path))
    if (missing.length === 0 && this.#asked.has(name)) return
    for (const path of missing) asked.add(path)
    this.#asked.set(name, asked)
    try {
      const found = await this.read(object, id, [...asked])
      if (found !== undefined) this.#known.set(name, { ...this.#known.get(name), ...found })
    } catch (error) {
      // Offline: ask again next time; refused: it stays blank, as for the server of this person.
      if (isProblem(error) && error.isOffline) this.#asked.delete(name)
    }
  }

  /** Somebody changed the record: what was read of it is asked again. */
  async refresh(object: string, id: string): Promise<void> {
    const paths = this.#asked.get(`${object}/${id}`)
    if (paths === undefined) return
    this.#asked.delete(`${object}/${id}`)
    await this.need(object, id, paths)
  }
}

async function readByApi(object: string, id: string, paths: readonly string[]): Promise<PlainRecord> {
  return records.get(object, id, paths.length === 0 ? ['id'] : paths)
}
