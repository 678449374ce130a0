import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import { chromiumFlags, chromiumPath } from '../../browser/support/chromium.js'

const startWithinMs = 60_000
const size = { width: 1440, height: 900 } as const

/**
 * A Chromium with a profile on the disk, in a group of processes of its own: one of its tabs can be crashed, or all of it
 * killed at once. What its profile keeps is there again after the next start.
 */
export class MortalBrowser {
  #child: ChildProcess | undefined
  #context: BrowserContext | undefined

  private constructor(
    private readonly profile: string,
    private readonly cookie: { readonly name: string; readonly value: string; readonly url: string },
  ) {}

  static async open(cookie: { name: string; value: string; url: string }): Promise<MortalBrowser> {
    const browser = new MortalBrowser(await mkdtemp(join(tmpdir(), 'tessera-profile-')), cookie)
    await browser.#start()
    return browser
  }

  /** Opens an address in a new tab, with the network there. */
  async tab(address: string): Promise<Page> {
    const context = this.#context ?? (await this.#start())
    await context.setOffline(false)
    const page = await context.newPage()
    await page.setViewportSize(size)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    page.setDefaultTimeout(15_000)
    await page.goto(`${this.cookie.url}${address}`)
    return page
  }

  async goOffline(): Promise<void> {
    await this.#context?.setOffline(true)
  }

  /** Lets the process of a tab die as if by a fault; the rest of the browser lives on. */
  async crash(page: Page): Promise<void> {
    const session = await page.context().newCDPSession(page)
    const crashed = new Promise((resolve) => page.once('crash', resolve))
    // It is never answered: the page that should answer is gone.
    void session.send('Page.crash').catch(() => undefined)
    await crashed
    void page.close().catch(() => undefined)
  }

  /** SIGKILL to all of its processes; the next tab starts it again on the same profile. */
  async kill(): Promise<void> {
    const child = this.#child
    this.#child = this.#context = undefined
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    const death = once(child, 'exit')
    process.kill(-child.pid, 'SIGKILL')
    await death
  }

  async close(): Promise<void> {
    await this.kill()
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }

  async #start(): Promise<BrowserContext> {
    const flags = [
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${this.profile}`,
      '--lang=zh-CN',
      '--accept-lang=zh-CN',
    ]
    const child = spawn(await chromiumPath(), [...chromiumFlags, ...flags, 'about:blank'], {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    this.#child = child
    const address = await Promise.race([addressOf(child), lateness()])
    const browser = await chromium.connectOverCDP(address)
    const context = browser.contexts()[0] ?? (await browser.newContext())
    await context.addCookies([this.cookie])
    this.#context = context
    return context
  }
}

async function addressOf(child: ChildProcess): Promise<string> {
  if (child.stderr !== null) {
    for await (const line of createInterface({ input: child.stderr })) {
      const found = /DevTools listening on (ws:\S+)/.exec(line)?.[1]
      if (found !== undefined) {
        // Whatever it says later is read as well, so that it never waits for a reader.
        child.stderr.resume()
        return found
      }
    }
  }
  throw new Error('Chromium ended before it could be driven')
}

function lateness(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error('Chromium took too long to start')), startWithinMs).unref()
  })
}
