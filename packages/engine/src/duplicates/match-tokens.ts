import type { CatalogDuplicates } from '../catalog/catalog.js'
import { comparedValue } from './compared-values.js'
import type { CompareValue, ValueOf } from './compared-values.js'

/**
 * By which numbers records that may agree are found: those that agree by a rule have one of them in common, or, where texts are
 * compared by their pieces, so many. Others may have them too: what is found is compared.
 */
export interface Probe {
  readonly rule: CatalogDuplicates
  /** All numbers of the record by this rule. */
  readonly tokens: readonly number[]
  /** So many of them a record has that agrees. */
  readonly least: number
}

/** More readings or pieces than this say nothing more. */
const mostTokens = 200

/** What a record is found by with a rule; undefined when one of its fields is blank. */
export function probeOf(
  rule: CatalogDuplicates,
  valueOf: ValueOf,
  valueFor: CompareValue = comparedValue,
): Probe | undefined {
  let keys: readonly string[] = [rule.id]
  let pieces: ReadonlySet<string> | undefined
  let threshold = 1
  for (const compared of rule.fields) {
    const value = valueFor(compared, valueOf(compared.field.id))
    if (value === undefined) return undefined
    if ('forms' in value) keys = keys.flatMap((key) => value.forms.map((form) => `${key}\n${form}`))
    else if (pieces === undefined) {
      pieces = value.pieces
      threshold = compared.threshold
    }
  }
  const all =
    pieces === undefined ? keys : keys.flatMap((key) => [...(pieces ?? [])].map((piece) => `${key}\n${piece}`))
  const tokens = [...new Set(all.map(tokenOf))].slice(0, mostTokens)
  return { rule, tokens, least: pieces === undefined ? 1 : leastInCommon(Math.min(pieces.size, mostTokens), threshold) }
}

/**
 * Of n pieces, how many a text has at least whose likeness reaches the threshold t. Its own m pieces are at least those in common:
 * t ≤ 2c / (n + m) and c ≤ m give c ≥ t·n / (2 − t).
 */
export function leastInCommon(pieces: number, threshold: number): number {
  return Math.max(1, Math.ceil((threshold * pieces) / (2 - threshold) - 1e-9))
}

/** Which records to look at: those that have all of `must` and one of `any`. */
export interface Lead {
  readonly must: readonly number[]
  readonly any: readonly number[]
}

/** So many records are counted through sooner than their numbers are looked up in pairs. */
const fewRecords = 300

/**
 * Where to look: a record that agrees has `least` of n numbers, so it has two of any `n − least + 2`, and the rarest of them lead to
 * the fewest records. Looking for two at once spares nearly all of those that have but an ending in common; where all of them
 * together are few, one look for any is enough.
 *
 * @param countOf how many records have a number, about
 */
export function leadsOf({ tokens, least }: Probe, countOf: (token: number) => number): readonly Lead[] {
  const sought = soughtTokens({ tokens, least }, countOf)
  const single = least < 2 ? sought : sought.slice(0, -1)
  const records = single.reduce((sum, token) => sum + countOf(token), 0)
  if (least < 2 || records <= fewRecords) return [{ must: [], any: single }]
  return sought.slice(1).map((must, at) => ({ must: [must], any: sought.slice(0, at + 1) }))
}

function soughtTokens(
  { tokens, least }: Pick<Probe, 'tokens' | 'least'>,
  shareOf: (token: number) => number,
): number[] {
  const rarest = [...tokens].sort((a, b) => shareOf(a) - shareOf(b))
  return rarest.slice(0, tokens.length - least + Math.min(2, least))
}

/** Records in memory by their numbers. */
export class TokenIndex {
  readonly #byToken = new Map<number, number[]>()
  readonly #shares = new Map<number, number>()

  /** @param probes of all records that will be added */
  constructor(probes: Iterable<Probe>) {
    for (const { tokens } of probes)
      for (const token of tokens) this.#shares.set(token, (this.#shares.get(token) ?? 0) + 1)
  }

  add(record: number, tokens: Iterable<number>): void {
    for (const token of tokens) {
      const known = this.#byToken.get(token)
      if (known === undefined) this.#byToken.set(token, [record])
      else known.push(record)
    }
  }

  /** Those that may agree among the records that were added. */
  sharing(probe: Probe): readonly number[] {
    const enough = Math.min(2, probe.least)
    const counts = new Map<number, number>()
    for (const token of soughtTokens(probe, (each) => this.#shares.get(each) ?? 0))
      for (const other of this.#byToken.get(token) ?? []) counts.set(other, (counts.get(other) ?? 0) + 1)
    return [...counts].flatMap(([other, count]) => (count >= enough ? [other] : []))
  }
}

/** All numbers a record is found by, of all rules. */
export function matchTokens(rules: readonly CatalogDuplicates[], valueOf: ValueOf): readonly number[] {
  return [...new Set(rules.flatMap((rule) => probeOf(rule, valueOf)?.tokens ?? []))]
}

/** FNV-1a, mixed: the same in every process and for ever, since tables keep it. */
function tokenOf(text: string): number {
  let hash = 0x811c9dc5 | 0
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) & 0x7fffffff
}
