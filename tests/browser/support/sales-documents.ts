import type { TestServer } from '../../api/support/use-server.js'

const both = (chinese: string, english: string): object => ({ 'zh-CN': chinese, en: english })

const account = {
  kind: 'object',
  key: 'account',
  label: both('客户', 'Account'),
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: both('名称', 'Name'), required: true },
    { key: 'city', type: 'text', label: both('城市', 'City') },
    { key: 'note', type: 'longText', label: both('备注', 'Note') },
  ],
  unique: [{ fields: ['name'] }],
}
const deal = {
  kind: 'object',
  key: 'deal',
  label: both('商机', 'Deal'),
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: both('名称', 'Name'), required: true },
    { key: 'account', type: 'lookup', label: both('所属客户', 'Account'), target: 'account' },
    {
      key: 'stage',
      type: 'select',
      label: both('阶段', 'Stage'),
      options: [
        { key: 'open', label: both('跟进中', 'Open') },
        { key: 'won', label: both('赢单', 'Won') },
      ],
    },
    { key: 'amount', type: 'currency', label: both('金额', 'Amount') },
    { key: 'source', type: 'text', label: both('来源', 'Source') },
  ],
}
const facts = {
  kind: 'layout',
  key: 'dealFacts',
  object: 'deal',
  variant: 'keyFacts',
  sections: [{ items: [{ field: 'stage' }, { field: 'source' }] }],
}
const quick = {
  kind: 'layout',
  key: 'dealQuick',
  object: 'deal',
  variant: 'quickForm',
  sections: [{ columns: 1, items: [{ field: 'name' }, { field: 'account' }, { field: 'amount' }] }],
}
const mine = {
  kind: 'view',
  key: 'wonDeals',
  object: 'deal',
  type: 'table',
  label: both('赢单的', 'Won ones'),
  fields: ['name', 'account.note', 'amount'],
  filter: 'stage = "won"',
}

/** Publishes accounts and their deals, with key facts, a quick form and a view that leaves some deals out. */
export async function publishSales({ admin }: TestServer): Promise<void> {
  const changes = [account, deal, facts, quick, mine].map((document) => ({ op: 'put', document }))
  const { status, text } = await admin.post('/api/changes', { changes })
  if (status !== 201) throw new Error(text)
}

/** Makes a record; gives its id. */
export async function make({ admin }: TestServer, object: string, values: object): Promise<string> {
  const { status, text, body } = await admin.post(`/api/records/${object}`, values)
  if (status !== 201) throw new Error(text)
  return String(body.id)
}
