import { fieldTypesWeb, isLinked, type LookupChoice, type LookupSource, type LinkedValue } from '@tessera/blocks/web'
import { shallowReactive } from 'vue'
import { useRouter, useRoute } from 'vue-router'
import { records, type RecordValues } from '@/api/records'
import { isProblem } from '@/api/problem'
import { labelOf } from '@/app/i18n'
import { useSession } from '@/app/session'
import { useQuickCreate } from './quick-create'
import { readAbove } from './tree'
import { useWorld } from './world'
import { useWorkspace } from './workspace'
import type { FieldModel, ObjectModel } from './objects'

const CHOICES = 20
const RECENT = 5
/** Of one level of a tree; the others are found by typing. */
const CHILDREN = 200
/** Types whose value tells two records with the same title apart. */
const noteTypes: ReadonlySet<string> = new Set(['email', 'phone', 'autoNumber', 'text', 'lookup', 'select', 'date'])

/** Titles that were read or picked in this tab, by `<object>/<id>`. */
const titles = shallowReactive(new Map<string, string | null>())

/** Keeps the title of a record, so that it need not be read when the record is only named. */
export function noteTitle(object: string, { id, title }: LinkedValue): void {
  titles.set(`${object}/${id}`, title)
}

/** The title of a record as far as this tab knows it; null: gone, or not to be seen. */
export const titleOf = (object: string, id: string): string | null | undefined => titles.get(`${object}/${id}`)

const recentKey = (person: string | undefined, object: string): string => `tessera.recent.${person ?? ''}.${object}`

function recentIds(person: string | undefined, object: string): string[] {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(recentKey(person, object)) ?? '[]')
    return Array.isArray(ids)
      ? ids.filter((id): id is string => typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id))
      : []
  } catch {
    return []
  }
}

/** The field by which records are picked from a tree. People are looked for by name, whomever they report to. */
const pickedTree = (object: ObjectModel | undefined): FieldModel | undefined =>
  object?.key === 'user' ? undefined : object?.tree

const noteFieldOf = (object: ObjectModel): FieldModel | undefined =>
  pickedTree(object) ??
  object.fields.find((field) => field !== object.titleField && !field.isSystem && noteTypes.has(field.type))

/** Where lookups of the runtime get their choices: the API, and in front what this person picked last in this browser. */
export function useLookupSource(): LookupSource {
  const workspace = useWorkspace()
  const session = useSession()
  const world = useWorld()
  const router = useRouter()
  const route = useRoute()
  const quick = useQuickCreate()

  function text(field: FieldModel | undefined, record: RecordValues): string {
    if (field === undefined) return ''
    return fieldTypesWeb.get(field.type)?.text(record[field.key], field, world.value) ?? String(record[field.key] ?? '')
  }

  async function read(
    object: string,
    query: Parameters<typeof records.query>[1],
    signal?: AbortSignal,
  ): Promise<LookupChoice[]> {
    const model = workspace.object(object)
    if (model === undefined) return []
    const note = noteFieldOf(model)
    const fields = [model.titleField?.key, note?.key].filter((key) => key !== undefined)
    const page = await records.query(object, { ...query, fields }, signal === undefined ? {} : { signal })
    return page.records.map((record) => {
      const choice = {
        id: record.id,
        title: text(model.titleField, record) || record.id.slice(0, 8),
        note: text(note, record),
      }
      noteTitle(object, choice)
      return choice
    })
  }

  return {
    async search(object, typed, signal) {
      const wanted = typed.trim().slice(0, 100)
      if (wanted !== '') return read(object, { search: wanted, limit: CHOICES }, signal)
      const ids = recentIds(session.me?.user.id, object)
      const [recent, latest] = await Promise.all([
        ids.length === 0 ? [] : read(object, { filter: `id in ${JSON.stringify(ids)}`, limit: RECENT }, signal),
        read(object, { sort: ['-updatedAt'], limit: CHOICES }, signal),
      ])
      const byUse = [...recent].sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
      return [...byUse, ...latest.filter(({ id }) => !ids.includes(id))]
    },
    async title(object, id) {
      const known = titles.get(`${object}/${id}`)
      if (known !== undefined) return known
      try {
        const [found] = await read(object, { filter: `id = ${JSON.stringify(id)}`, limit: 1 })
        if (found === undefined) titles.set(`${object}/${id}`, null)
        return found?.title ?? null
      } catch (error) {
        if (isProblem(error) && !error.isOffline) return null
        throw error
      }
    },
    picked(object, choice) {
      noteTitle(object, choice)
      const person = session.me?.user.id
      const ids = [choice.id, ...recentIds(person, object).filter((id) => id !== choice.id)].slice(0, RECENT)
      localStorage.setItem(recentKey(person, object), JSON.stringify(ids))
    },
    isTree: (object) => pickedTree(workspace.object(object)) !== undefined,
    async children(object, parent, signal) {
      const tree = workspace.object(object)?.tree?.key
      const title = workspace.object(object)?.titleField?.key
      if (tree === undefined) return []
      const filter = parent === undefined ? `ISBLANK(${tree})` : `${tree} = ${JSON.stringify(parent)}`
      const sort = title === undefined ? [] : [title]
      const choices = await read(object, { filter, sort, limit: CHILDREN }, signal)
      if (choices.length === 0) return []
      const ids = JSON.stringify(choices.map(({ id }) => id))
      const { rows } = await records.aggregate(object, {
        groupBy: [{ field: tree }],
        measures: [{ function: 'count', as: 'n' }],
        filter: `${tree} in ${ids}`,
      })
      const parents = new Set(rows.map((row) => (isLinked(row[tree]) ? row[tree].id : row[tree])))
      return choices.map((choice) => ({ ...choice, hasChildren: parents.has(choice.id) }))
    },
    async above(object, id) {
      const tree = workspace.object(object)?.tree?.key
      return tree === undefined ? [] : readAbove(object, id, tree)
    },
    nameOf: (object) => labelOf(workspace.object(object)?.label, object),
    link(object, id) {
      if (workspace.object(object) === undefined) return undefined
      const app = typeof route.params.app === 'string' ? route.params.app : 'all'
      return router.resolve({ name: 'record.detail', params: { app, object, id } }).href
    },
    mayCreate: quick.may,
    create(object, typed) {
      const title = workspace.object(object)?.titleField
      return quick.choose(object, title?.type === 'text' && typed !== '' ? { [title.key]: typed } : {})
    },
  }
}

/** Keeps the titles that come with records as they are read. */
export function noteTitlesOf(object: ObjectModel, values: Readonly<Record<string, unknown>>): void {
  for (const field of object.fields) {
    const value = values[field.key]
    if (field.target !== undefined && isLinked(value)) noteTitle(field.target, value)
    if (field.targets !== undefined && isLinked(value) && value.object !== undefined) noteTitle(value.object, value)
    if (field.links !== undefined && Array.isArray(value))
      for (const one of value.filter(isLinked)) noteTitle(field.links, one)
  }
}
