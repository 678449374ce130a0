import { defineAction } from '@tessera/metadata'
import { formulaSchema } from '../../schemas/node-schemas.js'
import { formulaWords } from '../../sentences/value-words.js'

export type WaitUnit = 'minutes' | 'hours' | 'days'

export type WaitConfig = { readonly amount: number | string; readonly unit: WaitUnit } | { readonly until: string }

const units = {
  minutes: { 'zh-CN': '分钟', en: 'minutes' },
  hours: { 'zh-CN': '小时', en: 'hours' },
  days: { 'zh-CN': '天', en: 'days' },
} as const

/** Goes on later: after a time, or at a moment the record names. */
export const definition = defineAction<WaitConfig>({
  name: 'wait',
  title: { 'zh-CN': '等待', en: 'Wait' },
  help: {
    'zh-CN': '过一段时间再继续，或等到某个日期时间。等待期间重启不会丢失；时间已过则立即继续。',
    en: 'Goes on after some time, or at a date. A restart loses nothing; a moment that is past goes on at once.',
  },
  aliases: ['延时', '延迟', '定时', '到期', 'delay', 'sleep', 'timer'],
  icon: 'hourglass',
  group: 'logic',
  configSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      amount: {
        type: ['integer', 'string'],
        minimum: 1,
        maximum: 1_000_000,
        minLength: 1,
        maxLength: 20_000,
        'x-input': 'duration',
        'x-title': { 'zh-CN': '等待多久', en: 'How long' },
        'x-help': {
          'zh-CN': '数字，或给出数字的公式；最长一年。',
          en: 'A number, or a formula that gives one; at most a year.',
        },
      },
      unit: {
        enum: ['minutes', 'hours', 'days'],
        'x-title': { 'zh-CN': '单位', en: 'Unit' },
        'x-options': units,
      },
      until: formulaSchema(
        'formula',
        { 'zh-CN': '等到', en: 'Until' },
        {
          'zh-CN': '给出日期或日期时间的公式，如 dueOn；为空则立即继续。与「等待多久」二选一。',
          en: 'A formula that gives a date or a moment, such as dueOn; a blank one goes on at once. Instead of a time.',
        },
      ),
    },
    oneOf: [{ required: ['amount', 'unit'] }, { required: ['until'] }],
  },
  ports: [{ key: 'next', title: { 'zh-CN': '下一步', en: 'Next' } }],
  phases: ['run'],
  initialConfig: { amount: 1, unit: 'days' },
  sentence: (config, names, locale) => {
    if ('until' in config) {
      return locale === 'zh-CN' ? `等到${names.formula(config.until)}` : `Wait until ${names.formula(config.until)}`
    }
    const { amount, unit } = config
    const said = typeof amount === 'number' ? String(amount) : formulaWords(amount, names, locale)
    if (locale === 'zh-CN') return `等待 ${said} ${units[unit]['zh-CN']}`
    return `Wait ${said} ${amount === 1 ? units[unit].en.slice(0, -1) : units[unit].en}`
  },
})
