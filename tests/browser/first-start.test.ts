import { expect, test } from '@jest/globals'
import type { TemplateDetail } from '@tessera/metadata'
import { withServer } from '../api/support/use-server.js'
import { withDatabase } from '../support/database.js'
import { launchChromium } from './support/chromium.js'
import { Mouse } from './support/journey/mouse.js'
import { desktop } from './support/sizes.js'

/** Clicks and milliseconds a person may spend from the first screen of an empty installation to the accounts (issue, goal G-03). */
const mostClicks = 5
const longest = 180_000

test('whoever sets up an empty installation has the CRM with sample data and sees the accounts within five clicks', async () => {
  await withDatabase(async ({ url: databaseUrl }) =>
    withServer(databaseUrl, async ({ url }, _dataDir, errors) => {
      const browser = await launchChromium()
      try {
        const page = await browser.newPage({ viewport: desktop, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
        const complaints: string[] = []
        page.on('pageerror', (error) => complaints.push(error.message))
        const mouse = new Mouse(page)
        const begun = Date.now()

        await page.goto(url)
        await page.getByLabel('姓名').waitFor()
        await page.keyboard.type('王敏')
        await page.keyboard.press('Tab')
        await page.keyboard.type('min@first.example')
        await page.keyboard.press('Tab')
        await page.keyboard.type('correct horse battery')
        await page.keyboard.press('Enter')
        await mouse.press(page.locator('[data-test="offer-install"]'))
        // Nothing else is to be decided: it ends where the work begins.
        await page.waitForURL(/\/a\/[^/]+\/o\/account\/v\/allAccounts$/, { timeout: longest })
        await page.getByRole('gridcell').nth(3).waitFor({ timeout: 10_000 })
        await page
          .getByText(/500 条/)
          .first()
          .waitFor({ timeout: 10_000 })

        const { installed, counts } = (await (
          await page.request.get(`${url}/api/templates/crm`)
        ).json()) as TemplateDetail
        expect(installed?.sample).toBe(counts.records)

        const took = Date.now() - begun
        console.info(`${mouse.clicks} clicks, ${Math.round(took / 100) / 10} s`)
        expect(mouse.clicks).toBeLessThanOrEqual(mostClicks)
        expect(took).toBeLessThanOrEqual(longest)
        expect(complaints).toEqual([])
        expect(errors).toEqual([])
      } finally {
        await browser.close()
      }
    }),
  )
}, 240_000)
