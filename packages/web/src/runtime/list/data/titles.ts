import { shallowReactive } from 'vue'
import { records } from '@/api/records'
import type { ObjectModel } from '@/model/objects'
import { mostNamed, namedIds } from './named-ids'

/** Titles of records by id, for conditions that name records. Reactive: a title appears when it is known. */
const titles = shallowReactive(new Map<string, string>())
const asked = new Set<string>()

export function titleOf(id: string): string | undefined {
  return titles.get(id)
}

export function rememberTitle(id: string, title: string): void {
  titles.set(id, title)
}

/** Asks for the titles that are not known yet; a record that is gone or hidden keeps none. */
export async function learnTitles(object: ObjectModel, ids: readonly string[]): Promise<void> {
  const name = (id: string): string => `${object.key}/${id}`
  const unknown = ids.filter((id) => !titles.has(id) && !asked.has(name(id)) && /^[0-9a-f-]{36}$/i.test(id))
  if (unknown.length === 0 || object.titleField === undefined) return
  for (const id of unknown) asked.add(name(id))
  const { key } = object.titleField
  const some = unknown.slice(0, mostNamed)
  const page = await records.query(object.key, { fields: [key], filter: namedIds(some), limit: some.length })
  for (const record of page.records) titles.set(record.id, textOf(record[key]) ?? record.id)
}

/** The records whose title has a text in it, first the alphabet's first. */
export async function searchTitles(
  object: ObjectModel,
  search: string,
  signal: AbortSignal,
): Promise<readonly { readonly id: string; readonly title: string }[]> {
  const key = object.titleField?.key
  if (key === undefined) return []
  const text = search.trim()
  const page = await records.query(
    object.key,
    { fields: [key], sort: [key], limit: 30, ...(text === '' ? {} : { search: text.slice(0, 100) }) },
    { signal },
  )
  return page.records.map((record) => {
    const title = textOf(record[key]) ?? record.id
    titles.set(record.id, title)
    return { id: record.id, title }
  })
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : undefined
}
