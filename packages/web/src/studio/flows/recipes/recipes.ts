import { localize, type Locale, type WorkflowNode } from '@tessera/metadata'
import type { FieldModel, ObjectModel } from '@/model/objects'
import { quoteText } from '../conditions/formula-literal'
import { relatedRows } from '../editor/suggest-values'
import type { Recipe, RecipeChoice, RecipeFlow, RecipeNeed } from './recipe'
import { becomes, bilingual, labelIn, optionIn, withTitle } from './recipe-values'

const isChoice = ({ type, isWritable }: FieldModel): boolean => isWritable && (type === 'select' || type === 'boolean')
const isDay = ({ type }: FieldModel): boolean => type === 'date'
const isFillable = ({ type, isWritable, isSystem }: FieldModel): boolean =>
  isWritable && !isSystem && type !== 'boolean'
const fitsChoice = (need: RecipeNeed, field: FieldModel): boolean => need === 'field' && isChoice(field)

/** «设备的状态变为故障». */
const whenWords = (choice: RecipeChoice, object: ObjectModel, locale: Locale): string => {
  const [what, field, option] = [
    localize(object.label, locale),
    labelIn(object, choice.field, locale),
    optionIn(object, choice, locale),
  ]
  return locale === 'zh-CN' ? `${what}${field}变为${option}` : `${field} of ${what} becomes ${option}`
}

const notify = (choice: RecipeChoice, title: string, next?: string): WorkflowNode => ({
  id: 'notify',
  type: 'notify',
  config: { to: [choice.person], title },
  ...(next === undefined ? {} : { next: { next } }),
})

const colon = { 'zh-CN': '：', en: ': ' } as const

const task = (choice: RecipeChoice, object: ObjectModel, locale: Locale): WorkflowNode => {
  const name = choice.task.trim()
  const subject = withTitle(`${name === '' ? taskProposal(choice, object, locale) : name}${colon[locale]}`, object)
  return {
    id: 'task',
    type: 'createRecord',
    config: {
      object: 'task',
      values: [
        { field: 'subject', value: subject },
        { field: 'assignee', value: choice.person },
        ...relatedRows(object.key),
      ],
    },
  }
}

/** What the task is called when nobody says otherwise. */
export function taskProposal(choice: RecipeChoice, object: ObjectModel, locale: Locale): string {
  const what = choice.option === '' ? localize(object.label, locale) : optionIn(object, choice, locale)
  return locale === 'zh-CN' ? `处理${what}` : `Look after ${what}`
}

const changed = (
  choice: RecipeChoice,
  object: ObjectModel,
): Pick<RecipeFlow, 'kind' | 'object' | 'active' | 'trigger'> => ({
  kind: 'workflow',
  object: object.key,
  active: true,
  trigger: { type: 'recordChanged', when: becomes(choice, object) },
})

/** What the notice says before the name of the record, when nobody says otherwise. */
export function messageProposal(choice: RecipeChoice, object: ObjectModel, locale: Locale): string {
  return whenWords(choice, object, locale)
}

const messageOf = (choice: RecipeChoice, object: ObjectModel, locale: Locale): string => {
  const own = choice.message.trim()
  return `${own === '' ? messageProposal(choice, object, locale) : own}${colon[locale]}`
}

/** Workflows that most people want first: a sentence, a few answers, done. */
export const recipes: readonly Recipe[] = [
  {
    id: 'becomesNotify',
    icon: 'bell',
    title: { 'zh-CN': '字段变为某值时，通知负责人', en: 'When a field becomes a value, notify the owner' },
    help: { 'zh-CN': '例如：商机阶段变为赢单，通知负责人。', en: 'For example: a deal is won, tell its owner.' },
    needs: ['field', 'option', 'person'],
    fits: fitsChoice,
    make: (choice, object, locale) => ({
      ...changed(choice, object),
      label: {
        'zh-CN': `${whenWords(choice, object, 'zh-CN')}时通知`,
        en: `Notify when ${whenWords(choice, object, 'en')}`,
      },
      nodes: [notify(choice, withTitle(messageOf(choice, object, locale), object))],
      start: 'notify',
    }),
  },
  {
    id: 'becomesTask',
    icon: 'list-checks',
    title: {
      'zh-CN': '字段变为某值时，通知负责人并创建任务',
      en: 'When a field becomes a value, notify the owner and make a task',
    },
    help: {
      'zh-CN': '例如：设备状态变为故障，通知并安排维修。',
      en: 'For example: a device breaks, have it repaired.',
    },
    needs: ['field', 'option', 'person', 'task'],
    fits: fitsChoice,
    make: (choice, object, locale) => ({
      ...changed(choice, object),
      label: {
        'zh-CN': `${whenWords(choice, object, 'zh-CN')}时通知并创建任务`,
        en: `Notify and make a task when ${whenWords(choice, object, 'en')}`,
      },
      nodes: [
        notify(choice, withTitle(messageOf(choice, object, locale), object), 'task'),
        task(choice, object, locale),
      ],
      start: 'notify',
    }),
  },
  {
    id: 'createdTask',
    icon: 'user-plus',
    title: { 'zh-CN': '新建记录时，给负责人分配任务', en: 'When a record is made, give its owner a task' },
    help: { 'zh-CN': '例如：新线索进来，安排首次联系。', en: 'For example: a new lead comes in, plan the first call.' },
    needs: ['person', 'task'],
    fits: () => false,
    make: (choice, object, locale) => ({
      kind: 'workflow',
      object: object.key,
      active: true,
      label: {
        'zh-CN': `新建${localize(object.label, 'zh-CN')}时分配任务`,
        en: `Make a task for a new ${localize(object.label, 'en')}`,
      },
      trigger: { type: 'recordCreated' },
      nodes: [task(choice, object, locale)],
      start: 'task',
    }),
  },
  {
    id: 'dueReminder',
    icon: 'alarm-clock',
    title: { 'zh-CN': '到期前几天，提醒负责人', en: 'Some days before a date, remind the owner' },
    help: {
      'zh-CN': '每天 09:00 检查。例如：合同到期前 7 天提醒。',
      en: 'Looks every day at 9. For example: 7 days before a contract ends.',
    },
    needs: ['dateField', 'days', 'person'],
    fits: (need, field) => need === 'dateField' && isDay(field),
    make: (choice, object, locale) => ({
      kind: 'workflow',
      object: object.key,
      active: true,
      label: {
        'zh-CN': `${localize(object.label, 'zh-CN')}${labelIn(object, choice.dateField, 'zh-CN')}前 ${choice.days} 天提醒`,
        en: `Remind ${choice.days} days before ${labelIn(object, choice.dateField, 'en')} of ${localize(object.label, 'en')}`,
      },
      trigger: {
        type: 'schedule',
        cron: '0 9 * * *',
        when: `${choice.dateField} = TODAY()${choice.days === 0 ? '' : ` + ${choice.days}`}`,
      },
      nodes: [notify(choice, withTitle(dueWords(choice, object, locale), object))],
      start: 'notify',
    }),
  },
  {
    id: 'stalled',
    icon: 'clock',
    title: { 'zh-CN': '停滞几天，提醒负责人', en: 'When nothing moved for some days, remind the owner' },
    help: {
      'zh-CN': '每天 09:00 检查，隔几天提醒一次。例如：商机 7 天没有推进。',
      en: 'Looks every day at 9, reminds every so many days. For example: a deal did not move for 7 days.',
    },
    needs: ['dateField', 'days', 'person'],
    isRepeated: true,
    fits: (need, field) => need === 'dateField' && field.type === 'dateTime',
    make: (choice, object, locale) => ({
      kind: 'workflow',
      object: object.key,
      active: true,
      label: {
        'zh-CN': `${localize(object.label, 'zh-CN')}停滞 ${choice.days} 天提醒`,
        en: `Remind of a ${localize(object.label, 'en')} that did not move for ${choice.days} days`,
      },
      trigger: { type: 'schedule', cron: '0 9 * * *', when: stalledWhen(choice, object) },
      nodes: [notify(choice, withTitle(stalledWords(choice, locale), object))],
      start: 'notify',
    }),
  },
  {
    id: 'refuseUnlessFilled',
    icon: 'shield-alert',
    title: { 'zh-CN': '保存前检查，不符合就拒绝', en: 'Check before saving, refuse what does not fit' },
    help: { 'zh-CN': '例如：状态为已完成时，必须填写完成说明。', en: 'For example: what is done must say how.' },
    needs: ['field', 'option', 'target', 'message'],
    fits: (need, field) => (need === 'target' ? isFillable(field) : fitsChoice(need, field)),
    make: (choice, object) => {
      const said = bilingual((one) => refusal(choice, object, one))
      const message = choice.message.trim()
      return {
        kind: 'workflow',
        object: object.key,
        active: true,
        label: said,
        trigger: { type: 'beforeSave', when: `${becomes(choice, object)} and ${choice.target} = blank` },
        nodes: [
          {
            id: 'refuse',
            type: 'refuse',
            config: { message: message === '' ? said : message, field: choice.target },
          },
        ],
        start: 'refuse',
      }
    },
  },
  {
    id: 'fillIn',
    icon: 'type',
    title: { 'zh-CN': '保存前自动填写字段', en: 'Fill a field in before saving' },
    help: {
      'zh-CN': '例如：状态变为已完成时，自动填写完成日期。',
      en: 'For example: the day on which something was done.',
    },
    needs: ['field', 'option', 'target'],
    fits: (need, field) =>
      need === 'target' ? isFillable(field) && filling(field) !== undefined : fitsChoice(need, field),
    make: (choice, object) => {
      const target = object.fieldsByKey.get(choice.target)
      const value = (target === undefined ? undefined : filling(target)) ?? 'blank'
      return {
        kind: 'workflow',
        object: object.key,
        active: true,
        label: {
          'zh-CN': `${whenWords(choice, object, 'zh-CN')}时填写${labelIn(object, choice.target, 'zh-CN')}`,
          en: `Fill in ${labelIn(object, choice.target, 'en')} when ${whenWords(choice, object, 'en')}`,
        },
        trigger: { type: 'beforeSave', when: `${becomes(choice, object)} and ${choice.target} = blank` },
        nodes: [{ id: 'fill', type: 'setFields', config: { values: [{ field: choice.target, value }] } }],
        start: 'fill',
      }
    },
  },
  {
    id: 'changedCall',
    icon: 'globe',
    title: { 'zh-CN': '变更时调用外部接口', en: 'When something changes, call another system' },
    help: {
      'zh-CN': '把变更前后的数据以 JSON 发送到一个网址。',
      en: 'Sends the values before and after as JSON to an address.',
    },
    needs: ['url'],
    fits: () => false,
    make: (choice, object) => ({
      kind: 'workflow',
      object: object.key,
      active: true,
      label: {
        'zh-CN': `${localize(object.label, 'zh-CN')}变更时调用接口`,
        en: `Call a system when a ${localize(object.label, 'en')} changes`,
      },
      trigger: { type: 'recordChanged' },
      nodes: [{ id: 'call', type: 'callHttp', config: { method: 'POST', url: quoteText(choice.url.trim()) } }],
      start: 'call',
    }),
  },
]

/** Every so many days since; of stages only while they are open. */
function stalledWhen({ dateField, days }: RecipeChoice, { document }: ObjectModel): string {
  const past = `TODAY() - DATE(${dateField})`
  const set = document.stages?.find(({ since }) => since === dateField)
  const open = (set?.steps ?? []).filter(({ kind = 'open' }) => kind === 'open').map(({ option }) => quoteText(option))
  const inStage = set === undefined || open.length === 0 ? '' : ` and ${set.field} in [${open.join(', ')}]`
  return `${past} > 0 and MOD(${past}, ${Math.max(1, days)}) = 0${inStage}`
}

const stalledWords = ({ days }: RecipeChoice, locale: Locale): string =>
  locale === 'zh-CN' ? `又 ${days} 天没有推进：` : `It did not move for another ${days} days: `

function dueWords({ dateField, days }: RecipeChoice, object: ObjectModel, locale: Locale): string {
  const label = labelIn(object, dateField, locale)
  if (locale === 'zh-CN') return days === 0 ? `今天是${label}：` : `${label}还有 ${days} 天：`
  return days === 0 ? `${label} is today: ` : `${label} is in ${days} days: `
}

/** What a field is filled with by itself: today, now, whoever saves. */
function filling({ type }: FieldModel): string | undefined {
  return { date: 'TODAY()', dateTime: 'NOW()', user: 'me' }[type]
}

function refusal(choice: RecipeChoice, object: ObjectModel, locale: Locale): string {
  const [field, option, target] = [
    labelIn(object, choice.field, locale),
    optionIn(object, choice, locale),
    labelIn(object, choice.target, locale),
  ]
  return locale === 'zh-CN' ? `${field}为${option}时，请填写${target}` : `Fill in ${target} where ${field} is ${option}`
}
