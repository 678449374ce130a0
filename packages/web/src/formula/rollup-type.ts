import type { FormulaType } from '@tessera/formula'

const ordered: ReadonlySet<string> = new Set(['number', 'date', 'datetime', 'time', 'duration'])

/** What a roll-up gives over a source of this type; undefined where the function does not work on it. */
export function rollupType(name: string, source: FormulaType | undefined): FormulaType | undefined {
  if (name === 'count') return { kind: 'number' }
  if (source === undefined) return undefined
  if (name === 'countDistinct') return source.kind === 'list' ? undefined : { kind: 'number' }
  if (name === 'sum' || name === 'avg') return source.kind === 'number' ? source : undefined
  return ordered.has(source.kind) ? source : undefined
}
