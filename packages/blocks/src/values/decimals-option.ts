import type { JsonSchema } from '@tessera/metadata'

/** The property `decimals` of field types that hold or give numbers; without a `standard` there is no rounding. */
export function decimalsOption(most: number, standard?: number): JsonSchema {
  return {
    type: 'integer',
    minimum: 0,
    maximum: most,
    ...(standard === undefined ? {} : { default: standard }),
    'x-title': { 'zh-CN': '小数位数', en: 'Decimals' },
    ...(standard === undefined
      ? {
          'x-help': {
            'zh-CN': '数字结果四舍五入到几位；留空则不舍入。',
            en: 'Numbers are rounded to so many; not at all when blank.',
          },
        }
      : {}),
  }
}
