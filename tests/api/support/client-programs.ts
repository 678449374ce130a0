/** Programs of strangers: what somebody writes who has only the generated declarations of the kitchen sink. */

/** Creates, changes and reads a visit with the types of types.d.ts; prints what it read. */
export const callThroughTypes = `
import type { Objects, Visit, VisitCreate, VisitUpdate } from './types.js'

async function call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const answer = await fetch(process.env.API + path, {
    method,
    headers: { authorization: 'Bearer ' + process.env.TOKEN, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(await answer.text())
  return (await answer.json()) as Answer
}

declare const process: { env: Record<'API' | 'TOKEN' | 'CUSTOMER', string> }

async function make<Key extends keyof Objects>(key: Key, values: Objects[Key]['create']): Promise<Objects[Key]['record']> {
  return call('POST', '/api/records/' + key, values)
}

const values: VisitCreate = {
  subject: 'Written by a client',
  customer: process.env.CUSTOMER,
  cost: 12.5,
  hours: 1.5,
  discount: 0.15,
  visitedOn: '2026-03-02',
  startsAt: '2026-03-02T08:00:00Z',
  status: 'planned',
  tags: ['a', 'b'],
  email: 'visit@example.com',
  phone: '138 0000 0000',
  website: 'https://example.com',
  note: 'x',
}
const made: Visit = await make('visit', values)
const update: VisitUpdate = { status: 'done', tags: ['b'], confirmed: true, note: null }
await call<Visit>('PATCH', '/api/records/visit/' + made.id, { ...update, customer: made.customer } satisfies VisitUpdate)
const read = await call<Visit>('GET', '/api/records/visit/' + made.id)
const account = await call<Objects['account']['record']>('GET', '/api/records/account/' + process.env.CUSTOMER)

const subject: string | null = read.subject
const customer: string | null | undefined = read.customer?.title
const withTax: number | null = read.withTax
const isDear: boolean | null = read.isDear
const nextOn: string | null = read.nextOn
const ahead: number | null = read.ahead
const at: string | null = read.at
const head: string | null | undefined = read.head?.id
const firstLevel: 'a' | 'b' | null | undefined = read.levels?.[0]
const state: 'planned' | 'done' | null = read.state
const total: number | null = account.total
const version: number = read.version
const computed = [version, isDear, nextOn, typeof ahead, at, head, firstLevel, state]
const expected = [2, false, '2026-04-02', 'number', '09:30:00', undefined, 'b', 'done']
if (JSON.stringify(computed) !== JSON.stringify(expected)) throw new Error(JSON.stringify(read))
const { cost, status, tags, confirmed, note } = read
console.log(JSON.stringify({ subject, customer, cost, withTax, status, tags, confirmed, note, total }))
`

/** The same by the paths of openapi.json, through openapi-typescript; prints what it learned. */
export const callThroughPaths = `
import type { components, paths } from './paths.js'

declare const process: { env: Record<'API' | 'TOKEN', string> }

type Visits = paths['/api/records/visit']
type Create = Visits['post']['requestBody']['content']['application/json']
type Created = Visits['post']['responses'][201]['content']['application/json']
type Page = Visits['get']['responses'][200]['content']['application/json']
type Query = NonNullable<Visits['get']['parameters']['query']>
type Problem = components['schemas']['Problem']

async function call(method: string, query: Query, body?: Create): Promise<unknown> {
  const words = new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]))
  const answer = await fetch(process.env.API + '/api/records/visit?' + words, {
    method,
    headers: { authorization: 'Bearer ' + process.env.TOKEN, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return answer.json()
}

const made = (await call('POST', {}, { subject: 'Known by its path', cost: 3 })) as Created
const page = (await call('GET', { filter: 'cost = 3', limit: 5 })) as Page
const refused = (await call('POST', {}, { subject: 'x', cost: 6000 })) as Problem
const subject: string | null = made.subject
console.log(JSON.stringify({ subject, listed: page.records.map((record) => record.subject), refused: refused.code }))
`

/** Programs with one mistake each, by the mistake; none may compile. */
export const wrongUses: Readonly<Record<string, string>> = {
  'a-text-for-a-number': use("const made: VisitCreate = { subject: 'x', cost: '3' }"),
  'an-option-that-is-not-there': use("const made: VisitCreate = { subject: 'x', status: 'lost' }"),
  'an-unknown-option-in-a-list': use("const made: VisitCreate = { subject: 'x', tags: ['c'] }"),
  'a-misspelled-field': use("const made: VisitCreate = { subject: 'x', csot: 3 }"),
  'a-required-field-left-out': use('const made: VisitCreate = { cost: 3 }'),
  'a-blank-for-a-required-field': use('const made: VisitCreate = { subject: null }'),
  'a-computed-field-written': use('const changed: VisitUpdate = { withTax: 3 }'),
  'a-number-given-by-hand': use("const changed: VisitUpdate = { number: 'V-1' }"),
  'a-blank-not-thought-of': use('const cost = (visit: Visit): number => visit.cost'),
  'a-reference-read-as-an-id': use("const id = (visit: Visit): string => visit.customer ?? ''"),
  'an-object-that-is-not-there': use("type Lead = Objects['lead']"),
}

function use(line: string): string {
  return `import type { Objects, Visit, VisitCreate, VisitUpdate } from './types.js'\nexport ${line}\nexport type Known = [Objects, Visit, VisitCreate, VisitUpdate]\n`
}
