import type { TemplateCounts } from '@tessera/metadata'
import { locale, textsOf } from '@/app/i18n'

const t = textsOf('templateCounts', {
  'zh-CN': {
    objects: '{n} 个模块',
    views: '{n} 个视图',
    roles: '{n} 个角色',
    workflows: '{n} 个自动化',
    records: '{n} 条示例记录',
    scenarios: '{n} 条验收句',
  },
  en: {
    objects: '{n} module | {n} modules',
    views: '{n} view | {n} views',
    roles: '{n} role | {n} roles',
    workflows: '{n} workflow | {n} workflows',
    records: '{n} sample record | {n} sample records',
    scenarios: '{n} acceptance sentence | {n} acceptance sentences',
  },
})

const order = ['objects', 'views', 'roles', 'workflows', 'records', 'scenarios'] as const

/** How much is in a template, in words; what there is none of is left out. */
export function countsInWords(counts: TemplateCounts): readonly string[] {
  const number = new Intl.NumberFormat(locale.value)
  return order
    .filter((name) => counts[name] > 0)
    .map((name) => t(name, { n: counts[name] }).replace(String(counts[name]), number.format(counts[name])))
}
