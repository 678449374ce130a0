import { pathOf, regionBook, type Region } from './region-book.js'

/** A region at the beginning of a text, and what follows it. */
export interface LeadingRegion {
  readonly region: Region
  readonly rest: string
}

const gap = /^[\s/／\-—>、,，·]*/u

/**
 * The deepest region whose names stand at the beginning of a text, one after the other, with or without signs between them:
 * 上海市浦东新区世纪大道 100 号, 江苏省 / 苏州市. Undefined where it begins with no province.
 */
export function leadingRegion(text: string): LeadingRegion | undefined {
  let found: LeadingRegion | undefined
  let candidates: readonly Region[] = regionBook().provinces
  let rest = text.trim()
  for (;;) {
    const next = longestNamed(candidates, rest)
    if (next === undefined) return found
    rest = rest.slice(next.name.length).replace(gap, '')
    found = { region: next, rest }
    candidates = next.children
  }
}

/** Headings that are no places are looked through: 湖北省仙桃市. */
function longestNamed(regions: readonly Region[], text: string): Region | undefined {
  const named = regions
    .flatMap((region) => (region.name === '直辖县级行政区划' ? region.children : [region]))
    .filter(({ name }) => text.startsWith(name))
  return named.sort((a, b) => b.name.length - a.name.length)[0]
}

/**
 * The region a person means: its code, its names from the province down, or its own name where only one has it (朝阳区 is in two
 * cities, 浦东新区 in one).
 */
export function readRegion(text: string): Region | undefined {
  const entry = text.normalize('NFKC').trim()
  const { byCode } = regionBook()
  if (/^\d{6}$/.test(entry)) return byCode.get(entry)
  const leading = leadingRegion(entry)
  if (leading !== undefined) return leading.rest === '' ? leading.region : undefined
  if (entry.length < 2) return undefined
  const named = [...byCode.values()].filter(({ name }) => name === entry)
  return named.length === 1 ? named[0] : undefined
}

/** 上海市 / 浦东新区; a code that is none stays as it is. */
export function regionText(code: string, between = ' / '): string {
  const region = regionBook().byCode.get(code)
  if (region === undefined) return code
  return pathOf(region)
    .map(({ name }) => name)
    .join(between)
}
