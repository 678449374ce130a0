import type { Page, Response } from 'playwright-core'
import { gzipSync } from 'node:zlib'

export interface PageWeight {
  /** JavaScript, gzip level 9, in kB of 1,000 bytes. */
  readonly scriptKb: number
  readonly requests: number
  readonly scripts: readonly string[]
}

/** What a page loads until the network is quiet. Sizes are computed here, whatever the server compresses with. */
export async function weigh(page: Page, go: () => Promise<unknown>): Promise<PageWeight> {
  const responses: Response[] = []
  const hear = (response: Response): void => void responses.push(response)
  page.on('response', hear)
  await go()
  await page.waitForLoadState('networkidle').catch(() => undefined)
  page.off('response', hear)
  const scripts = responses.filter((one) => /\.js(\?|$)/.test(new URL(one.url()).pathname))
  let bytes = 0
  for (const script of scripts) bytes += gzipSync(await script.body(), { level: 9 }).length
  return {
    scriptKb: bytes / 1000,
    requests: responses.length,
    scripts: scripts.map((one) => new URL(one.url()).pathname.split('/').at(-1) ?? ''),
  }
}
