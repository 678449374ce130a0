import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { untilStill } from './until-still.js'

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
 *
 * @param rules only these rules of axe; all of WCAG's when absent
 */
export async function seriousFindings(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  await untilStill(page)
  source ??= await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  const { violations } = await page.evaluate(async (only): Promise<AxeResult> => {
    const { axe } = window as unknown as { axe: { run(root: Document, options: object): Promise<AxeResult> } }
    return axe.run(document, {
      // What passes is most of a page, and axe would look for a selector of each.
      resultTypes: ['violations'],
      runOnly:
        only === undefined
          ? { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }
          : { type: 'rule', values: only },
    })
  }, rules)
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const items = new Set(
    await page.evaluate(
      (selectors) => selectors.filter((one) => document.querySelector(one)?.matches('[role="treeitem"]') === true),
      serious.filter(({ id }) => id === 'label-content-name-mismatch').flatMap(({ nodes }) => nodes.map(selector)),
    ),
  )
  const counted = serious
    .filter(({ id }) => id === 'aria-required-children')
    .flatMap(({ nodes }) => nodes.map(selector))
  const excused = new Set(await page.evaluate(inGridsWhoseRowsOwnAll, counted))
  return serious.flatMap(({ id, help, nodes }) =>
    nodes
      .map(selector)
      .filter((target) => id !== 'aria-required-children' || !excused.has(target))
      // An item of a tree is called by its own line; axe also wants the text of everything that lies in it.
      .filter((target) => id !== 'label-content-name-mismatch' || !items.has(target))
      .map((target) => `${id}: ${help}: ${target}`),
  )
}

const selector = ({ target }: { readonly target: readonly string[] }): string => target.join(' ')

/**
 * axe takes a cell for a child of its place in the document although a row owns it from elsewhere. Of these elements, those in
 * a grid that has such cells and in which each of them belongs to exactly one of its rows.
 */
function inGridsWhoseRowsOwnAll(selectors: readonly string[]): readonly string[] {
  const isWhole = (grid: Element): boolean => {
    const owned = [...grid.querySelectorAll('[role="row"][aria-owns]')].flatMap((row) =>
      (row.getAttribute('aria-owns') ?? '').split(/\s+/),
    )
    const loose = [...grid.querySelectorAll('[role="gridcell"]')].filter(
      (cell) => cell.closest('[role="row"]') === null,
    )
    return loose.length > 0 && loose.every((cell) => owned.filter((id) => id === cell.id).length === 1)
  }
  return selectors.filter((one) => {
    const grid = document.querySelector(one)?.closest('[role="grid"]')
    return grid !== null && grid !== undefined && isWhole(grid)
  })
}
