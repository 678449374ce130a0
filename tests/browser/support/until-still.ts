import type { Page } from 'playwright-core'

/** Until no colour glides any more, however slow the machine is: contrast is measured of what stands. What turns for ever does not count. */
export async function untilStill(page: Page): Promise<void> {
  const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve))
  // What a change of the scheme sets in motion begins with the next frame.
  await page.evaluate(frame)
  await page.evaluate(frame)
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(({ effect, playState }) => playState !== 'running' || effect?.getComputedTiming().iterations === Infinity),
  )
}
