import type { Locale } from '@tessera/metadata'

const known = new Map<string, Locale>()
const MAX_KNOWN = 200

/** The language of an Accept-Language header: the best-ranked of zh-CN and en, zh-CN where neither is named. */
export function localeOf(header: string | undefined): Locale {
  if (header === undefined) return 'zh-CN'
  const cached = known.get(header)
  if (cached !== undefined) return cached
  const locale = negotiate(header)
  if (known.size < MAX_KNOWN) known.set(header, locale)
  return locale
}

function negotiate(header: string): Locale {
  let best: Locale = 'zh-CN'
  let bestWeight = 0
  for (const range of header.slice(0, 500).split(',')) {
    const [name = '', ...parameters] = range.split(';')
    const weight = weightOf(parameters)
    const locale = toLocale(name.trim().toLowerCase())
    if (locale !== undefined && weight > bestWeight) {
      best = locale
      bestWeight = weight
    }
  }
  return best
}

function weightOf(parameters: readonly string[]): number {
  const quality = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('q='))
  const weight = quality === undefined ? 1 : Number(quality.slice(2))
  return weight >= 0 && weight <= 1 ? weight : 0
}

function toLocale(name: string): Locale | undefined {
  if (name === 'en' || name.startsWith('en-')) return 'en'
  return name === 'zh' || name.startsWith('zh-') ? 'zh-CN' : undefined
}
