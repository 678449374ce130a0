import type { Adapter, AdapterPayload } from 'oidc-provider'

/** What the identity provider of the tests remembers; its own memory warns on every start that it is for trying out. */
export class ProviderMemory implements Adapter {
  static readonly #rows = new Map<string, AdapterPayload>()
  readonly #kind: string

  constructor(kind: string) {
    this.#kind = kind
  }

  async upsert(id: string, payload: AdapterPayload): Promise<void> {
    ProviderMemory.#rows.set(`${this.#kind} ${id}`, payload)
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return ProviderMemory.#rows.get(`${this.#kind} ${id}`)
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return [...ProviderMemory.#rows].find(([key, row]) => key.startsWith(this.#kind) && row.uid === uid)?.[1]
  }

  findByUserCode(): Promise<undefined> {
    return Promise.resolve(undefined)
  }

  async consume(id: string): Promise<void> {
    const row = await this.find(id)
    if (row !== undefined) row.consumed = Math.floor(Date.now() / 1000)
  }

  async destroy(id: string): Promise<void> {
    ProviderMemory.#rows.delete(`${this.#kind} ${id}`)
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, { grantId: of }] of ProviderMemory.#rows) if (of === grantId) ProviderMemory.#rows.delete(key)
  }
}
