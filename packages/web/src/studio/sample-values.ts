import { localize, type Locale } from '@tessera/metadata'
import type { FieldModel, ObjectModel } from '@/model/objects'

interface Option {
  readonly key: string
}

/**
 * A value as a record of the field could have it, for designers while there is no record: a look, never stored. `today` is
 * 'yyyy-MM-dd'.
 */
export function sampleValue(
  field: FieldModel,
  objects: ReadonlyMap<string, ObjectModel>,
  locale: Locale,
  today: string,
): unknown {
  const label = localize(field.label, locale)
  const options = (Array.isArray(field.document.options) ? field.document.options : []) as readonly Option[]
  switch (field.type) {
    case 'number':
      return 12
    case 'currency':
      return 12_800
    case 'percent':
      return 0.15
    case 'progress':
      return 0.6
    case 'rating':
      return 4
    case 'score':
      return 85
    case 'duration':
      return 5400
    case 'colour':
      return '#2f6fed'
    case 'region':
      return '310115'
    case 'address':
      return '上海市浦东新区世纪大道 100 号'
    case 'location':
      return [31.2304, 121.4737]
    case 'cascader':
      return options.at(-1)?.key ?? null
    case 'json':
      return '{"model":"K-35"}'
    case 'richText':
      return locale === 'en' ? '<p><strong>Plan</strong>: repair first.</p>' : '<p><strong>方案</strong>：先检修。</p>'
    case 'tags':
      return locale === 'en' ? ['Key', 'Regular'] : ['重点', '老客户']
    case 'barcode':
      return field.document.symbology === 'ean13' ? '6901234567892' : 'KH-2026-0042'
    case 'time':
      return '09:30:00'
    case 'boolean':
      return true
    case 'date':
      return today
    case 'dateTime':
      return `${today}T02:30:00.000Z`
    case 'select':
      return options[0]?.key ?? null
    case 'multiSelect':
      return options.length === 0 ? null : options.slice(0, 2).map(({ key }) => key)
    case 'phone':
      return '13800000000'
    case 'email':
      return 'name@example.com'
    case 'companyName':
      return '云帆科技（上海）有限公司'
    case 'socialCreditCode':
      return '91350100M000100Y43'
    case 'idCard':
      return '11010519491231002X'
    case 'url':
      return 'https://example.com'
    case 'autoNumber':
      return typeof field.document.format === 'string' ? numbered(field.document.format, today) : 'V-0001'
    case 'lookup':
    case 'anyLookup':
    case 'user': {
      const target = objects.get(field.targets?.[0] ?? field.target ?? '')
      const name = target === undefined ? label : localize(target.label, locale)
      return { id: 'sample', title: locale === 'en' ? `Sample ${name.toLowerCase()}` : `示例${name}` }
    }
    case 'links':
    case 'backlinks': {
      const target = objects.get(field.links ?? '')
      const name = target === undefined ? label : localize(target.label, locale)
      const title = (n: number): string => (locale === 'en' ? `Sample ${name.toLowerCase()} ${n}` : `示例${name} ${n}`)
      return [1, 2].map((n) => ({ id: `sample${n}`, title: title(n) }))
    }
    case 'file':
      return [
        { id: 'sample', name: locale === 'en' ? 'sample.pdf' : '示例.pdf', type: 'application/pdf', size: 12_800 },
      ]
    case 'details':
      return []
    case 'image':
    case 'signature':
    case 'formula':
    case 'related':
    case 'rollup':
      return null
    default:
      return locale === 'en' ? `Sample ${label.toLowerCase()}` : `示例${label}`
  }
}

function numbered(format: string, today: string): string {
  const [year = '', month = '', day = ''] = today.split('-')
  return format
    .replaceAll('{yyyy}', year)
    .replaceAll('{MM}', month)
    .replaceAll('{dd}', day)
    .replace(/\{(0+)\}/, (_, zeros: string) => '1'.padStart(zeros.length, '0'))
}
