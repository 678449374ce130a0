import type { Page } from 'playwright-core'

const mostShown = 3_000

/** Does something with a page; when it fails, the error also says where the page was and what a person could read there. */
export async function saying<Result>(page: Page, body: () => Promise<Result>): Promise<Result> {
  try {
    return await body()
  } catch (error) {
    const seen = await page.evaluate(() => document.body.innerText).catch(() => 'nothing: the page is gone')
    const message = error instanceof Error ? error.message : String(error)
    throw new Error(`${message}\n\nThe page at ${page.url()} read:\n${seen.slice(0, mostShown)}`, { cause: error })
  }
}
