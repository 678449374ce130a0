import type { WireValue } from '@tessera/formula'
import type { ActionCommand, SentenceNames, Texts } from '@tessera/metadata'

/** Configurations of an action: its tests, its page of the reference, later the previews of the designer. */
export interface ActionExamples<C = Record<string, unknown>> {
  readonly good: readonly GoodConfig<C>[]
  /** Configurations that the schema, or `check`, refuses. */
  readonly bad: readonly Readonly<Record<string, unknown>>[]
}

export interface GoodConfig<C> {
  readonly config: C
  readonly sentence: Texts
  /** Values of its formulas in order, as the run would evaluate them. */
  readonly values: Readonly<Record<string, WireValue>>
  /** What the server's half makes of it. */
  readonly gives: ActionCommand
}

/** The moment of every example. */
export const exampleNow = Date.parse('2026-01-31T08:00:00.000Z')

const labels = {
  'zh-CN': {
    objects: { device: '设备', task: '维修任务' },
    fields: { status: '状态', owner: '负责人', device: '设备', done: '完成', cost: '费用', note: '备注' },
    options: { broken: '故障' },
    nodes: { open: '查找未完成' },
  },
  en: {
    objects: { device: 'Device', task: 'Task' },
    fields: { status: 'Status', owner: 'Owner', device: 'Device', done: 'Done', cost: 'Cost', note: 'Note' },
    options: { broken: 'Broken' },
    nodes: { open: 'Find open ones' },
  },
} as const

/** The names behind the examples; formulas are said as they are written. */
export function exampleNames(locale: 'zh-CN' | 'en'): SentenceNames {
  const { objects, fields, options, nodes } = labels[locale] as Readonly<
    Record<string, Readonly<Record<string, string>>>
  >
  return {
    object: (key) => objects?.[key] ?? key,
    field: (key) => fields?.[key] ?? key,
    formula: (text) => text,
    option: (field, value) => (field === 'status' ? options?.[value] : undefined),
    node: (id) => nodes?.[id] ?? id,
  }
}
