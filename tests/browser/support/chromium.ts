import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'

const systemPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/**
 * Where a Chromium is: the environment's CHROMIUM_PATH, the one that comes with the dependencies (unpacked once per person
 * below the temporary folder; without a window it loads a page with half of the work), or on other platforms one of the
 * system.
 */
export async function chromiumPath(): Promise<string> {
  const named = process.env.CHROMIUM_PATH
  if (named !== undefined && named !== '') return named
  if (process.platform === 'linux' && process.arch === 'x64') return unpackedChromium()
  const installed = systemPaths.find((path) => existsSync(path))
  if (installed === undefined) throw new Error('No Chromium is installed: name one in CHROMIUM_PATH.')
  return installed
}

async function unpackedChromium(): Promise<string> {
  // Without it the package does not unpack the libraries that a bare machine lacks; it is read when the module loads.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x'
  // It unpacks with mode 0700: a folder that another account left would be unreadable.
  const folder = join(tmpdir(), `tessera-chromium-${userInfo().uid}`)
  await mkdir(folder, { recursive: true })
  const before = process.env.TMPDIR
  process.env.TMPDIR = folder
  try {
    const { default: packaged } = (await import('@sparticuz/chromium')) as unknown as {
      default: { executablePath(): Promise<string> }
    }
    return await packaged.executablePath()
  } finally {
    // It names fonts of its own, without a Chinese glyph: where the machine has any, those are used.
    if (existsSync('/etc/fonts/fonts.conf')) delete process.env.FONTCONFIG_PATH
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}

/**
 * What the browser must leave alone. The last list on the command line counts, so those of Playwright that matter here are
 * repeated; the first three would give each window, though nobody sees it, two pages for its address bar, which took as
 * much time and memory as the page under test.
 */
const unwanted = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'MediaRouter',
  'OptimizationHints',
  'PaintHolding',
]

/** What every Chromium of ours is started with. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--force-color-profile=srgb',
  `--disable-features=${unwanted.join(',')}`,
]

/** Starts a headless Chromium; the caller closes it. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: await chromiumPath(), args: chromiumFlags })
}
