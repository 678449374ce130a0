import { describeProblem, localize, type Hazard, type Locale, type ProblemCode } from '@tessera/metadata'
import { detailsOf } from '../../scripts/gen-errors-docs.mjs'

const blocks = [
  'reference.broken',
  'unique.duplicates',
  'field.convert_unique',
  'field.change_type',
  'field.retarget',
  'field.no_tree',
  'undo.conflict',
] as const
const warns = [
  'object.hide',
  'field.hide',
  'option.hide',
  'field.require',
  'field.shorten',
  'field.convert',
  'overlap.found',
  'stages.left_behind',
  'stages.since_overwrites',
  'key.renamed',
  'workflow.waiting_runs',
] as const
const infos = ['option.replace', 'rule.violations', 'duplicates.found', 'key.taken', 'workflow.unreachable'] as const

/** Every hazard that a plan can tell, with two records that show it, as the server sends it in that language. */
export function everyHazard(locale: Locale): readonly object[] {
  const of = (severity: Hazard['severity'], codes: readonly string[]): object[] =>
    codes.map((code) => {
      const message = describeProblem(code as ProblemCode, detailsOf(code) as never)
      const sample = (title: string, value: string): object => ({
        id: title,
        title,
        value,
        reason: locale === 'en' ? 'holds a value' : '有值',
      })
      return {
        id: `${code}:customer.amount`,
        severity,
        message: typeof message === 'string' ? message : localize(message, locale),
        rows: 3,
        samples: severity === 'info' ? [] : [sample('北辰物流', '12,800'), sample('天工机械', '约三百')],
      }
    })
  return [...of('block', blocks), ...of('warn', warns), ...of('info', infos)]
}
