import type { Actor, Engine } from '../contract.js'
import { filters, groups, searches, sorts } from './access-questions.testing.js'
import { objectKeys, words } from './access-world.testing.js'
import type { ModelRecord, ObjectKey } from './model-world.testing.js'

/** What questions are about. */
export interface Known {
  readonly records: readonly (ModelRecord & {
    readonly mayNotRead: boolean
    readonly mayNotChange: boolean
    readonly mayNotDelete: boolean
  })[]
  readonly files: readonly string[]
  readonly ids: { readonly account: string; readonly deal: string }
}

/** One thing a person may ask, in whichever database. */
export interface Question {
  readonly about: string
  readonly ask: (engine: Engine, actor: Actor, begin: string) => Promise<unknown>
}

type Query = Parameters<Engine['records']['query']>[2]

const missing = '01900000-0000-7000-8000-00000000dead'
const paths: Readonly<Record<ObjectKey, readonly string[]>> = {
  account: ['name', 'partnerOf', 'partnerOf.amount', 'dealSum', 'updatedAt', 'updatedBy', 'owner'],
  deal: ['subject', 'customer.name', 'customer.credit', 'partners.credit', 'parent.cost', 'about', 'lines', 'version'],
  item: ['what', 'deal.subject', 'deal.customer.level', 'double'],
}
const written: Readonly<Record<ObjectKey, string>> = { account: 'credit', deal: 'cost', item: 'price' }

/** Everything that can be asked for reading, and writes that are refused. */
export function questionsOf(known: Known, pick: <T>(from: readonly T[]) => T): readonly Question[] {
  return [
    ...objectKeys.flatMap((object) => [
      ...listsOf(object, known),
      ...exportsOf(object, known),
      ...numbersOf(object),
      ...shapesOf(object),
    ]),
    ...objectKeys.flatMap((object) => {
      const records = known.records.filter((one) => one.object === object)
      return Array.from({ length: 5 }, () => pick(records)).flatMap((one) => recordOf(object, one, pick(records).id))
    }),
    ...objectKeys.flatMap((object) => recordOf(object, undefined, missing)),
    ...known.files.map((file) => ({
      about: `file ${file}`,
      ask: ({ files }: Engine, actor: Actor) => files.get(actor, file),
    })),
    { about: 'documents', ask: ({ documents }, actor) => documents.list(actor, {}) },
  ]
}

function listsOf(object: ObjectKey, { ids }: Known): readonly Question[] {
  const queries: readonly Query[] = [
    { count: 'exact' },
    { count: 'estimate', limit: 1 },
    { fields: paths[object], sort: ['-updatedAt'] },
    ...filters[object](ids).map(({ text }) => ({ filter: text, count: 'exact' as const })),
    ...sorts[object].flatMap((by) => [by, `-${by}`]).map((by) => ({ sort: [by], limit: 4, count: 'exact' as const })),
    ...searches[object].words.map((search) => ({ search, count: 'exact' as const })),
  ]
  return queries.map((query) => ({
    about: `list ${object} ${JSON.stringify(query)}`,
    ask: (engine, actor) => pagesOf(engine, actor, object, query),
  }))
}

/** Files of everything, of columns over lookups, and of filters, cell by cell; and what is told before. */
function exportsOf(object: ObjectKey, { ids }: Known): readonly Question[] {
  const requests = [
    {},
    { fields: paths[object] },
    ...filters[object](ids)
      .slice(0, 4)
      .map(({ text }) => ({ filter: text })),
  ]
  return requests.map((more) => ({
    about: `export ${object} ${JSON.stringify(more)}`,
    ask: async ({ exports }, actor) => {
      const request = { object, format: 'csv' as const, ...more }
      const open = await exports.open(actor, request)
      const rows: unknown[] = []
      for await (const page of open.pages())
        rows.push(...page.map((row) => open.columns.map((column, at) => [column.text(row[at]), row[at]])))
      return [rows, open.columns, open.count, await exports.preview(actor, request)]
    },
  }))
}

/** A few pages, each with the cursor to the next. */
async function pagesOf(engine: Engine, actor: Actor, object: ObjectKey, query: Query): Promise<unknown> {
  const pages: unknown[] = []
  let after: string | null | undefined
  for (let n = 0; n < 3 && after !== null; n += 1) {
    const page = await engine.records.query(actor, object, { ...query, ...(after === undefined ? {} : { after }) })
    pages.push(page)
    after = page.next
  }
  return pages
}

function numbersOf(object: ObjectKey): readonly Question[] {
  const { by, sums } = groups[object]
  const references = { account: [], deal: ['customer', 'parent'], item: ['deal'] }[object]
  return [...by, ...references].flatMap((group) =>
    sums.map((field) => ({
      about: `sums of ${field} by ${group} of ${object}`,
      ask: ({ records }: Engine, actor: Actor) =>
        records.aggregate(actor, object, {
          groupBy: [{ field: group }],
          measures: [
            { function: 'sum', field, as: 'sum' },
            { function: 'max', field, as: 'most' },
            { function: 'count', as: 'n' },
          ],
          sort: ['-n', group],
        }),
    })),
  )
}

function shapesOf(object: ObjectKey): readonly Question[] {
  const cells = [{ name: 'acc0003', subject: 'deal0003', customer: 'acc0003', deal: 'deal0016', parent: 'deal0017' }]
  return [
    { about: `schema of ${object}`, ask: ({ records }, actor) => records.schema(actor, object) },
    { about: `schema of records of ${object}`, ask: ({ records }, actor) => records.recordSchema(actor, object) },
    { about: `cells of ${object}`, ask: ({ records }, actor) => records.cells(actor, object, cells) },
    {
      about: `events of ${object}`,
      // Positions are those of the whole server: they count what everybody does.
      ask: async (engine, actor, begin) => {
        const { events } = await engine.events(actor, { after: begin, objects: [object], limit: 1_000 })
        return events.map(({ position: _, ...event }) => event)
      },
    },
    ...(object === 'account' ? words.level : []).map((level) => ({
      about: `duplicates by ${level}`,
      // How many others there are is told to everybody: rules about duplicates see everything (decision 0028).
      ask: async ({ records }: Engine, actor: Actor) =>
        (await records.duplicates(actor, object, { values: { level } })).matches,
    })),
  ]
}

/** All about one record, and what may not be done with it; without a record: about one that never was. */
function recordOf(object: ObjectKey, record: Known['records'][number] | undefined, other: string): readonly Question[] {
  const id = record?.id ?? missing
  const on = (what: string, ask: Question['ask']): Question => ({ about: `${what} ${object} ${id}`, ask })
  return [
    on('get', ({ records }, actor) => records.get(actor, object, id)),
    // Entries are counted by the workspace as a whole: their numbers are ids that differ.
    on('history', async ({ records }, actor) => {
      const { entries, next } = await records.history(actor, object, id, { limit: 100 })
      return [entries.map(({ id: _, ...entry }) => entry), next]
    }),
    // Whether it is there must not show where something is to point to it.
    ...(object === 'account' && record?.mayNotRead !== false
      ? [
          on('choose', ({ records }, actor) => records.create(actor, 'deal', { customer: id })),
          on('link', ({ records }, actor) => records.create(actor, 'deal', { partners: [id] })),
        ]
      : []),
    on('rights', ({ access }, actor) => access.ofRecord(actor, object, id)),
    ...(record?.mayNotChange === false
      ? []
      : [
          on('change', ({ records }, actor) => records.update(actor, object, id, { [written[object]]: 1 })),
          on('merge', ({ records }, actor) => records.merge(actor, object, { keep: id, merge: [other] })),
        ]),
    ...(record?.mayNotDelete === false
      ? []
      : [
          on('remove', ({ records }, actor) => records.remove(actor, object, id)),
          on('restore', ({ records }, actor) => records.restore(actor, object, id)),
        ]),
  ]
}

/** The answer to the byte, a refusal with all it says. */
export async function answerTo({ ask }: Question, engine: Engine, actor: Actor, begin: string): Promise<string> {
  try {
    return JSON.stringify(await ask(engine, actor, begin)) ?? ''
  } catch (error) {
    const { code, status, details, errors, duplicates } = error as Record<string, unknown>
    if (typeof code !== 'string') throw error
    return JSON.stringify({ code, status, details, errors, duplicates })
  }
}
