/** Wire shapes of the secrets of a workspace. Their values only ever go in. */

export interface SecretEntry {
  readonly id: string
  /** By which headers refer to it; never changed. */
  readonly name: string
  /** The one host it is sent to, with its port where that is not 443. */
  readonly host: string
  readonly purpose: string | null
  /** False: the host was changed since, which drops the value. */
  readonly hasValue: boolean
  readonly createdAt: string
  readonly changedAt: string
  readonly lastUsedAt: string | null
  /** Published workflows that send it; of the list only. */
  readonly usedBy: readonly { readonly key: string; readonly label: string }[]
}

/** POST /api/secrets. */
export interface SecretRequest {
  readonly name: string
  readonly host: string
  readonly purpose?: string
  readonly value: string
}

/** PATCH /api/secrets/:id; another host without a value leaves none. */
export interface SecretChange {
  readonly host?: string
  readonly purpose?: string | null
  readonly value?: string
}
