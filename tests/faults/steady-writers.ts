import type { WireDocument } from '@tessera/metadata'
import type { Random } from '../support/random-schema-change.js'
import type { CrashClient } from './crash-client.js'

/** A field that is written to, whatever it is called at the moment. */
export interface WrittenField {
  readonly id: string
  readonly type: string
}

/** What people who write while the schema changes have met. */
export interface Written {
  /** By record and field id: the last value that was acknowledged. */
  readonly values: Map<string, Map<string, unknown>>
  readonly times: number[]
  acknowledged: number
  /** Answers 4xx that the change of the moment explains: a field that is hidden, renamed, unique by now. */
  refused: number
  /** What nobody should get. */
  readonly failures: string[]
}

const people = 6
const everyMs = 25
/** A write that takes so long stood behind a change of the schema. */
const longestMs = 2_000

/**
 * Six people who each change one value of one record of an object, wait 25 ms, and change the next, until the signal. They know the
 * documents as they were a moment ago, as screens do.
 */
export async function writeSteadily(
  client: CrashClient,
  object: string,
  fields: readonly WrittenField[],
  records: readonly string[],
  random: Random,
  signal: AbortSignal,
  met: Written,
): Promise<void> {
  let known = await client.documents()
  const refresh = async (): Promise<void> => void (known = await client.documents())
  const one = async (person: number): Promise<void> => {
    while (!signal.aborted) {
      // Each person has records of their own: the last write that was acknowledged is the one that counts.
      const own = records.filter((_, index) => index % people === person)
      const record = own[Math.floor(random() * own.length)] ?? ''
      const field = fields[Math.floor(random() * fields.length)]
      if (field !== undefined) await write(client, known.documents, object, record, field, random, met, refresh)
      await new Promise((resolve) => setTimeout(resolve, everyMs))
    }
  }
  await Promise.all(Array.from({ length: people }, (_, person) => one(person)))
}

async function write(
  client: CrashClient,
  documents: readonly WireDocument[],
  objectId: string,
  record: string,
  field: WrittenField,
  random: Random,
  met: Written,
  refresh: () => Promise<void>,
): Promise<void> {
  const object = documents.find(({ id }) => id === objectId) as
    { readonly key: string; readonly fields: readonly { readonly id?: string; readonly key: string }[] } | undefined
  const key = object?.fields.find(({ id }) => id === field.id)?.key
  // The field is hidden at the moment, as far as this person knows.
  if (object === undefined || key === undefined) return refresh()
  const value = valueOf(field.type, random)
  const started = performance.now()
  const { status, body } = await client.send('PATCH', `/api/records/${object.key}/${record}`, { [key]: value })
  const took = performance.now() - started
  met.times.push(took)
  if (took > longestMs) met.failures.push(`a write took ${Math.round(took)} ms`)
  if (status === 200) {
    met.acknowledged += 1
    met.values.set(record, (met.values.get(record) ?? new Map<string, unknown>()).set(field.id, value))
  } else if (status >= 400 && status < 500) {
    met.refused += 1
    await refresh()
  } else met.failures.push(`a write was answered ${status}: ${JSON.stringify(body)}`)
}

/** A value as the API gives it back. */
function valueOf(type: string, random: Random): unknown {
  const n = Math.floor(random() * 1_000_000)
  switch (type) {
    case 'number':
    case 'currency':
      return n / 10
    case 'percent':
      return (n % 100) / 100
    case 'boolean':
      return n % 2 === 0
    case 'date':
      return `2026-0${1 + (n % 9)}-1${n % 10}`
    case 'dateTime':
      return `2026-0${1 + (n % 9)}-1${n % 10}T08:30:00.000Z`
    case 'email':
      return `p${n}@example.com`
    default:
      return `值 ${n}`
  }
}
