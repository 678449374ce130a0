import { emptyOrganisation } from '../access/organisation.js'
import { afterAll, beforeAll } from '@jest/globals'
import { fieldTypes } from '@tessera/blocks/server'
import type { StoredDocument } from '@tessera/metadata'
import type { Pool } from 'pg'
import { withDatabase } from '../../../../tests/support/database.js'
import { SecretBox } from '../encryption/secret-box.js'
import { CatalogCache } from '../catalog/catalog-cache.js'
import type { Catalog, CatalogField, PhysicalName } from '../catalog/catalog.js'
import { compileCatalog } from '../catalog/compile-catalog.js'
import type { FieldBody, ObjectBody } from '../catalog/object-body.js'
import { systemColumns } from '../catalog/system-fields.js'
import type { Actor } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { qualified, quoteIdentifier } from '../storage/identifiers.js'
import { builder } from '../storage/statement.js'
import { createWorkspaceSql } from '../storage/workspace-tables.js'
import { fillFixture, fixtureData } from './fixture-data.testing.js'
import type { FixtureData } from './fixture-data.testing.js'
import { createReader } from './reader.js'
import type { Reader } from './reader.js'

/** A small sales workspace made by hand: stored documents, their tables, 1,000 deals of 40 accounts of 3 people. */
export interface ReaderFixture {
  readonly reader: Reader
  readonly context: EngineContext
  readonly catalog: Catalog
  readonly pool: Pool
  readonly data: FixtureData
  readonly admin: Actor
  readonly colleague: Actor
  readonly nobody: Actor
}

const schema = 'ws_test'
const revision = 1
/** The moment of every request: in Shanghai already the 16th. */
const fixtureNow = new Date('2026-03-15T18:30:00.000Z')

const field = (key: string, type: string, more: Partial<FieldBody> = {}): FieldBody => ({
  id: `f-${key}`,
  key,
  type,
  label: { 'zh-CN': `${key} 标签`, en: `${key} label` },
  ...more,
})

const objects: readonly ObjectBody[] = [
  {
    id: 'o-user',
    kind: 'object',
    key: 'user',
    label: '人员',
    system: true,
    titleField: 'f-name',
    fields: [field('name', 'text', { required: true }), field('email', 'email')],
  },
  {
    id: 'o-account',
    kind: 'object',
    key: 'account',
    label: { 'zh-CN': '客户', en: 'Account' },
    titleField: 'f-name',
    fields: [
      field('name', 'text', { required: true }),
      field('city', 'text'),
      field('level', 'select', {
        options: [
          { id: 'vip', key: 'gold', label: '金' },
          { id: 'key', key: 'key', label: '重点' },
        ],
      }),
      field('parent', 'lookup', { target: 'o-account' }),
      field('won', 'rollup', { relation: 'o-deal.f-customer', function: 'sum', field: 'f-amount' }),
      field('recent', 'rollup', { relation: 'o-deal.f-customer', function: 'count', filter: 'closeOn >= TODAY()' }),
    ],
  },
  {
    id: 'o-deal',
    kind: 'object',
    key: 'deal',
    label: { 'zh-CN': '商机', en: 'Deal' },
    titleField: 'f-subject',
    fields: [
      field('subject', 'text', { required: true }),
      field('customer', 'lookup', { target: 'o-account' }),
      field('amount', 'currency'),
      field('chance', 'percent'),
      field('stage', 'select', {
        required: true,
        default: '"open"',
        options: [
          { id: 'open', key: 'open', label: '进行' },
          { id: 'won', key: 'won', label: '赢' },
          { id: 'lost', key: 'lost', label: '输' },
        ],
      }),
      field('tags', 'multiSelect', {
        options: [
          { id: 'a', key: 'alpha', label: 'A' },
          { id: 'b', key: 'beta', label: 'B' },
        ],
      }),
      field('closeOn', 'date'),
      field('meetAt', 'dateTime'),
      field('active', 'boolean'),
      field('phone', 'phone'),
      field('notes', 'longText'),
      field('number', 'autoNumber', { format: 'D-{0000}' }),
      field('helper', 'user'),
      field('withTax', 'formula', { formula: 'amount * 1.06', decimals: 2 }),
      field('place', 'formula', { formula: 'customer.city & "/" & subject' }),
      field('isLate', 'formula', { formula: 'closeOn < TODAY()' }),
      field('rank', 'formula', { formula: 'IF(amount > 500, stage)' }),
      field('boss', 'formula', { formula: 'customer.owner' }),
    ],
  },
]

const documents: ReadonlyMap<string, StoredDocument> = new Map(
  objects.map((object) => [object.id, object as unknown as StoredDocument]),
)

/** Every field gets a column; the catalog uses those of fields that store something. */
const physical: readonly PhysicalName[] = objects.flatMap((object) => [
  { objectId: object.id, partId: '', kind: 'table' as const, name: `${object.key}_t`, definition: {}, hidden: false },
  ...object.fields
    .filter(({ type }) => type !== 'formula')
    .map(({ id, key }) => ({
      objectId: object.id,
      partId: id,
      kind: 'column' as const,
      name: `${key.toLowerCase()}_c`,
      definition: {},
      hidden: false,
    })),
])

/** The catalog of the fixture; fails when its documents have problems. */
export function fixtureCatalog(): Catalog {
  const { catalog, problems } = compileCatalog({
    workspace: {
      key: 'test',
      schema,
      title: 'Test',
      timeZone: 'Asia/Shanghai',
      calendar: { weekend: [6, 7], holidays: [], workdays: [] },
    },
    revision,
    documents,
    physical,
    fieldTypes,
  })
  if (problems.length > 0) throw new Error(JSON.stringify(problems))
  return catalog
}

async function buildFixture(pool: Pool): Promise<void> {
  const catalog = fixtureCatalog()
  for (const sql of createWorkspaceSql(builder, schema)) await pool.query(sql)
  await pool.query(`UPDATE ${qualified(schema, 'meta')} SET revision = $1`, [revision])
  for (const object of catalog.objects.values()) {
    const columns = object.fields
      .filter((candidate) => !candidate.system && candidate.column !== undefined)
      .map((candidate) => `${quoteIdentifier(candidate.column ?? '')} ${columnType(candidate)}`)
    await pool.query(`CREATE TABLE ${object.table} (${[...systemColumns, ...columns].join(', ')})`)
    await pool.query(`CREATE INDEX ON ${object.table} (created_at DESC, id DESC) WHERE deleted_at IS NULL`)
  }
  await pool.query(`CREATE INDEX ON ${qualified(schema, 'deal_t')} (customer_c) WHERE deleted_at IS NULL`)
  await pool.query(
    `CREATE INDEX ON ${qualified(schema, 'deal_t')} (stage_c, amount_c DESC NULLS LAST) WHERE deleted_at IS NULL`,
  )
  await fillFixture(pool, schema, fixtureData())
  await pool.query('ANALYZE')
}

function columnType(candidate: CatalogField): string {
  if (candidate.type === 'rollup') return 'numeric'
  const column = candidate.server.column(candidate.context.options)
  return `${column?.type ?? 'text'}${column?.notNull === true ? ` NOT NULL DEFAULT ${column.default}` : ''}`
}

function actorOf(id: string, name: string, roles: readonly string[]): Actor {
  return { id, name, workspace: 'test', roles, locale: 'zh-CN', through: { kind: 'person' } }
}

/**
 * One fixture for all tests of a file that only read: call it at the top of the file, and what it gives like `withReader`
 * in each test.
 */
export function shareReader(): typeof withReader {
  let fixture: ReaderFixture | undefined
  let finish: () => void = () => undefined
  let finished: Promise<void> = Promise.resolve()
  beforeAll(async () => {
    await new Promise<void>((ready, failed) => {
      finished = withReader((made) => {
        fixture = made
        ready()
        return new Promise<void>((resolve) => (finish = resolve))
      })
      finished.catch(failed)
    })
  })
  afterAll(async () => {
    finish()
    await finished
  })
  return async (body) => {
    if (fixture === undefined) throw new Error('the fixture is there from beforeAll to afterAll')
    return body(fixture)
  }
}

/** Gives `body` the fixture in a database of its own; it is filled once per run. */
export async function withReader<T>(body: (fixture: ReaderFixture) => Promise<T>): Promise<T> {
  const build = ({ pool }: { pool: Pool }): Promise<void> => buildFixture(pool)
  return withDatabase.fromTemplate('query-reader', build, async ({ pool }) => {
    const catalog = fixtureCatalog()
    const catalogs = new CatalogCache(pool, { fieldTypes })
    catalogs.keep({ ...catalog, organisation: { ...emptyOrganisation } })
    const context: EngineContext = {
      pool,
      fieldTypes,
      secret: new Uint8Array(32).fill(7),
      vault: new SecretBox(new Uint8Array(32)),
      clock: () => fixtureNow,
      log: { info: () => undefined, error: () => undefined },
      filledSearches: new Set(),
      catalogs,
    }
    const data = fixtureData()
    const [ann, bob] = data.users
    return body({
      reader: createReader(context),
      context,
      catalog,
      pool,
      data,
      admin: actorOf(ann?.id ?? '', 'Ann', ['administrator']),
      colleague: actorOf(bob?.id ?? '', 'Bob', ['administrator']),
      nobody: actorOf(bob?.id ?? '', 'Bob', []),
    })
  })
}
