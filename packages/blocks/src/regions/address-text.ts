import { leadingRegion, regionText } from './read-region.js'

/** The parts of an address: code of its region ('' where it begins with none), and the rest. */
export interface AddressParts {
  readonly region: string
  readonly street: string
}

/** Takes an address apart: 上海市浦东新区世纪大道 100 号 → 310115, 世纪大道 100 号. */
export function addressParts(text: string): AddressParts {
  const found = leadingRegion(text)
  return found === undefined ? { region: '', street: text.trim() } : { region: found.region.code, street: found.rest }
}

/** Puts an address together; names of regions stand without anything between them. */
export function addressText({ region, street }: AddressParts): string {
  return (region === '' ? '' : regionText(region, '')) + street.trim()
}
