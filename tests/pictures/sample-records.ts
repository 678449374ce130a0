import type { ApiClient } from '../api/support/client.js'
import { fillOrganisation } from './sample-organisation.js'
import { fillTemplates } from './sample-templates.js'
import { fillService } from './sample-service.js'
import { furniture, modules, stages, workflows } from './sample-documents.js'

const places = ['杭州', '宁波', '苏州', '深圳', '成都', '武汉', '青岛', '长沙']
const trades = ['精工机械', '云图软件', '海岳物流', '青禾食品', '恒达电气', '远山环保']
const long =
  '上海浦东国际贸易与供应链综合服务股份有限公司华东区域运营中心（Shanghai Pudong International Trade and Supply Chain Co., Ltd.）'

/** Fills an empty workspace as an administrator would; answers what pictures need to find their way. */
export async function fillSample(admin: ApiClient): Promise<Readonly<Record<string, string>>> {
  await publish(admin, modules, '客户、拜访与合同')
  await publish(admin, furniture, '表单与菜单')
  await publish(admin, workflows, '赢单后的安排')
  const ids: string[] = []
  for (let n = 0; n < 48; n += 1) ids.push(await create(admin, 'customer', customerOf(n)))
  const [first = ''] = ids
  for (let n = 0; n < 9; n += 1) await create(admin, 'visit', visitOf(n, ids[n % 3] ?? first))
  const stage = { stage: 'won', signedOn: '2026-11-20' }
  for (const id of [first, ids[7] ?? first]) await need(admin.patch(`/api/records/customer/${id}`, stage), 200)
  const run = await firstRun(admin)
  const someone = String((await admin.get('/api/me')).body.user?.id)
  const tasks = [
    ['给新客户寄样品', '2026-01-05'],
    ['准备季度汇报', new Date().toISOString().slice(0, 10)],
    ['整理展会名片', '2031-05-01'],
  ]
  for (const [subject, dueOn] of tasks) await create(admin, 'task', { subject, dueOn, assignee: someone })
  await fillTemplates(admin, need)
  return {
    customer: first,
    open: ids[1] ?? first,
    twin: ids[24] ?? first,
    run,
    ...(await fillService(admin, first, need)),
    ...(await fillOrganisation(admin)),
  }
}

function customerOf(n: number): Record<string, unknown> {
  const name = n === 3 ? long : `${places[n % places.length] ?? ''}${trades[n % trades.length] ?? ''}有限公司`
  return {
    name,
    // The fourth stage starts the workflow that fails.
    stage: stages[n % 6 === 5 ? 5 : n % 4]?.key,
    level: ['a', 'b', 'c'][n % 3],
    sources: n % 2 === 0 ? ['expo', 'web'] : ['referral'],
    amount: 12_800 + n * 23_450.5,
    chance: ((n * 7) % 90) / 100,
    phone: `1380000${String(1000 + n)}`,
    email: `contact${n}@example.com`,
    website: 'https://example.com/',
    nextAt: new Date(Date.UTC(2026, 10, 1 + (n % 28), 2, 30)).toISOString(),
    isListed: n % 5 === 0,
    ...(n % 6 === 5 ? { lostReason: '预算推迟到明年' } : {}),
    ...(n % 3 === 0 ? { intro: '专注细分行业二十年，服务 ERP 与 MES 客户 300 余家。' } : {}),
  }
}

function visitOf(n: number, customer: string): Record<string, unknown> {
  return {
    subject: ['首次拜访', '方案讲解', '合同谈判', '回访'][n % 4],
    customer,
    visitedAt: new Date(Date.UTC(2026, 9, 3 + n, 6)).toISOString(),
    cost: 120 + n * 35,
    status: n % 2 === 0 ? 'done' : 'planned',
  }
}

async function publish(admin: ApiClient, documents: readonly object[], message: string): Promise<void> {
  const changes = documents.map((document) => ({ op: 'put', document }))
  await need(admin.post('/api/changes', { changes, message }), 201)
}

async function create(admin: ApiClient, object: string, values: object): Promise<string> {
  return String((await need(admin.post(`/api/records/${object}`, values), 201)).body.id)
}

async function need<Answer extends { status: number; text: string }>(
  sent: Promise<Answer>,
  status: number,
): Promise<Answer> {
  const answer = await sent
  if (answer.status !== status) throw new Error(`${answer.status}: ${answer.text}`)
  return answer
}

/** Waits for the run of a won deal: it has told, made its task and waits for the third day. */
async function firstRun(admin: ApiClient): Promise<string> {
  for (let attempt = 0; attempt < 80; attempt += 1) {
    const { body } = await admin.get('/api/workflows/wonFollowUp/runs')
    const [run] = JSON.parse(JSON.stringify(body.runs)) as { id: string; state: string }[]
    if (run?.state === 'waiting') return run.id
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error('The workflow did not come to its wait.')
}
