import { createHmac, hkdfSync } from 'node:crypto'

/** A row of the log as it is sealed: JSON as the very text that is kept, ids and instants as texts. */
export interface SealedContent {
  readonly n: number
  readonly at: string
  readonly actor: string | null
  readonly through: string
  readonly action: string
  readonly object: string | null
  readonly record: string | null
  readonly subject: string | null
  readonly details: string
  readonly address: string | null
  readonly requestId: string | null
}

/**
 * The seals of a log: each is keyed, over a row and over the seal before it, so that nobody who can only write to PostgreSQL
 * makes a row, changes one or leaves one out unseen. The mark is over the newest number and seal: rows cut off at the end show.
 */
export interface Seals {
  seal(before: Buffer, row: SealedContent): Buffer
  mark(n: number, seal: Buffer): Buffer
}

const known = new WeakMap<Uint8Array, Map<string, Seals>>()

/** The seals of one log of an installation, by the name of its schema. */
export function sealsOf(secret: Uint8Array, schema: string): Seals {
  const bySchema = known.get(secret) ?? new Map<string, Seals>()
  known.set(secret, bySchema)
  const found = bySchema.get(schema) ?? makeSeals(secret, schema)
  bySchema.set(schema, found)
  return found
}

function makeSeals(secret: Uint8Array, schema: string): Seals {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `tessera audit ${schema}`, 32))
  return {
    seal: (before, row) => {
      const { n, at, actor, through, action, object, record, subject, details, address, requestId } = row
      const content = [n, at, actor, through, action, object, record, subject, details, address, requestId]
      return createHmac('sha256', key).update('row\0').update(before).update(JSON.stringify(content)).digest()
    },
    mark: (n, seal) => createHmac('sha256', key).update('head\0').update(`${n}\0`).update(seal).digest(),
  }
}
