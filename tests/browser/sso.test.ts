import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { useServer, withServer } from '../api/support/use-server.js'
import { client, withListener } from '../api/support/identity-provider.js'
import { seriousFindings } from './support/axe.js'
import { launchChromium } from './support/chromium.js'

const server = useServer()
let browser: Browser | undefined

beforeAll(async () => {
  browser = await launchChromium()
}, 60_000)
afterAll(() => browser?.close())

/** A page of an installation whose identity provider is there but refuses everything. */
async function withPage(isOnlyWay: boolean, body: (page: Page, url: string) => Promise<void>): Promise<void> {
  const { databaseUrl, dataDir } = server()
  await withListener(({ issuer, host }) =>
    withServer(
      databaseUrl,
      async ({ url }) => {
        const page = await (browser as Browser).newPage({ locale: 'zh-CN' })
        await body(page, url)
        await page.close()
      },
      {
        dataDir,
        publicUrl: 'https://crm.example.org',
        outboundAllow: [host],
        sso: { issuer, ...client, label: '企业账号', isOnlyWay },
      },
    ),
  )
}

test('the sign-in page leads to the identity provider, and says why it led nowhere', () =>
  withPage(false, async (page, url) => {
    await page.goto(`${url}/login?next=/tasks`)
    await page.getByRole('link', { name: '用企业账号登录' }).click()

    await page.getByText('单点登录服务没有回应，请稍后再试。').waitFor()
    expect(await page.getByLabel('邮箱').count()).toBe(1)
    expect(await seriousFindings(page)).toEqual([])
    await page.goto(`${url}/login?refused=<b>x</b>`)
    await page.getByRole('link', { name: '用企业账号登录' }).waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
  }))

test('where it is the only way, the password is offered to administrators', () =>
  withPage(true, async (page, url) => {
    await page.goto(`${url}/login`)
    await page.getByRole('link', { name: '用企业账号登录' }).waitFor()
    expect(await page.getByLabel('邮箱').count()).toBe(0)
    await page.getByRole('button', { name: '管理员用密码登录' }).click()

    await page.getByLabel('邮箱').waitFor()
  }))
