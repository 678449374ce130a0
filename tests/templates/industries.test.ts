/** What the scenarios of the industry templates cannot say: all of them beside each other, their samples on that of the CRM, menus of roles, and two people at once. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { AppError, type MenuDocument, type MenuEntry, type TemplatePackage, type ViewDocument } from '@tessera/metadata'
import { bundledTemplates, TemplateShelf } from '@tessera/server'
import { loadSample, install, openWorkspace, type OpenWorkspace } from './support/template-workspace.js'

type Row = Readonly<Record<string, unknown>>

const longestMs = 240_000
const shelf = new TemplateShelf(bundledTemplates)
const keys = ['crm', 'manufacturing', 'training', 'service'] as const
const viewsOf = ({ view, entries = [] }: MenuEntry): readonly string[] => [
  ...(view === undefined ? [] : [view]),
  ...entries.flatMap(viewsOf),
]

/** Of the CRM's many rows only those that other templates point to. */
const pointedTo = new Set(['product', 'account', 'contact', 'order'])
const withPointedTo = (template: TemplatePackage): TemplatePackage =>
  template.manifest.key === 'crm'
    ? { ...template, data: template.data.filter(({ object }) => pointedTo.has(object)) }
    : template

describe('the CRM and all three industries in one workspace', () => {
  let workspace: OpenWorkspace
  const templates: TemplatePackage[] = []

  beforeAll(async () => {
    workspace = await openWorkspace()
    for (const key of keys) {
      const template = (await shelf.find(key)) as TemplatePackage
      templates.push(template)
      await install(workspace, template)
    }
    for (const template of templates)
      expect(await loadSample(workspace, withPointedTo(template))).not.toHaveProperty('error')
  }, longestMs)

  afterAll(() => workspace.close())

  const count = async (object: string, filter = 'true'): Promise<number | undefined> =>
    (await workspace.engine.records.query(workspace.admin, object, { filter, limit: 1, count: 'exact' })).count

  test('keep to documents of their own, so that no key is taken', async () => {
    const names = templates.flatMap(({ documents }) => documents.map(({ kind, key }) => `${kind}/${key}`))
    expect(new Set(names).size).toBe(names.length)
    expect(await workspace.drift()).toEqual([])
  })

  test.each([
    ['device', 'account <> blank and contact.account = account and order.account = account'],
    ['stockOrder', 'account <> blank and order.account = account'],
    ['material', 'product.code = code'],
  ])('have samples whose rows point to those of the CRM: %s', async (object, filter) => {
    expect(await count(object, filter)).toBeGreaterThan(10)
  })

  test.each([
    ['stock', 'available < 0 or onHand < reserved'],
    ['stockOrder', 'status = "done" and shippedTotal <> quantityTotal'],
    ['stockOrder', 'status = "confirmed" and shippedTotal >= quantityTotal'],
    ['production', 'status = "done" and produced <> quantity or status in ["planned", "doing"] and produced > 0'],
    ['purchaseNeed', 'status = "received" and received <> quantity or status in ["open", "ordered"] and received > 0'],
    ['bom', 'lineCount = 0'],
    ['classGroup', 'enrolled > capacity'],
    ['enrolment', 'used > lessons + gift or paid > amount'],
    ['student', '(enrolmentCount > 0) <> (status = "active")'],
    ['lesson', 'status = "planned" and startAt < DATEADD(NOW(), -1, "days")'],
    ['trial', '(status = "won") <> (enrolments > 0)'],
    ['device', 'status = "fault" and openWorkOrders = 0'],
    ['workOrder', 'status = "closed" and (reviewCount <> 1 or doneAt = blank)'],
    ['sparePart', 'left < 0'],
  ])('have samples that their rules would leave as they are: no %s where %s', async (object, filter) => {
    expect(await count(object, filter)).toBe(0)
    expect(await count(object)).toBeGreaterThan(5)
  })

  test('open every view on the menu of a role for whoever has it, with every field it names', async () => {
    const roles = new Map((await workspace.engine.access.roles('main')).map(({ id, key }) => [key, id]))
    const documents = templates.slice(1).flatMap((template) => template.documents)
    const views = new Map(documents.filter(({ kind }) => kind === 'view').map((view) => [view.key, view]))
    const refused: string[] = []
    for (const menu of documents.filter(({ kind }) => kind === 'menu') as unknown as readonly MenuDocument[]) {
      const [role = ''] = menu.roles ?? []
      const actor = { ...workspace.admin, id: '01900000-0000-7000-8000-000000000099', roles: [roles.get(role) ?? ''] }
      for (const key of menu.entries.flatMap(viewsOf)) {
        const { object, fields, filter, sort } = views.get(key) as unknown as ViewDocument
        const query = { fields, limit: 1, ...(filter && { filter }), ...(sort && { sort }) }
        await workspace.engine.records
          .query(actor, object, query)
          .catch((error: unknown) => refused.push(`${role} ${key}: ${told(error)}`))
      }
    }
    expect(refused).toEqual([])
  })
})

describe('stock', () => {
  let workspace: OpenWorkspace

  beforeAll(async () => {
    workspace = await openWorkspace()
    for (const key of ['crm', 'manufacturing']) await install(workspace, (await shelf.find(key)) as TemplatePackage)
  }, longestMs)

  afterAll(() => workspace.close())

  const make = async (object: string, values: Row): Promise<string> =>
    (await workspace.engine.records.create(workspace.admin, object, values)).id
  const read = async (object: string, id: string): Promise<Row> =>
    JSON.parse((await workspace.engine.records.get(workspace.admin, object, id)).json) as Row

  let last = 0
  /** A stock item with ten pieces. */
  const tenPieces = async (): Promise<string> => {
    last += 1
    const material = await make('material', { name: `泵 ${last}`, code: `P-${last}`, kind: 'finished' })
    const warehouse = await make('warehouse', { name: `仓 ${last}`, code: `W-${last}` })
    return make('stock', { material, warehouse, opening: 10 })
  }
  const order = (stock: string, quantity: number, status: string): Promise<string> =>
    make('stockOrder', { subject: `订 ${quantity}`, status, lines: [{ stock, quantity }] })

  const codes = (results: readonly PromiseSettledResult<unknown>[]): readonly unknown[] =>
    results.flatMap((result) => (result.status === 'rejected' ? [codeOf(result.reason)] : []))

  test('ordering more than available is refused even with two simultaneous orders', async () => {
    const stock = await tenPieces()

    const results = await Promise.allSettled([order(stock, 6, 'confirmed'), order(stock, 6, 'confirmed')])

    expect(codes(results)).toEqual(['rule.shortage'])
    expect(await read('stock', stock)).toMatchObject({ reserved: 6, available: 4 })
  })

  test('of twenty orders that are confirmed at once as many are as there is stock for', async () => {
    const stock = await tenPieces()
    const drafts = await Promise.all(Array.from({ length: 20 }, () => order(stock, 1, 'draft')))

    const results = await Promise.allSettled(
      drafts.map((id) => workspace.engine.records.update(workspace.admin, 'stockOrder', id, { status: 'confirmed' })),
    )

    expect(codes(results)).toEqual(Array(10).fill('rule.shortage'))
    expect(await read('stock', stock)).toMatchObject({ reserved: 10, available: 0 })
  })

  test('an order and a withdrawal at the same time do not both take the last pieces', async () => {
    const stock = await tenPieces()

    const results = await Promise.allSettled([
      order(stock, 7, 'confirmed'),
      make('stockMove', { kind: 'adjustOut', stock, quantity: 7 }),
    ])

    expect(codes(results)).toEqual(['rule.shortage'])
    expect(await read('stock', stock)).toMatchObject({ available: 3 })
  })
})

/** The rule that refused, or the code of another problem. */
function codeOf(error: unknown): unknown {
  if (!(error instanceof AppError)) return error
  return error.errors?.[0]?.code ?? error.code
}

const told = (error: unknown): string =>
  error instanceof AppError ? `${error.code} ${JSON.stringify(error.errors ?? error.details)}` : String(error)
