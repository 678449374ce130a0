/** A small, believable workspace for pictures: customers with visits, a form with conditions, views, a menu, two workflows. */
import { both, option } from './sample-words.js'

export const stages = [
  option('new', '初步接触', 'First contact', 'slate'),
  option('need', '需求确认', 'Needs known', 'blue'),
  option('offer', '方案报价', 'Offer made', 'violet'),
  option('deal', '谈判中', 'Negotiating', 'amber'),
  option('won', '赢单', 'Won', 'green'),
  option('lost', '丢单', 'Lost', 'red'),
]
const levels = [
  option('a', '重点', 'Key', 'green'),
  option('b', '普通', 'Regular', 'blue'),
  option('c', '观察', 'Watch', 'slate'),
]
const sources = [
  option('expo', '展会', 'Trade fair', 'cyan'),
  option('referral', '转介绍', 'Referral', 'teal'),
  option('web', '官网', 'Website', 'orange'),
]

const salesStages = {
  key: 'sales',
  label: both('销售流程', 'Sales'),
  field: 'stage',
  since: 'stageSince',
  probability: 'chance',
  steps: [
    { option: 'new', probability: 0.1, days: 14 },
    { option: 'need', probability: 0.3, days: 14 },
    {
      option: 'offer',
      probability: 0.5,
      days: 21,
      required: ['amount', 'nextAt'],
      criteria: [
        {
          key: 'contact-known',
          formula: 'not ISBLANK(phone) or not ISBLANK(email)',
          field: 'phone',
          message: both('已知联系电话或邮箱', 'A phone number or e-mail address is known'),
        },
      ],
    },
    { option: 'deal', probability: 0.7, days: 30, required: ['amount'] },
    { option: 'won', kind: 'won', probability: 1, required: ['signedOn'], moves: [] },
    { option: 'lost', kind: 'lost', probability: 0, required: ['lostReason'] },
  ],
}

const customer = {
  kind: 'object',
  key: 'customer',
  icon: 'building-2',
  label: both('客户', 'Customer'),
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: both('客户名称', 'Name'), required: true },
    { key: 'number', type: 'autoNumber', label: both('编号', 'Number'), format: 'KH-{yyyy}-{0000}' },
    { key: 'stage', type: 'select', label: both('阶段', 'Stage'), default: '"new"', options: stages },
    { key: 'stageSince', type: 'dateTime', label: both('进入阶段时间', 'In stage since') },
    { key: 'level', type: 'select', label: both('等级', 'Level'), options: levels },
    { key: 'sources', type: 'multiSelect', label: both('来源', 'Sources'), options: sources },
    { key: 'amount', type: 'currency', label: both('预计金额', 'Expected amount') },
    { key: 'chance', type: 'percent', label: both('成交概率', 'Chance') },
    { key: 'weighted', type: 'formula', label: both('加权金额', 'Weighted'), formula: 'ROUND(amount * chance, 2)' },
    { key: 'phone', type: 'phone', label: both('联系电话', 'Phone') },
    { key: 'email', type: 'email', label: both('邮箱', 'Email') },
    { key: 'website', type: 'url', label: both('网址', 'Website') },
    { key: 'signedOn', type: 'date', label: both('签约日期', 'Signed on') },
    { key: 'nextAt', type: 'dateTime', label: both('下次跟进', 'Next follow-up') },
    { key: 'isListed', type: 'boolean', label: both('上市公司', 'Listed company') },
    { key: 'assistant', type: 'user', label: both('协同人', 'Assistant') },
    { key: 'lostReason', type: 'longText', label: both('丢单原因', 'Reason of the loss') },
    { key: 'intro', type: 'longText', label: both('简介', 'About') },
    {
      key: 'visits',
      type: 'rollup',
      label: both('拜访次数', 'Visits'),
      relation: 'visit.customer',
      function: 'count',
    },
  ],
  rules: [
    {
      key: 'chance-limit',
      when: 'chance > 1',
      field: 'chance',
      message: both('成交概率不能超过 100%', 'A chance is at most 100%'),
    },
  ],
  stages: [salesStages],
  duplicates: [
    { key: 'name', fields: [{ field: 'name', match: 'similar' }], action: 'warn' },
    { key: 'email', fields: [{ field: 'email', match: 'exact' }], action: 'block' },
  ],
}

const visit = {
  kind: 'object',
  key: 'visit',
  icon: 'map-pin',
  label: both('拜访', 'Visit'),
  titleField: 'subject',
  fields: [
    { key: 'subject', type: 'text', label: both('主题', 'Subject'), required: true },
    { key: 'customer', type: 'lookup', label: both('客户', 'Customer'), target: 'customer', onDelete: 'clear' },
    { key: 'visitedAt', type: 'dateTime', label: both('拜访时间', 'When') },
    { key: 'cost', type: 'currency', label: both('费用', 'Cost') },
    {
      key: 'status',
      type: 'select',
      label: both('状态', 'Status'),
      default: '"planned"',
      options: [option('planned', '计划', 'Planned', 'blue'), option('done', '完成', 'Done', 'green')],
    },
    { key: 'result', type: 'longText', label: both('结果', 'Result') },
  ],
}

/** Nothing was ever entered here: what an empty module looks like. */
const contract = {
  kind: 'object',
  key: 'contract',
  icon: 'file-text',
  label: both('合同', 'Contract'),
  titleField: 'subject',
  fields: [
    { key: 'subject', type: 'text', label: both('合同名称', 'Title'), required: true },
    { key: 'customer', type: 'lookup', label: both('客户', 'Customer'), target: 'customer' },
    { key: 'total', type: 'currency', label: both('总额', 'Total') },
  ],
}

const form = {
  kind: 'layout',
  key: 'customerForm',
  object: 'customer',
  variant: 'form',
  label: both('客户表单', 'Customer form'),
  sections: [
    {
      label: both('基本信息', 'Basics'),
      columns: 2,
      items: ['name', 'stage', 'level', 'sources', 'phone', 'email', 'website', 'isListed'].map((field) => ({ field })),
    },
    {
      label: both('商机', 'Opportunity'),
      columns: 2,
      items: [
        { field: 'amount' },
        { field: 'chance' },
        { field: 'weighted' },
        { field: 'signedOn', requiredWhen: 'stage = "won"' },
        { field: 'nextAt' },
        { field: 'assistant' },
      ],
    },
    {
      label: both('丢单', 'Loss'),
      visibleWhen: 'stage = "lost"',
      items: [{ field: 'lostReason', requiredWhen: 'stage = "lost"' }],
    },
    { label: both('其他', 'More'), items: [{ field: 'intro' }] },
  ],
}

const keyFacts = {
  kind: 'layout',
  key: 'customerFacts',
  object: 'customer',
  variant: 'keyFacts',
  label: both('关键信息', 'Key facts'),
  sections: [{ items: ['stage', 'level', 'amount', 'nextAt', 'phone'].map((field) => ({ field })) }],
}

const openDeals = {
  kind: 'view',
  key: 'openDeals',
  object: 'customer',
  type: 'table',
  label: both('跟进中的大单', 'Large open deals'),
  fields: ['name', 'stage', 'level', 'amount', 'chance', 'nextAt', 'owner'],
  filter: 'amount >= 100000 and stage != "won" and stage != "lost"',
  sort: ['-amount'],
}

const menu = {
  kind: 'menu',
  key: 'sales',
  label: both('销售', 'Sales'),
  entries: [
    {
      label: both('客户管理', 'Customers'),
      entries: [{ object: 'customer' }, { view: 'openDeals' }, { object: 'visit' }],
    },
    { label: both('交易', 'Deals'), entries: [{ object: 'contract' }] },
  ],
}

const colon = '"："'

const wonFlow = {
  kind: 'workflow',
  key: 'wonFollowUp',
  label: both('赢单后通知并安排交付', 'Tell and plan the delivery of a won deal'),
  object: 'customer',
  active: true,
  trigger: { type: 'recordChanged', watch: ['stage'], when: 'stage = "won"' },
  start: 'isLarge',
  nodes: [
    { id: 'isLarge', type: 'condition', config: { when: 'amount >= 100000' }, next: { yes: 'tell', no: 'task' } },
    {
      id: 'tell',
      type: 'notify',
      config: { to: ['owner'], title: `"大单赢单" & ${colon} & name` },
      next: { next: 'task' },
    },
    {
      id: 'task',
      type: 'createRecord',
      config: {
        object: 'task',
        values: [
          { field: 'subject', value: `"安排交付" & ${colon} & name` },
          { field: 'assignee', value: 'owner' },
          { field: 'relatedObject', value: '"customer"' },
          { field: 'relatedRecord', value: 'RECORDID(id)' },
        ],
      },
      next: { next: 'later' },
    },
    { id: 'later', type: 'wait', config: { amount: 3, unit: 'days' }, next: { next: 'raise' } },
    { id: 'raise', type: 'updateRecord', config: { values: [{ field: 'level', value: '"a"' }] } },
  ],
}

const failingFlow = {
  kind: 'workflow',
  key: 'tooCertain',
  label: both('新客户设定概率', 'Set the chance of a new customer'),
  object: 'customer',
  active: true,
  trigger: { type: 'recordCreated', when: 'stage = "deal"' },
  start: 'set',
  nodes: [{ id: 'set', type: 'updateRecord', config: { values: [{ field: 'chance', value: 'amount' }] } }],
}

export const modules = [customer, visit, contract]
export const furniture = [form, keyFacts, openDeals, menu]
export const workflows = [wonFlow, failingFlow]
