import type { LoadResult } from './load.js'

/** One line of the table: the median of the rounds by requests per second. */
export interface Measured {
  readonly operation: string
  readonly connections: number
  readonly plain: LoadResult
  readonly named: LoadResult
  readonly tessera: LoadResult
  /** Tessera divided by the plain hand-written handler, in rounds of the same minute. */
  readonly ratio: number
  readonly floor: number
}

/** The median round by rate. */
export function median(rounds: readonly LoadResult[]): LoadResult {
  const sorted = [...rounds].sort((a, b) => a.perSecond - b.perSecond)
  const middle = sorted[Math.floor(sorted.length / 2)]
  if (middle === undefined) throw new Error('no rounds')
  return middle
}

/** The table as Markdown. */
export function table(rows: readonly Measured[]): string {
  const cell = (result: LoadResult): string =>
    `${Math.round(result.perSecond)} · ${result.p50Ms.toFixed(2)} · ${result.p99Ms.toFixed(1)}${result.failed > 0 ? ` · ${result.failed} FAILED` : ''}`
  return [
    '| operation | connections | express + pg | named | Tessera | ratio | floor | |',
    '|---|---|---|---|---|---|---|---|',
    ...rows.map(
      (row) =>
        `| ${row.operation} | ${row.connections} | ${cell(row.plain)} | ${cell(row.named)} | ${cell(row.tessera)} | ${row.ratio.toFixed(2)} | ${row.floor.toFixed(2)} | ${row.ratio >= row.floor ? 'holds' : 'below'} |`,
    ),
  ].join('\n')
}
