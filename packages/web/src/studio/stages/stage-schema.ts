import type { JsonSchema, ObjectDocument, StageDocument, StageSetDocument } from '@tessera/metadata'
import type { ShownStage, StageChange } from './stage-edits'
import { optionColors, type OptionRow } from '../schema-form/option-rows'

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en })

/** What the panel of a stage edits: percent and choices as people think of them. */
export interface StageForm {
  readonly label: OptionRow['label']
  readonly color?: string
  readonly kind: 'open' | 'won' | 'lost'
  readonly percent?: number
  readonly days?: number
  readonly required?: readonly string[]
  readonly criteria?: StageDocument['criteria']
  readonly go: 'any' | 'some' | 'none'
  readonly moves?: readonly string[]
}

/** The panel of a stage; `others` are the stages records may go to from it. */
export function stageSchema(others: readonly ShownStage[], go: StageForm['go']): JsonSchema {
  const moves = {
    type: 'array',
    items: { enum: others.map(({ option }) => option.key) },
    'x-options': Object.fromEntries(others.map(({ option }) => [option.key, option.label])),
    'x-title': both('可推进到的阶段', 'Stages it may go to'),
    'x-tab': 'rules',
  }
  return {
    type: 'object',
    required: ['label', 'kind', 'go', 'moves'],
    properties: {
      label: { type: ['string', 'object'], 'x-input': 'localized', 'x-title': both('名称', 'Name') },
      color: { type: 'string', enum: [...optionColors], 'x-input': 'color', 'x-title': both('颜色', 'Colour') },
      kind: {
        enum: ['open', 'won', 'lost'],
        'x-title': both('类型', 'Kind'),
        'x-options': {
          open: both('进行中', 'Open'),
          won: both('赢单或完成', 'Won or done'),
          lost: both('丢单或中止', 'Lost or stopped'),
        },
      },
      percent: {
        type: 'integer',
        minimum: 0,
        maximum: 100,
        'x-title': both('赢率（%）', 'Probability (%)'),
      },
      days: {
        type: 'integer',
        minimum: 1,
        maximum: 3650,
        'x-title': both('停留超过几天算停滞', 'Stalled after days'),
      },
      required: {
        type: 'array',
        items: { type: 'string' },
        'x-input': 'fields',
        'x-title': both('进入前需要填写', 'Needed to come here'),
        'x-help': both('停留期间也不能清空。', 'They may not be cleared while the record is here.'),
      },
      criteria: {
        type: 'array',
        'x-tab': 'rules',
        'x-title': both('准入条件', 'Criteria'),
        items: {
          type: 'object',
          required: ['formula', 'message'],
          properties: {
            formula: {
              type: 'string',
              'x-input': 'formula',
              'x-want': 'boolean',
              'x-title': both('必须成立', 'Must hold'),
            },
            message: { type: ['string', 'object'], 'x-input': 'localized', 'x-title': both('否则提示', 'Else say') },
            field: { type: 'string', 'x-input': 'field', 'x-title': both('提示显示在', 'Message stands at') },
          },
        },
      },
      go: {
        enum: ['any', 'some', 'none'],
        'x-tab': 'rules',
        'x-title': both('从这里可以推进到', 'From here records may go to'),
        'x-options': {
          any: both('任何阶段', 'Any stage'),
          some: both('只有选中的阶段', 'Chosen stages only'),
          none: both('哪里也不去，这是终点', 'Nowhere: it is an end'),
        },
      },
      ...(go === 'some' ? { moves } : {}),
    },
  }
}

export function formOfStage({ step, option }: ShownStage): StageForm {
  const { kind = 'open', probability, days, required, criteria, moves } = step
  return {
    label: option.label,
    ...(option.color === undefined ? {} : { color: option.color }),
    kind,
    ...(probability === undefined ? {} : { percent: Math.round(probability * 100) }),
    ...(days === undefined ? {} : { days }),
    ...(required === undefined ? {} : { required }),
    ...(criteria === undefined ? {} : { criteria }),
    go: moves === undefined ? 'any' : moves.length === 0 ? 'none' : 'some',
    ...(moves === undefined || moves.length === 0 ? {} : { moves }),
  }
}

/** What a changed form changes; criteria that are new get keys, and stages to go to are proposed: the neighbours. */
export function changeOfStage(before: StageForm, after: StageForm, neighbours: readonly string[]): StageChange {
  const { label, color, kind, percent, days, required, criteria, go, moves } = after
  const some = before.go === 'some' ? (moves ?? []) : neighbours
  return {
    option: { label, ...(color === undefined ? {} : { color }) },
    step: {
      kind: kind === 'open' ? undefined : kind,
      probability: percent === undefined ? undefined : percent / 100,
      days,
      required: required === undefined || required.length === 0 ? undefined : [...required],
      criteria: criteria === undefined || criteria.length === 0 ? undefined : withKeys(criteria),
      moves: go === 'any' ? undefined : go === 'none' ? [] : [...some],
    } as unknown as Partial<StageDocument>,
  }
}

function withKeys(criteria: NonNullable<StageDocument['criteria']>): StageDocument['criteria'] {
  const taken = new Set(criteria.map(({ key }) => key as string | undefined))
  let n = 1
  return criteria.map((one) => {
    if ((one.key as string | undefined) !== undefined) return one
    while (taken.has(`criterion${n}`)) n += 1
    taken.add(`criterion${n}`)
    return { ...one, key: `criterion${n}`, formula: one.formula ?? '', message: one.message ?? '' }
  })
}

/** The panel of a set. Which select it goes over is settled when it is made. */
export const setSchema: JsonSchema = {
  type: 'object',
  required: ['label'],
  properties: {
    label: { type: ['string', 'object'], 'x-input': 'localized', 'x-title': both('流程名称', 'Name') },
    when: {
      type: 'string',
      'x-input': 'formula',
      'x-want': 'boolean',
      'x-title': both('何时适用', 'When it counts'),
      'x-help': both(
        '不写：总是适用。同一字段有几个流程时，取第一个符合的。',
        'Blank: always. Of several pipelines of one field the first that fits counts.',
      ),
    },
    since: {
      type: 'string',
      'x-input': 'field',
      'x-title': both('进入阶段的时间记在', 'Time of coming to a stage goes to'),
      'x-help': both('日期时间字段，由系统填写。', 'A field of date and time; the system fills it in.'),
    },
    probability: {
      type: 'string',
      'x-input': 'field',
      'x-title': both('赢率写入', 'Probability goes to'),
      'x-help': both('百分比字段，推进时写入，可以再改。', 'A percent field; written with a move, and may be changed.'),
    },
  },
}

export const formOfSet = ({ label, when, since, probability }: StageSetDocument) => ({
  label,
  ...(when === undefined ? {} : { when }),
  ...(since === undefined ? {} : { since }),
  ...(probability === undefined ? {} : { probability }),
})

/** Neighbours of a stage in its set, and where it is lost: what a person who limits moves means first. */
export function usualMoves({ steps }: StageSetDocument, option: string): readonly string[] {
  const at = steps.findIndex((step) => step.option === option)
  return steps.flatMap((step, index) =>
    Math.abs(index - at) === 1 || (step.kind === 'lost' && index !== at) ? [step.option] : [],
  )
}

/** Selects of a module that no set goes over yet. */
export function freeSelects(object: ObjectDocument): ObjectDocument['fields'] {
  const taken = new Set((object.stages ?? []).map(({ field }) => field))
  return object.fields.filter(({ key, type }) => type === 'select' && !taken.has(key)) as ObjectDocument['fields']
}
