import { defineAction } from '@tessera/metadata'
import type { ActionDefinition, ActionDefinitions } from '@tessera/metadata'
import { publish, withEngine } from '../engine.testing.js'
import type { TestEngine } from '../engine.testing.js'
import type { EngineOptions } from '../contract.js'

const texts = (en: string): ActionDefinition['title'] => ({ 'zh-CN': en, en })
const formula = { type: 'string', minLength: 1 } as const
const values = {
  type: 'array',
  items: {
    type: 'object',
    required: ['field', 'value'],
    additionalProperties: false,
    properties: { field: { type: 'string' }, value: formula },
  },
} as const

/** Node types as small as can be: the engine's tests do not depend on the built-in ones. */
function action(
  name: string,
  ports: readonly string[],
  properties: ActionDefinition['configSchema'],
  more: Partial<ActionDefinition> = {},
): ActionDefinition {
  return defineAction({
    name,
    title: texts(name),
    help: texts(name),
    aliases: [],
    icon: name,
    group: 'logic',
    configSchema: { type: 'object', additionalProperties: false, properties },
    ports: ports.map((key) => ({ key, title: texts(key) })),
    phases: ['run'],
    initialConfig: {},
    sentence: () => name,
    ...more,
  })
}

export const testActions: ActionDefinitions = new Map(
  [
    action('condition', ['yes', 'no'], { when: formula }, { phases: ['run', 'beforeSave'], beforeSave: 'branch' }),
    action('setFields', ['next'], { values }, { phases: ['beforeSave'], beforeSave: 'set' }),
    action(
      'refuse',
      [],
      { message: { type: ['string', 'object'] }, field: { type: 'string' } },
      { phases: ['beforeSave'], beforeSave: 'refuse' },
    ),
    action('createRecord', ['next'], { object: { type: 'string' }, values }),
    action('updateRecord', ['next'], {
      target: { type: 'string', 'x-input': 'node' },
      object: { type: 'string' },
      values,
    }),
    action('findRecords', ['found', 'none'], {
      object: { type: 'string' },
      match: values,
      filter: formula,
      sort: { type: 'array', items: { type: 'string' } },
      limit: { type: 'integer' },
    }),
    action('notify', ['next'], { to: { type: 'array', items: formula }, title: formula, text: formula }),
    action('wait', ['next'], { amount: formula, unit: { enum: ['hours', 'days'] }, until: formula }),
  ].map((each) => [each.name, each]),
)

/** Machines, their repairs, and how often each was repaired. */
export const machineDocuments: readonly unknown[] = [
  {
    kind: 'object',
    key: 'plant',
    label: '工厂',
    fields: [
      { key: 'name', type: 'text', label: '名称' },
      { key: 'critical', type: 'boolean', label: '关键' },
    ],
  },
  {
    kind: 'object',
    key: 'machine',
    label: '设备',
    titleField: 'name',
    fields: [
      { key: 'name', type: 'text', label: '名称', required: true },
      { key: 'plant', type: 'lookup', label: '工厂', target: 'plant' },
      {
        key: 'status',
        type: 'select',
        label: '状态',
        default: '"running"',
        options: [
          { key: 'running', label: '运行' },
          { key: 'fault', label: '故障' },
          { key: 'stopped', label: '停用' },
        ],
      },
      { key: 'priority', type: 'number', label: '优先级' },
      { key: 'note', type: 'text', label: '备注' },
      { key: 'double', type: 'formula', label: '两倍', formula: 'priority * 2' },
      { key: 'repairs', type: 'rollup', label: '维修次数', relation: 'repair.machine', function: 'count' },
    ],
  },
  {
    kind: 'object',
    key: 'repair',
    label: '维修',
    titleField: 'subject',
    fields: [
      { key: 'subject', type: 'text', label: '主题' },
      { key: 'machine', type: 'lookup', label: '设备', target: 'machine', onDelete: 'clear' },
      { key: 'by', type: 'user', label: '维修人' },
    ],
  },
]

type Json = Record<string, unknown>

/** A workflow about machines with nodes in a row; each leads to the next by its first port. */
export function workflow(key: string, trigger: Json, nodes: readonly Json[], more: Json = {}): Json {
  const first = (type: unknown): string => testActions.get(String(type))?.ports[0]?.key ?? 'next'
  return {
    kind: 'workflow',
    key,
    label: key,
    object: 'machine',
    active: true,
    trigger,
    nodes: nodes.map((node, index) => ({
      id: `n${index + 1}`,
      ...(index + 1 < nodes.length ? { next: { [first(node.type)]: `n${index + 2}` } } : {}),
      ...node,
    })),
    start: 'n1',
    ...more,
  }
}

/** A node that only stands for what would be done. */
export const tell: Json = { type: 'notify', config: { to: ['owner'], title: '"Hallo"' } }

/** Runs `body` on a workspace with machines and these workflows. */
export const withMachines = (
  workflows: readonly Json[],
  body: (machines: TestEngine) => Promise<void>,
  options: Partial<EngineOptions> = {},
): Promise<void> =>
  withEngine(
    'machines',
    machineDocuments,
    async (test) => {
      if (workflows.length > 0) await publish(test.engine, workflows)
      await body(test)
    },
    { actions: testActions, ...options },
  )

/** A run as it lies in the table. */
export interface RunRow {
  readonly id: string
  readonly workflow: string
  readonly workflow_id: string
  readonly version: number
  readonly record_id: string
  readonly record_version: number
  readonly state: string
  readonly depth: number
  readonly cause: string | null
  readonly by_id: string | null
  readonly before: Json | null
  readonly after: Json | null
  readonly error: { readonly code: string } | null
}

/** All runs, oldest first, with the keys of their workflows. */
export async function runs({ pool }: TestEngine): Promise<RunRow[]> {
  const { rows } = await pool.query<RunRow>(
    `SELECT r.*, d.key AS workflow FROM ws_main.runs AS r
     JOIN ws_main.document_versions AS d ON d.document_id = r.workflow_id AND d.revision = r.version ORDER BY r.id`,
  )
  return rows
}
