import { parseCron } from './cron.js'

const weekdays = {
  'zh-CN': ['周日', '周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
} as const

const isNumber = (text: string): boolean => /^\d+$/.test(text)

/** A schedule in words: 每天 09:00, 周一至周五 09:00, 每 15 分钟; an unusual one as it is written. */
export function cronWords(cron: string, locale: 'zh-CN' | 'en'): string {
  const fields = parseCron(cron)
  const isChinese = locale === 'zh-CN'
  const asWritten = isChinese ? `按计划 ${cron}` : `On the schedule ${cron}`
  if (fields === undefined) return asWritten
  const [minute, hour, day, month, weekday] = fields
  if (month !== '*') return asWritten
  const everyDay = day === '*' && weekday === '*'
  if (everyDay && hour === '*') return minuteWords(minute, isChinese) ?? asWritten
  if (!isNumber(minute) || !isNumber(hour)) return asWritten
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
  if (everyDay) return isChinese ? `每天 ${time}` : `Every day at ${time}`
  if (day === '*') return weekdayWords(weekday, time, locale) ?? asWritten
  if (weekday === '*' && isNumber(day)) {
    return isChinese ? `每月 ${day} 日 ${time}` : `On day ${day} of every month at ${time}`
  }
  return asWritten
}

function minuteWords(minute: string, isChinese: boolean): string | undefined {
  if (minute === '*') return isChinese ? '每分钟' : 'Every minute'
  const step = /^\*\/(\d+)$/.exec(minute)?.[1]
  if (step !== undefined) return isChinese ? `每 ${step} 分钟` : `Every ${step} minutes`
  if (!isNumber(minute)) return undefined
  return isChinese ? `每小时第 ${minute} 分` : `Every hour at minute ${minute}`
}

function weekdayWords(weekday: string, time: string, locale: 'zh-CN' | 'en'): string | undefined {
  const isChinese = locale === 'zh-CN'
  const name = (digit: string): string => weekdays[locale][Number(digit)] ?? ''
  const range = /^(\d)-(\d)$/.exec(weekday)
  if (range !== null) {
    const [, from = '', to = ''] = range
    return isChinese ? `${name(from)}至${name(to)} ${time}` : `${name(from)} to ${name(to)} at ${time}`
  }
  const days = weekday.split(',')
  if (!days.every((digit) => /^\d$/.test(digit))) return undefined
  const said = days.map(name).join(isChinese ? '、' : ', ')
  return isChinese ? `每${said} ${time}` : `Every ${said} at ${time}`
}
