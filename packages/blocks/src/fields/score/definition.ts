import { defineFieldType, type JsonSchema, type Localized } from '@tessera/metadata'
import { computedField } from '../../values/computed-field.js'
import { labelSchema } from '../../values/label-schema.js'
import { orderedOperators } from '../../values/filter-operators.js'

/** What adds to a score, or takes from it. */
export interface Contribution {
  /** Added by the engine when a document is stored. */
  readonly id?: string
  readonly label: Localized
  /** A formula: the points count where it is true. */
  readonly when: string
  readonly points: number
}

export interface ScoreOptions {
  readonly contributions: readonly Contribution[]
  /** The sum goes no lower, and no higher. */
  readonly minimum?: number
  readonly maximum?: number
}

const points: JsonSchema = { type: 'number', minimum: -1_000_000, maximum: 1_000_000 }

/** The sum of the points whose conditions hold; the record page shows which they are. */
export const definition = defineFieldType<ScoreOptions>({
  ...computedField,
  name: 'score',
  title: { 'zh-CN': '评分模型', en: 'Score' },
  icon: 'gauge',
  group: 'computed',
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    required: ['contributions'],
    properties: {
      contributions: {
        type: 'array',
        minItems: 1,
        maxItems: 50,
        'x-title': { 'zh-CN': '加分项', en: 'Contributions' },
        'x-help': {
          'zh-CN': '条件成立的各项分数相加；扣分写负数。',
          en: 'The points of those whose condition holds are added up; negative ones take away.',
        },
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['label', 'when', 'points'],
          properties: {
            id: { type: 'string', minLength: 1, maxLength: 40, 'x-input': false },
            label: { ...labelSchema, 'x-input': 'localized', 'x-title': { 'zh-CN': '名称', en: 'Name' } },
            when: {
              type: 'string',
              minLength: 1,
              maxLength: 5_000,
              'x-input': 'formula',
              'x-want': 'boolean',
              'x-title': { 'zh-CN': '条件', en: 'Condition' },
            },
            points: { ...points, 'x-title': { 'zh-CN': '分数', en: 'Points' } },
          },
        },
      },
      minimum: {
        ...points,
        'x-title': { 'zh-CN': '最低分', en: 'Lowest score' },
      },
      maximum: {
        ...points,
        'x-title': { 'zh-CN': '最高分', en: 'Highest score' },
      },
    },
  },
  formulaProperty: 'contributions',
  formulaText: scoreFormula,
  formulaParts: ({ contributions }) =>
    contributions.map(({ when }, index) => ({ at: ['contributions', index, 'when'], text: when, want: 'boolean' })),
  filterOperators: orderedOperators,
})

/** `MAX(0, MIN(100, IF(level = "vip", 30, 0) + …))`. Limits that exclude each other leave the lower one. */
function scoreFormula({ contributions, minimum, maximum }: ScoreOptions): string {
  const sum = contributions.map(({ when, points: gives }) => `IF((${when}), ${gives}, 0)`).join(' + ')
  const capped = maximum === undefined ? sum : `MIN(${maximum}, ${sum})`
  return minimum === undefined ? capped : `MAX(${minimum}, ${capped})`
}
