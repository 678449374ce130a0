import type { ActionExamples } from '../../examples/action-examples.js'
import { exampleNow } from '../../examples/action-examples.js'
import type { WaitConfig } from './definition.js'

const after = (ms: number): string => new Date(exampleNow + ms).toISOString()

export const examples: ActionExamples<WaitConfig> = {
  good: [
    {
      config: { amount: 3, unit: 'days' },
      sentence: { 'zh-CN': '等待 3 天', en: 'Wait 3 days' },
      values: {},
      gives: { do: 'waitUntil', at: after(3 * 86_400_000) },
    },
    {
      config: { amount: 1, unit: 'hours' },
      sentence: { 'zh-CN': '等待 1 小时', en: 'Wait 1 hour' },
      values: {},
      gives: { do: 'waitUntil', at: after(3_600_000) },
    },
    {
      config: { amount: 'delay', unit: 'minutes' },
      sentence: { 'zh-CN': '等待 delay 分钟', en: 'Wait delay minutes' },
      values: { '/amount': 1.5 },
      gives: { do: 'waitUntil', at: after(90_000) },
    },
    {
      config: { amount: 'delay', unit: 'days' },
      sentence: { 'zh-CN': '等待 delay 天', en: 'Wait delay days' },
      values: { '/amount': 1_000_000 },
      gives: { do: 'waitUntil', at: after(366 * 86_400_000) },
    },
    {
      config: { amount: 'delay', unit: 'minutes' },
      sentence: { 'zh-CN': '等待 delay 分钟', en: 'Wait delay minutes' },
      values: { '/amount': null },
      gives: { do: 'next', output: { until: null } },
    },
    {
      config: { until: 'dueOn' },
      sentence: { 'zh-CN': '等到dueOn', en: 'Wait until dueOn' },
      values: { '/until': '2026-03-01' },
      gives: { do: 'waitUntil', at: '2026-03-01' },
    },
    {
      config: { until: 'dueOn' },
      sentence: { 'zh-CN': '等到dueOn', en: 'Wait until dueOn' },
      values: { '/until': null },
      gives: { do: 'next', output: { until: null } },
    },
  ],
  bad: [
    {},
    { amount: 3 },
    { amount: 0, unit: 'days' },
    { amount: 1.5, unit: 'days' },
    { amount: 3, unit: 'years' },
    { amount: 3, unit: 'days', until: 'dueOn' },
  ],
}
