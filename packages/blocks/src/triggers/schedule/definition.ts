import { defineTrigger, makeFieldProblem } from '@tessera/metadata'
import { whenSchema } from '../../schemas/trigger-schemas.js'
import { objectWords } from '../../sentences/object-words.js'
import { parseCron } from './cron.js'
import { cronWords } from './cron-words.js'

export interface ScheduleTrigger {
  readonly cron: string
  readonly when?: string
}

/** At times; with an object once per record that fits. */
export const definition = defineTrigger<ScheduleTrigger>({
  name: 'schedule',
  title: { 'zh-CN': '定时', en: 'Schedule' },
  help: {
    'zh-CN':
      '按时间运行，时间以工作区的时区为准。选了模块则对满足条件的每条记录各运行一次（最多 10,000 条）。停机错过的时间补运行一次。',
    en: 'Runs at times, in the zone of the workspace. With an object it runs once for each record for which the condition holds (at most 10,000). Times missed while the server was down are made up for once.',
  },
  aliases: ['定期', '每天', '每周', '计划', 'cron', 'daily', 'timer'],
  icon: 'calendar-clock',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['cron'],
    properties: {
      cron: {
        type: 'string',
        minLength: 9,
        maxLength: 100,
        'x-input': 'cron',
        'x-title': { 'zh-CN': '时间', en: 'Times' },
        'x-help': {
          'zh-CN': '分 时 日 月 周，如 0 9 * * 1-5 表示周一至周五 9 点。',
          en: 'Minute, hour, day, month, weekday: 0 9 * * 1-5 is Monday to Friday at 9.',
        },
      },
      when: whenSchema({
        'zh-CN': '对满足条件的记录运行，如 dueOn = TODAY()。需要先选模块。',
        en: 'Runs for records for which this holds, such as dueOn = TODAY(). Needs an object.',
      }),
    },
  },
  needsObject: false,
  phase: 'run',
  check: ({ cron }) =>
    parseCron(cron) === undefined
      ? [makeFieldProblem('/cron', 'document.pattern', { pattern: '* * * * *', example: '0 9 * * 1-5' })]
      : [],
  sentence: ({ cron, when }, object, names, locale) => {
    const times = cronWords(cron, locale)
    if (object === undefined) return times
    const what = objectWords(object, locale)
    if (locale === 'zh-CN')
      return `${times}，对每条${when === undefined ? '' : `满足「${names.formula(when)}」的`}${what}`
    return `${times}, for every ${what}${when === undefined ? '' : ` where ${names.formula(when)}`}`
  },
})
