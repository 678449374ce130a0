import { describe, expect, test } from '@jest/globals'
import { localize, type ScenarioStep, type TemplatePackage, type TemplateScenario } from '@tessera/metadata'
import { salesDocuments, team, withScenarios, type TestScenarios } from './scenarios.testing.js'

const scenario = (key: string, steps: readonly ScenarioStep[]): TemplateScenario => ({
  key,
  label: key,
  people: team,
  steps,
})

/** What each scenario of a list failed with, in Chinese; null where it passed. */
async function failuresOf(
  { scenarios }: TestScenarios,
  list: readonly (readonly ScenarioStep[])[],
): Promise<readonly (string | null)[]> {
  const { results } = await scenarios.run({
    workspace: 'main',
    scenarios: list.map((steps, index) => scenario(`s${index}`, steps)),
  })
  return results.map(({ failure }) =>
    failure === undefined ? null : `${failure.step} ${localize(failure.message, 'zh-CN')}`,
  )
}

const salesPackage: TemplatePackage = {
  format: 1,
  manifest: { key: 'sales', version: '1.0.0', title: '销售', summary: '销售' },
  documents: salesDocuments as unknown as TemplatePackage['documents'],
  data: [],
  scenarios: [],
}

const acme: ScenarioStep = { create: 'customer', as: 'acme', by: 'li', values: { name: '智合', level: 'key' } }

test('a scenario that says what happens passes, with every kind of step', () =>
  withScenarios(async ({ play }) => {
    const result = await play([
      acme,
      { told: 'li', title: '新重点客户 智合', times: 1 },
      { told: 'li', title: '请回访', times: 0 },
      { create: 'agreement', as: 'first', by: 'li', values: { subject: '一期', customer: '@acme', amount: 12.5 } },
      { create: 'agreement', by: 'li', values: { subject: '二期', customer: '@acme', amount: 30 } },
      { change: '@first', by: 'boss', values: { amount: 20 } },
      {
        expect: 'acme',
        values: { total: 50, owner: '@li', since: 'D+0', number: 'K-001', level: 'key', partner: null, tags: null },
      },
      { change: 'acme', by: 'li', values: { partner: '@wang', since: 'D-3', called: 'D+2 14:20', tags: ['a', 'b'] } },
      { expect: '@acme', values: { partner: '@wang', since: 'D-3', called: 'D+2 14:20', tags: ['b', 'a'] } },
      { expect: '@acme', values: { called: 'D+2', total: '50.00' } },
      { create: 'customer', values: { name: '智合' }, refused: { code: 'record.duplicate' } },
      {
        change: 'acme',
        values: { cost: -1 },
        refused: { code: 'rule.cost-positive', field: 'cost', message: '不能为负数' },
      },
      { delete: 'acme', by: 'li', refused: { code: 'record.referenced' } },
      { wait: '2d' },
      { told: 'li', title: '请回访 智合', times: 1 },
      { hidden: 'acme', by: 'wang' },
      { count: 'customer', by: 'wang', is: 0 },
      { count: 'customer', by: 'guest', is: 1 },
      { count: 'agreement', by: 'guest', is: 0 },
      { count: 'agreement', filter: 'customer = @acme and amount > 25', is: 1 },
      { count: 'agreement', filter: 'customer = "@acme"', is: 2 },
    ])
    expect(result.failure).toBeUndefined()
    expect(result).toMatchObject({ key: 'one', label: '一个场景', passed: true })
  }))

test('what goes otherwise than said is told by its step, with what was expected and what was there', () =>
  withScenarios(async (test) => {
    const told = await failuresOf(test, [
      [{ create: 'customer', by: 'li', values: {} }],
      [{ create: 'ghost', values: {} }],
      [acme, { change: 'acme', values: { cost: -2 } }],
      [acme, { create: 'customer', values: { name: 'B' }, refused: { code: 'record.duplicate' } }],
      [acme, { create: 'customer', values: { name: '智合' }, refused: { code: 'record.duplicate', field: 'level' } }],
      [acme, { delete: 'acme', by: 'guest' }],
      [acme, { expect: 'acme', values: { level: 'normal', owner: '@wang', since: 'D+1', total: null } }],
      [acme, { expect: 'acme', by: 'wang', values: { level: 'key' } }],
      [acme, { expect: 'acme', by: 'li', values: { nothing: 1 } }],
      [acme, { hidden: 'acme', by: 'boss' }],
      [acme, { count: 'customer', by: 'boss', filter: 'level = "key"', is: 3 }],
      [acme, { count: 'customer', filter: 'levle = "key"', is: 3 }],
      [acme, { told: 'li', title: '请回访' }],
      [acme, { told: 'wang', title: '新重点客户', times: 1 }],
      [acme, { wait: 'a day' }],
      [acme, acme],
      [acme, { change: 'other', values: {} }],
      [acme, { expect: 'acme', by: 'nobody', values: {} }],
      [acme, { create: 'agreement', values: { subject: 'x', customer: '@amce' } }],
    ])
    expect(told.map((text) => text?.replace(/20\d\d-05-\d\d/, 'the day'))).toMatchInlineSnapshot(`
     [
       "0 应当成功，实际被拒绝：「名称」为必填。（field.required name）",
       "0 没有模块 ghost。",
       "1 应当成功，实际被拒绝：成本不能为负数（rule.cost-positive cost）",
       "1 应被拒绝 {"code":"record.duplicate"}，实际成功了。",
       "1 应以 {"code":"record.duplicate","field":"level"} 被拒绝，实际的理由是：已有记录的「名称」与此相同。（record.duplicate name）",
       "1 应当成功，实际被拒绝：您没有执行此操作的权限。（access.denied）",
       "1 「acme」：「等级」（level）应为 "normal"，实际为 "key"；「负责人」（owner）应为 "@wang"，实际为 @li；「签约日」（since）应为 "D+1"，实际为 D+0 (the day)；「合同额」（total）应为 null，实际为 0。",
       "1 「wang」找不到「acme」。",
       "1 「acme」：「nothing」（nothing）应为 1，实际为 没有这个字段。",
       "1 「boss」应看不到「acme」，实际看得到。",
       "1 「boss」应看到 3 条 customer (level = "key")，实际为 1 条。",
       "1 无法计数：没有名为 \`levle\` 的字段。（formula.unknown_name filter）",
       "1 「li」应收到含「请回访」的通知，实际为 0 条。收到的全部通知：「新重点客户 智合」。",
       "1 「wang」应收到 1 条含「新重点客户」的通知，实际为 0 条。收到的全部通知：没有通知。",
       "1 「a day」不是一段时间，应写作 3d、2h 或 30m。",
       "1 应当成功，实际被拒绝：已有记录的「名称」与此相同。（record.duplicate name）",
       "1 前面的步骤没有建立「other」。",
       "1 场景里没有「nobody」这个人。",
       "1 前面的步骤没有建立「@amce」。",
     ]
    `)
  }))

describe('time goes by', () => {
  test('timers and schedules that are due meanwhile happen in their order, each once', () =>
    withScenarios(async ({ play }) => {
      const result = await play([
        { create: 'customer', as: 'acme', by: 'li', values: { name: '智合', level: 'key' } },
        { wait: '6d22h' },
        { count: 'agreement', filter: 'subject = "周报"', is: 0 },
        { wait: '2h' },
        { count: 'agreement', filter: 'subject = "周报"', is: 1 },
        { wait: '28d' },
        { count: 'agreement', filter: 'subject = "周报"', is: 5 },
        { told: 'li', title: '请回访 智合', times: 1 },
        { create: 'customer', as: 'later', values: { name: '后来' } },
        { expect: 'later', values: { since: 'D+35' } },
      ])
      expect(result.failure).toBeUndefined()
    }))
})

test('each scenario begins at the same hour, without what the one before has left', () =>
  withScenarios(async (test) => {
    const steps: readonly ScenarioStep[] = [
      { count: 'customer', is: 0 },
      { count: 'user', is: 5 },
      acme,
      { expect: 'acme', values: { number: 'K-001', since: 'D+0' } },
      { told: 'li', title: '新重点客户', times: 1 },
      { wait: '9d' },
    ]
    expect(await failuresOf(test, [steps, steps, steps])).toEqual([null, null, null])
  }))

test('requests to other systems are not sent, and their workflows go on', () =>
  withScenarios(async ({ play }) => {
    const result = await play([
      { create: 'customer', as: 'out', values: { name: '外部' } },
      { expect: 'out', values: { level: 'key' } },
    ])
    expect(result.failure).toBeUndefined()
  }))

test('a workflow that failed on the way is named where the scenario fails', () =>
  withScenarios(async (test) => {
    const [told] = await failuresOf(test, [
      [
        { create: 'customer', as: 'bad', values: { name: '失败' } },
        { expect: 'bad', values: { cost: 1 } },
      ],
    ])
    expect(told).toBe('1 「bad」：「成本」（cost）应为 1，实际为 null。工作流「fails」没有成功：成本不能为负数')
  }))

test('people see what their roles and their place in the organisation allow, and nothing of hidden fields', () =>
  withScenarios(async ({ play }) => {
    const result = await play([
      { create: 'customer', as: 'acme', values: { name: '智合', cost: 5, owner: '@li' } },
      { expect: 'acme', by: 'li', values: { name: '智合', cost: null } },
      { expect: 'acme', values: { cost: 5 } },
      { expect: 'acme', by: 'boss', values: { name: '智合' } },
      { hidden: 'acme', by: 'wang' },
      { change: 'acme', by: 'li', values: { cost: 1 }, refused: { field: 'cost' } },
      { change: 'acme', by: 'wang', values: { name: 'X' }, refused: { code: 'record.not_found' } },
      { create: 'customer', by: 'guest', values: { name: 'X' }, refused: { code: 'access.denied' } },
    ])
    expect(result.failure).toBeUndefined()
  }))

test('people are told what a workflow says of a record where they may read it, as in the product', () =>
  withScenarios(async ({ play }) => {
    const result = await play([
      { create: 'customer', as: 'acme', by: 'li', values: { name: '智合', cost: 5 }, refused: { field: 'cost' } },
      { create: 'customer', as: 'acme', values: { name: '智合', cost: 5, owner: '@li', partner: '@wang' } },
      { told: 'li', title: '成本变动', times: 0 },
      { change: 'acme', values: { level: 'key' } },
      { told: 'li', title: '升为重点：智合', times: 1 },
      { told: 'wang', title: '升为重点', times: 0 },
      { told: 'wang', title: 'tell', times: 1 },
      { change: 'acme', values: { cost: 6 } },
      { told: 'boss', title: '成本 6', times: 0 },
      { told: 'li', title: '成本 6', times: 0 },
      { told: 'li', title: 'costs', times: 1 },
    ])
    expect(result.failure).toBeUndefined()
  }))

test('documents of today are tried: a change of the customer shows in the next report', () =>
  withScenarios(async ({ engine, admin, play }) => {
    const steps: readonly ScenarioStep[] = [
      { create: 'customer', as: 'a', values: { name: 'A', cost: -1 }, refused: {} },
    ]
    expect((await play(steps)).passed).toBe(true)
    const { document } = await engine.documents.get(admin, 'object', 'customer')
    await engine.changes.publish(admin, { changes: [{ op: 'put', document: { ...document, rules: [] } as never }] })
    expect((await play(steps)).failure).toEqual({
      step: 0,
      message: { 'zh-CN': '应被拒绝 {}，实际成功了。', en: 'Expected to be refused {}; it succeeded.' },
    })
  }))

test('scenarios of an installed template find their modules, fields and roles by the keys of the template', () => {
  const own = {
    kind: 'object',
    key: 'customer',
    label: '我的客户',
    fields: [{ key: 'name', type: 'text', label: '名' }],
  }
  return withScenarios(
    async ({ engine, admin, scenarios }) => {
      const order = { action: 'install', key: 'sales', package: salesPackage, request: {} } as const
      await engine.templates.carryOut(admin, order)
      const { document } = await engine.documents.get(admin, 'object', 'customer2')
      const { fields } = document as unknown as { readonly fields: readonly { readonly key: string }[] }
      const renamed = {
        ...document,
        fields: fields.map((field) => (field.key === 'level' ? { ...field, key: 'rank', label: '级别' } : field)),
      }
      await engine.changes.publish(admin, {
        changes: [{ op: 'put', document: renamed as never }],
        accept: ['key.renamed:customer2.level'],
      })
      const list = [
        scenario('renamed', [
          acme,
          { expect: 'acme', values: { level: 'key' } },
          { count: 'customer', filter: 'level = "key"', is: 1 },
          { told: 'li', title: '新重点客户 智合' },
        ]),
      ]
      const request = { workspace: 'main', scenarios: list }
      const { results } = await scenarios.run({ ...request, template: 'sales' })
      expect(results[0]?.failure).toBeUndefined()
      expect((await scenarios.run(request)).results[0]?.passed).toBe(false)
      await expect(scenarios.run({ ...request, template: 'other' })).rejects.toMatchObject({
        code: 'template.not_installed',
      })
    },
    [own],
  )
})

test('the workspace itself stays as it is to the row, and nothing is left of the scratch workspace', () =>
  withScenarios(async ({ engine, admin, pool, play, poll, drain }) => {
    await engine.records.create(admin, 'customer', { name: '真的', level: 'key' })
    await drain()
    await poll()
    const before = await rowsOfAllTables(pool)
    await play([acme, { wait: '8d' }, { delete: 'acme' }, { create: 'customer', values: { name: '外部' } }])
    await play([{ create: 'ghost', values: {} }])
    expect(await rowsOfAllTables(pool)).toEqual(before)
  }))

test('two reports at once: the second is refused, and may be asked for again afterwards', () =>
  withScenarios(async ({ scenarios }) => {
    const report = () => scenarios.run({ workspace: 'main', scenarios: [scenario('a', [acme])] })
    const [first, second] = await Promise.allSettled([report(), report()])
    const refused = [first, second].filter(({ status }) => status === 'rejected')
    expect(refused).toMatchObject([{ reason: { code: 'template.scenarios_running' } }])
    expect((await report()).results[0]?.passed).toBe(true)
  }))

test('what a process leaves behind when it dies goes with the next upkeep; what is in use stays', () =>
  withScenarios(async ({ engine, pool, play }) => {
    const schemas = async (): Promise<number> =>
      (await pool.query("SELECT 1 FROM pg_namespace WHERE nspname = 'ws_main-scratch'")).rowCount ?? 0
    const playing = play(Array.from({ length: 200 }, () => ({ count: 'customer', is: 0 }))).catch(() => undefined)
    while ((await schemas()) === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    await engine.upkeep()
    expect(await schemas()).toBe(1)
    await pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'tessera-scenarios'",
    )
    await playing
    await engine.upkeep()
    expect(await schemas()).toBe(0)
    expect((await play([acme])).passed).toBe(true)
  }))

test('a report ends early when the process stops, and says so', () =>
  withScenarios(async ({ pool, scenarios }) => {
    const list = Array.from({ length: 50 }, (_, index) => scenario(`s${index}`, [acme]))
    const report = scenarios.run({ workspace: 'main', scenarios: list })
    await new Promise((resolve) => setTimeout(resolve, 400))
    await scenarios.stop()
    const last = (await report).results.at(-1)
    expect(last?.failure).toMatchObject({ step: 0, message: { 'zh-CN': '没有运行完：服务正在停止。' } })
    const { rowCount } = await pool.query("SELECT 1 FROM pg_namespace WHERE nspname = 'ws_main-scratch'")
    expect(rowCount).toBe(0)
  }))

/** A count and a sum of everything in every table of the database, by table. */
async function rowsOfAllTables(pool: TestScenarios['pool']): Promise<Readonly<Record<string, string>>> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  )
  const found: Record<string, string> = {}
  for (const { name } of rows) {
    const { rows: sums } = await pool.query<{ sum: string }>(
      `SELECT count(*) || ' ' || coalesce(sum(hashtext(t::text)), 0) AS sum FROM ${name} AS t`,
    )
    found[name] = sums[0]?.sum ?? ''
  }
  return found
}
