import { regionLines } from './regions.gen.js'

/** A province, city or district of China. */
export interface Region {
  /** Six digits of GB/T 2260. */
  readonly code: string
  readonly name: string
  /** Those right below, in the order of their codes. */
  readonly children: readonly Region[]
  readonly parent: Region | undefined
}

/** All regions, by code and from above. */
export interface RegionBook {
  readonly provinces: readonly Region[]
  readonly byCode: ReadonlyMap<string, Region>
}

interface OpenRegion extends Region {
  readonly children: Region[]
}

let book: RegionBook | undefined

/** Cut out of the text once, when first asked for. */
export function regionBook(): RegionBook {
  return (book ??= readBook())
}

function readBook(): RegionBook {
  const byCode = new Map<string, OpenRegion>()
  const provinces: Region[] = []
  for (const line of regionLines.split(',')) {
    const code = line.slice(0, 6)
    // A municipality has its districts right below it, without a city between.
    const parent = code.endsWith('0000')
      ? undefined
      : (byCode.get(`${code.slice(0, 4)}00`) ?? byCode.get(`${code.slice(0, 2)}0000`))
    const region: OpenRegion = { code, name: line.slice(6), children: [], parent }
    byCode.set(code, region)
    if (parent === undefined) provinces.push(region)
    else parent.children.push(region)
  }
  return { provinces, byCode }
}

/** The region with those above it, from the province down; a heading that is no place left out. */
export function pathOf(region: Region): readonly Region[] {
  const above = region.parent === undefined ? [] : pathOf(region.parent)
  return [...above.filter(({ name }) => name !== '直辖县级行政区划'), region]
}

/** What codes of a region and of all below it begin with: 31 · 3205 · 310115. */
export function regionPrefix(code: string): string {
  return code.replace(/0000$|00$/, '')
}
