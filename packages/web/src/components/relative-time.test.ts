import { expect, test } from '@jest/globals'
import { relativeTime } from './relative-time'

const now = new Date('2026-11-26T08:00:00Z')
const ago = (seconds: number, locale: 'zh-CN' | 'en' = 'zh-CN') =>
  relativeTime(new Date(now.getTime() - seconds * 1000).toISOString(), locale, 'Asia/Shanghai', '刚刚', now)

test('an instant is told as a person would: just now, minutes, hours, days, then the day itself', () => {
  expect(ago(59)).toBe('刚刚')
  expect(ago(61)).toBe('1分钟前')
  expect(ago(3 * 3600 + 50)).toBe('3小时前')
  expect(ago(86_400 * 2)).toBe('前天')
  expect(ago(86_400 * 7)).toBe('2026年11月19日')
  expect(ago(86_400 * 7, 'en')).toBe('Nov 19, 2026')
})
