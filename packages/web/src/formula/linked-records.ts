import { shallowReactive } from 'vue'
import { isProblem } from '@/api/problem'
import { records } from '@/api/records'
import type { PlainRecord } from './evaluate'

/** Reads one record: its title and what is named; undefined when it may not be read. */
export type ReadLinked = (object: string, id: string, paths: readonly string[]) => Promise<PlainRecord | undefined>

/**
 * What formulas read over lookups: fetched once per record and set of paths, remembered by whoever read it. While something is
 * on its way it reads blank.
 */
export class LinkedRecords {
  readonly #known = shallowReactive(new Map<string, PlainRecord>())
  readonly #asked = new Map<string, Set<string>>()

  constructor(private readonly read: ReadLinked = readByApi) {}

  get(object: string, id: string): PlainRecord | undefined {
    return this.#known.get(`${object}/${id}`)
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
