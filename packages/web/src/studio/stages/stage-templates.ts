import type { FieldDocument, ObjectDocument, StageDocument, StageSetDocument, Texts } from '@tessera/metadata'
import type { OptionRow } from '../schema-form/option-rows'
import { freeSetKey, optionsOf, withSets } from './stage-edits'

/** Ways of records that people know from elsewhere, to begin with. */
export interface StageTemplate {
  readonly key: string
  readonly label: Texts
  readonly stages: readonly TemplateStage[]
  /** The field that takes probabilities. */
  readonly probability?: Texts
}

interface TemplateStage extends Omit<StageDocument, 'option' | 'required'> {
  readonly key: string
  readonly label: Texts
  readonly color: string
  /** A field that is made for it and required. */
  readonly asks?: { readonly key: string; readonly type: string; readonly label: Texts }
}

const both = (zh: string, en: string): Texts => ({ 'zh-CN': zh, en })

export const stageTemplates: readonly StageTemplate[] = [
  {
    key: 'sales',
    label: both('销售', 'Sales'),
    probability: both('赢率', 'Probability'),
    stages: [
      { key: 'contact', label: both('初步接触', 'First contact'), color: 'slate', probability: 0.1, days: 14 },
      { key: 'need', label: both('需求确认', 'Needs confirmed'), color: 'blue', probability: 0.3, days: 14 },
      { key: 'proposal', label: both('方案报价', 'Proposal'), color: 'violet', probability: 0.5, days: 14 },
      { key: 'negotiation', label: both('谈判', 'Negotiation'), color: 'amber', probability: 0.8, days: 21 },
      { key: 'won', label: both('赢单', 'Won'), color: 'green', kind: 'won', probability: 1 },
      {
        key: 'lost',
        label: both('丢单', 'Lost'),
        color: 'red',
        kind: 'lost',
        probability: 0,
        asks: { key: 'lostReason', type: 'longText', label: both('丢单原因', 'Reason for losing') },
      },
    ],
  },
  {
    key: 'service',
    label: both('服务', 'Service'),
    stages: [
      { key: 'opened', label: both('待受理', 'New'), color: 'slate', days: 1 },
      { key: 'working', label: both('处理中', 'In progress'), color: 'blue', days: 3 },
      { key: 'waiting', label: both('等待客户', 'Waiting for customer'), color: 'amber', days: 5 },
      {
        key: 'solved',
        label: both('已解决', 'Solved'),
        color: 'green',
        kind: 'won',
        asks: { key: 'solution', type: 'longText', label: both('解决办法', 'Solution') },
      },
      { key: 'closed', label: both('已关闭', 'Closed'), color: 'slate', kind: 'lost' },
    ],
  },
  {
    key: 'project',
    label: both('项目', 'Project'),
    stages: [
      { key: 'planned', label: both('计划', 'Planned'), color: 'slate' },
      { key: 'running', label: both('进行中', 'Running'), color: 'blue' },
      { key: 'review', label: both('验收', 'Review'), color: 'violet', days: 7 },
      { key: 'finished', label: both('完成', 'Finished'), color: 'green', kind: 'won' },
      { key: 'stopped', label: both('中止', 'Stopped'), color: 'red', kind: 'lost' },
    ],
  },
]

const sinceLabel = both('进入阶段时间', 'In stage since')

/** The module with the stages of a template: a select of its own, the time in the stage, and what the template asks for. */
export function withTemplate(
  object: ObjectDocument,
  { key, label, stages, probability }: StageTemplate,
): ObjectDocument {
  const maker = new FieldMaker(object)
  const field = maker.make('stage', 'select', both('阶段', 'Stage'), {
    options: stages.map((stage) => ({ key: stage.key, label: stage.label, color: stage.color })),
  })
  const since = maker.make('stageSince', 'dateTime', sinceLabel)
  const chance = probability === undefined ? undefined : maker.make('probability', 'percent', probability)
  const steps = stages.map(({ key: option, label: _label, color: _color, asks, ...rest }) => ({
    option,
    ...rest,
    ...(asks === undefined ? {} : { required: [maker.make(asks.key, asks.type, asks.label)] }),
  }))
  const set: StageSetDocument = {
    key: freeSetKey(object, key),
    label: { 'zh-CN': `${label['zh-CN']}流程`, en: label.en },
    field,
    since,
    ...(chance === undefined ? {} : { probability: chance }),
    steps: steps,
  }
  return withSets({ ...object, fields: maker.fields }, [...(object.stages ?? []), set])
}

/** The module with the options of a select it has as stages. What is won or lost is guessed by their names. */
export function withFieldAsStages(object: ObjectDocument, field: string): ObjectDocument {
  const maker = new FieldMaker(object)
  const source = object.fields.find(({ key }) => key === field)
  const set: StageSetDocument = {
    key: freeSetKey(object, 'stages'),
    label: source?.label ?? field,
    field,
    since: maker.make(`${field}Since`.slice(0, 36), 'dateTime', sinceLabel),
    steps: optionsOf(source).map((option) => ({ option: option.key, ...kindOf(option) })),
  }
  return withSets({ ...object, fields: maker.fields }, [...(object.stages ?? []), set])
}

/** A further set over a field that has one: it comes first, and must say when it counts. */
export function withFurtherSet(object: ObjectDocument, field: string, label: Texts): ObjectDocument {
  const first = (object.stages ?? []).find((set) => set.field === field)
  const option = freeOption(object, field)
  const fields = object.fields.map((one) =>
    one.key === field
      ? { ...one, options: [...optionsOf(one), { key: option, label: both('开始', 'Start'), color: 'blue' }] }
      : one,
  )
  const set: StageSetDocument = {
    key: freeSetKey(object, 'further'),
    label,
    field,
    when: '',
    ...(first?.since === undefined ? {} : { since: first.since }),
    steps: [{ option }],
  }
  return withSets({ ...object, fields }, [set, ...(object.stages ?? [])])
}

function freeOption(object: ObjectDocument, field: string): string {
  const taken = new Set(optionsOf(object.fields.find(({ key }) => key === field)).map(({ key }) => key))
  for (let n = 1; ; n += 1) if (!taken.has(`start${n}`)) return `start${n}`
}

function kindOf({ key, label }: OptionRow): Pick<StageDocument, 'kind'> {
  const words = `${key} ${typeof label === 'string' ? label : `${label['zh-CN']} ${label.en}`}`.toLowerCase()
  if (/won\b|赢单|成交|已签|完成|解决|done|finished|solved/.test(words)) return { kind: 'won' }
  return /lost\b|丢单|输单|失败|取消|中止|cancel|stopped/.test(words) ? { kind: 'lost' } : {}
}

/** Adds fields behind those of a module, under keys that are free. */
class FieldMaker {
  fields: ObjectDocument['fields']

  constructor(object: ObjectDocument) {
    this.fields = object.fields
  }

  make(wanted: string, type: string, label: Texts, properties: object = {}): string {
    const taken = new Set(this.fields.map(({ key }) => key.toLowerCase()))
    let key = wanted
    for (let n = 2; taken.has(key.toLowerCase()); n += 1) key = `${wanted}${n}`
    const field = { key, type, label, ...properties } as FieldDocument
    this.fields = [...this.fields, field] as ObjectDocument['fields']
    return key
  }
}
