import type { Actor, Engine } from '@tessera/engine'

const PAGE = 500
/** Names in a path stand between these. */
const between = /[/／\\>＞]/u

interface Known {
  readonly id: string
  readonly name: string
  readonly parent: { readonly id: string } | null
}

/** The names of a path, from the top downwards. */
export const namesOf = (path: string): readonly string[] =>
  path
    .normalize('NFC')
    .split(between)
    .map((name) => name.trim())
    .filter((name) => name !== '')

/** The departments there are, found by their names from the top downwards. */
export class DepartmentPaths {
  readonly #children = new Map<string, Map<string, string>>()
  readonly #named = new Map<string, string[]>()

  private constructor(known: readonly Known[]) {
    for (const { id, name, parent } of known) {
      this.add(id, name, parent?.id)
      this.#named.set(name, [...(this.#named.get(name) ?? []), id])
    }
  }

  static async read(engine: Engine, actor: Actor): Promise<DepartmentPaths> {
    const known: Known[] = []
    for (let after: string | undefined; ;) {
      const query = { fields: ['id', 'name', 'parent'], sort: ['id'], limit: PAGE }
      const page = await engine.records.query(actor, 'department', after === undefined ? query : { ...query, after })
      known.push(...(JSON.parse(page.recordsJson) as Known[]))
      if (page.next === null) return new DepartmentPaths(known)
      after = page.next
    }
  }

  /** Notes a department; of two with one name at one place the first counts. */
  add(id: string, name: string, parent?: string): void {
    const siblings = this.#children.get(parent ?? '') ?? new Map<string, string>()
    this.#children.set(parent ?? '', siblings)
    if (!siblings.has(name)) siblings.set(name, id)
  }

  /** The department at a path, and how many of its names exist. A single name may also stand anywhere in the tree, if only once. */
  find(names: readonly string[]): { readonly id: string | undefined; readonly known: number } {
    let id: string | undefined
    let known = 0
    for (const name of names) {
      const child = this.#children.get(id ?? '')?.get(name)
      if (child === undefined) break
      id = child
      known += 1
    }
    const anywhere = known === 0 && names.length === 1 ? this.#named.get(names[0] as string) : undefined
    return anywhere?.length === 1 ? { id: anywhere[0], known: 1 } : { id, known }
  }
}
