import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

let source: string | undefined

interface AxeResult {
  readonly violations: readonly {
    readonly id: string
    readonly impact: string | null
    readonly help: string
    readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[]
  }[]
}

/**
 * What axe (WCAG 2.2 A and AA) finds serious or critical on a page, one line per element; an empty list is the goal. The
 * script is run by the debugger, so that the page's content policy stays as it is.
 */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  source ??= await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  await page.evaluate(source)
  const { violations } = await page.evaluate(async (): Promise<AxeResult> => {
    const { axe } = window as unknown as { axe: { run(root: Document, options: object): Promise<AxeResult> } }
    return axe.run(document, {
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
    })
  })
  const isOwned = await page.evaluate(allCellsHaveTheirRow)
  return (
    violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      // axe takes a cell for a child of its place in the document although a row owns it; that each has its row is asked here.
      .filter(({ id }) => id !== 'aria-required-children' || !isOwned)
      .flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help}: ${target.join(' ')}`))
  )
}

/** True when the page has cells that rows own from elsewhere, and each of them has exactly one row. */
function allCellsHaveTheirRow(): boolean {
  const owned = [...document.querySelectorAll('[role="row"][aria-owns]')].map(
    (row) => row.getAttribute('aria-owns') ?? '',
  )
  const loose = [...document.querySelectorAll('[role="gridcell"]')].filter(
    (cell) => cell.closest('[role="row"]') === null,
  )
  return loose.length > 0 && loose.every((cell) => owned.filter((id) => id === cell.id).length === 1)
}
