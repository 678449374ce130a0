import type { Environment, Scope, ScopeField, SqlBinding, SqlContext, WireValue } from '../../index.js'

/** The record, the moment and the settings that the examples of the functions speak about. */

const fields: readonly ScopeField[] = [
  {
    id: 'stage',
    key: 'stage',
    type: {
      kind: 'option',
      field: 'stage',
      options: [
        { id: 'quote', key: 'quote', label: 'Quote' },
        { id: 'lost', key: 'lost', label: 'Lost' },
      ],
    },
    class: 'record',
  },
  { id: 'amount', key: 'amount', type: { kind: 'number' }, class: 'record' },
  { id: 'closedOn', key: 'closedOn', type: { kind: 'date' }, class: 'record' },
  { id: 'customer', key: 'customer', type: { kind: 'record', object: 'customer' }, class: 'record' },
  {
    id: 'related',
    key: 'related',
    type: {
      kind: 'anyRecord',
      targets: ['customer', 'supplier'].map((object) => ({ object, field: `related~${object}` })),
    },
    class: 'record',
  },
]

const customer = '00000000-0000-4000-8000-000000000001'

/** The record now and before the change: the stage changed, the amount did not, no closing date was ever given. */
const record: Readonly<Record<'current' | 'old' | 'me', Readonly<Record<string, WireValue>>>> = {
  current: { stage: 'lost', amount: 100, closedOn: null, customer, related: customer, 'related~customer': customer },
  old: { stage: 'quote', amount: 100, closedOn: null, customer },
  me: {},
}

export const exampleScope: Scope = {
  root: 'deal',
  field: (_object, name) => fields.find((field) => ('key' in name ? field.key === name.key : field.id === name.id)),
  fieldKeys: () => fields.map((field) => field.key),
  allowMe: false,
  allowOld: true,
  userObject: 'user',
  hasTree: () => false,
  objectKey: (object) => object,
}

export const exampleEnvironment: Environment = {
  get: (path, version) => record[version][path[0]?.field ?? ''] ?? null,
  title: () => 'Tessera',
  isUnder: () => false,
  me: null,
  now: Date.parse('2026-03-15T02:30:00.000Z'),
  today: '2026-03-15',
  timeZone: 'Asia/Shanghai',
  // The Spring Festival of 2026 (15 to 23 February), with two weekend days worked for it.
  calendar: {
    weekend: [6, 7],
    holidays: ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-02-23'],
    workdays: ['2026-02-14', '2026-02-28'],
  },
}

const casts: Readonly<Record<string, string>> = { stage: 'text', amount: 'numeric', closedOn: 'date' }

/** The record as bound values in place of columns. */
export const exampleContext: SqlContext = {
  path: (path, version) => {
    const field = path[0]?.field ?? ''
    return { sql: `?::${casts[field] ?? 'uuid'}`, bindings: [(record[version][field] ?? null) as SqlBinding] }
  },
  title: () => ({ sql: `'Tessera'::text`, bindings: [] }),
  isUnder: () => ({ sql: 'false', bindings: [] }),
}
