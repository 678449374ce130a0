/**
 * `npm run pictures -- --only list --theme dark --locale en --size phone`: a picture of every screen in every state (filled,
 * empty, loading, error, no permission), to be looked at and scored on the checklist. Options: --out folder, --only names
 * (comma), --states (comma), --theme light|dark, --locale zh-CN|en, --size desktop|phone. Without them everything is taken.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchChromium } from '../browser/support/chromium.js'
import { desktop, phone } from '../browser/support/sizes.js'
import { addressOf, settle, shots, type Shot } from './shots.js'
import { typeScale } from './type-scale.js'
import { withWorld, type World } from './world.js'

interface Options {
  readonly out?: string
  readonly only?: string
  readonly states?: string
  readonly theme?: string
  readonly locale?: string
  readonly size?: string
}

const sizes = { desktop, phone } as const
/** Data a screen asks for; who one is and what the workspace looks like are answered as ever. */
const isData = (url: URL): boolean =>
  url.pathname.startsWith('/api/') && !/^\/api\/(me|session|setup|events)\b/.test(url.pathname)

/** What the frame and the menu are made of: it comes before any screen. */
const isWorkspace = (url: URL): boolean => ['/api/documents', '/api/draft'].includes(url.pathname)

export async function run(options: Options): Promise<number> {
  const out = options.out ?? 'pictures'
  mkdirSync(out, { recursive: true })
  const wanted = shots().filter(
    ({ name, state }) =>
      (options.only === undefined || options.only.split(',').includes(name)) &&
      (options.states === undefined || options.states.split(',').includes(state)),
  )
  let failed = 0
  const browser = await launchChromium()
  try {
    await withWorld(true, async (filled) =>
      withWorld(false, async (bare) => {
        for (const look of looks(options))
          for (const shot of wanted) {
            if (look.size === 'phone' && shot.isWide === true && shot.state !== 'filled') continue
            const file = join(out, `${shot.name}.${shot.state}.${look.theme}.${look.locale}.${look.size}.png`)
            const { complaints, scale } = await take(browser, shot.isBare === true ? bare : filled, shot, look, file)
            if (complaints !== '') failed += 1
            console.log(`${complaints === '' ? '✓' : '✗'} ${file} (${scale}) ${complaints}`.trimEnd())
          }
      }),
    )
  } finally {
    await browser.close()
  }
  return failed === 0 ? 0 : 1
}

interface Look {
  readonly theme: 'light' | 'dark'
  readonly locale: 'zh-CN' | 'en'
  readonly size: keyof typeof sizes
}

function looks({ theme, locale, size }: Options): readonly Look[] {
  const all = (['light', 'dark'] as const).flatMap((aTheme) =>
    (['zh-CN', 'en'] as const).flatMap((aLocale) =>
      (['desktop', 'phone'] as const).map((aSize) => ({ theme: aTheme, locale: aLocale, size: aSize })),
    ),
  )
  return all.filter(
    (look) =>
      (theme === undefined || look.theme === theme) &&
      (locale === undefined || look.locale === locale) &&
      (size === undefined || look.size === size),
  )
}

interface Taken {
  readonly complaints: string
  readonly scale: string
}

/** Says what went wrong, and has taken the picture all the same. */
async function take(browser: Browser, world: World, shot: Shot, look: Look, file: string): Promise<Taken> {
  const context = await contextOf(browser, world, shot, look)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  try {
    await disturb(page, shot)
    await page.goto(addressOf(world.url, shot, world.names))
    await settle(page, shot)
    await shot.act?.(page)
  } catch (error) {
    complaints.push(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error))
  }
  await page.screenshot({ path: file })
  const scale = await typeScale(page)
  await context.close()
  return { complaints: complaints.join('; '), scale }
}

async function contextOf(browser: Browser, world: World, shot: Shot, look: Look): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: sizes[look.size],
    deviceScaleFactor: 1,
    colorScheme: look.theme,
    locale: look.locale,
    timezoneId: 'Asia/Shanghai',
    hasTouch: look.size === 'phone',
    reducedMotion: 'reduce',
  })
  if (shot.isEntry === true) return context
  const cookie = world.cookies[shot.state === 'denied' && shot.isByAct !== true ? 'nobody' : 'admin']
  const at = cookie.indexOf('=')
  await context.addCookies([{ name: cookie.slice(0, at), value: cookie.slice(at + 1), url: world.url }])
  return context
}

/** Loading: nothing is answered. Error: the server fails, or only what a screen asks for beyond the workspace does. */
async function disturb(page: Page, shot: Shot): Promise<void> {
  if (shot.isByAct === true) return
  if (shot.state === 'loading')
    await page.route(
      (url) => isData(url) && (shot.isCold === true || !isWorkspace(url)),
      () => undefined,
    )
  if (shot.state !== 'error') return
  await page.route(
    (url) => isData(url) && (shot.isCold === true || !isWorkspace(url)),
    (route) =>
      route.fulfill({
        status: 500,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          code: 'internal',
          title: '服务器出错',
          detail: '服务器出错，请稍后再试。',
          requestId: 'R-7Q2K',
        }),
      }),
  )
}
