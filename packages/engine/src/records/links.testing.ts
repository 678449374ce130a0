import { withEngine } from '../engine.testing.js'
import type { TestEngine } from '../engine.testing.js'
import { read } from './sales.testing.js'
import type { Json } from './sales.testing.js'

/** People, the projects they take part in (named and summed up on both sides) and their teams. */
export const linkedDocuments: readonly unknown[] = [
  {
    kind: 'object',
    key: 'team',
    label: '团队',
    titleField: 'name',
    fields: [
      { key: 'name', type: 'text', label: '名称' },
      { key: 'spread', type: 'rollup', label: '合计', relation: 'person.team', function: 'sum', field: 'spread' },
      { key: 'places', type: 'rollup', label: '人次', relation: 'person.team', function: 'sum', field: 'count' },
    ],
  },
  {
    kind: 'object',
    key: 'person',
    label: '联系人',
    titleField: 'name',
    fields: [
      { key: 'name', type: 'text', label: '姓名' },
      { key: 'rate', type: 'number', label: '单价' },
      { key: 'team', type: 'lookup', label: '团队', target: 'team' },
      { key: 'projects', type: 'links', label: '项目', target: 'project' },
      {
        key: 'worth',
        type: 'rollup',
        label: '赢单总额',
        relation: 'project.people',
        function: 'sum',
        field: 'amount',
        filter: 'stage = "won"',
      },
      { key: 'count', type: 'formula', label: '项目数', formula: 'COUNT(projects)' },
      { key: 'spread', type: 'formula', label: '金额合计', formula: 'SUM(projects.amount)', decimals: 2 },
      { key: 'names', type: 'formula', label: '项目名', formula: 'JOIN(projects.name, "+")' },
    ],
    rules: [
      {
        key: 'too-much',
        when: 'SUM(projects.amount) > 100000',
        field: 'projects',
        message: { 'zh-CN': '总额超过 100000', en: 'More than 100000 in all' },
      },
    ],
  },
  {
    kind: 'object',
    key: 'project',
    label: '项目',
    titleField: 'name',
    fields: [
      { key: 'name', type: 'text', label: '名称' },
      { key: 'amount', type: 'currency', label: '金额' },
      {
        key: 'stage',
        type: 'select',
        label: '阶段',
        default: '"open"',
        options: [
          { key: 'open', label: '进行' },
          { key: 'won', label: '赢单' },
        ],
      },
      { key: 'people', type: 'backlinks', label: '联系人', relation: 'person.projects' },
      { key: 'heads', type: 'rollup', label: '人数', relation: 'person.projects', function: 'count' },
      {
        key: 'dearest',
        type: 'rollup',
        label: '最高单价',
        relation: 'person.projects',
        function: 'max',
        field: 'rate',
      },
      { key: 'busiest', type: 'rollup', label: '最忙', relation: 'person.projects', function: 'max', field: 'count' },
    ],
  },
]

/** Runs `body` on a workspace with these documents and no records. */
export const withPeople = (body: (sales: TestEngine) => Promise<void>): Promise<void> =>
  withEngine('links', linkedDocuments, body)

/** The titles of what a field links with; anything else as it is. */
export const titlesOf = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(({ title }: { title: unknown }) => title) : value

/** A record with titles in place of what it is linked with. */
export async function show(sales: TestEngine, object: string, id: string): Promise<Json> {
  const record = await read(sales, object, id)
  return { ...record, projects: titlesOf(record.projects), people: titlesOf(record.people) }
}
