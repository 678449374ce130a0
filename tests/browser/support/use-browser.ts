import { afterAll, afterEach, beforeAll } from '@jest/globals'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { useServer, type TestServer } from '../../api/support/use-server.js'
import { launchChromium } from './chromium.js'
import { desktop, phone } from './sizes.js'

export interface Visit {
  readonly locale?: 'zh-CN' | 'en'
  readonly scheme?: 'light' | 'dark'
  readonly size?: { readonly width: number; readonly height: number }
  /** Whose cookie the browser carries; nobody's by default. */
  readonly as?: 'admin' | 'nobody'
  readonly touch?: boolean
}

/** A page with what it complained about: a test of a screen fails on any of it. */
export interface Seen {
  readonly page: Page
  readonly context: BrowserContext
  readonly url: string
  readonly complaints: string[]
}

export { desktop, phone }

export interface BrowserTest {
  readonly server: () => TestServer
  /** Opens an address in a fresh context, which is closed after the test. */
  open(path: string, visit?: Visit): Promise<Seen>
}

/** A server with data of its own and one Chromium for all tests of a file. */
export function useBrowser(): BrowserTest {
  const server = useServer()
  let browser: Browser | undefined
  let contexts: BrowserContext[] = []

  beforeAll(async () => {
    browser = await launchChromium()
  }, 60_000)
  // Pages that stay open go on listening and drawing: the next tests would wait for them.
  afterEach(async () => {
    const opened = contexts
    contexts = []
    await Promise.all(opened.map((context) => context.close()))
  })
  afterAll(async () => {
    await browser?.close()
  })

  return {
    server,
    open: async (path, visit = {}) => {
      if (browser === undefined) throw new Error('The browser is not up yet: open pages inside a test.')
      const { running, admin, nobody } = server()
      const context = await browser.newContext({
        viewport: visit.size ?? desktop,
        colorScheme: visit.scheme ?? 'light',
        locale: visit.locale ?? 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        hasTouch: visit.touch ?? false,
        reducedMotion: 'reduce',
      })
      contexts.push(context)
      if (visit.as !== undefined) {
        const cookie = (visit.as === 'admin' ? admin : nobody).header('cookie')
        const at = cookie.indexOf('=')
        await context.addCookies([{ name: cookie.slice(0, at), value: cookie.slice(at + 1), url: running.url }])
      }
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
          complaints.push(message.text())
      })
      const url = running.url
      await page.goto(`${url}${path}`)
      return { page, context, url, complaints }
    },
  }
}
