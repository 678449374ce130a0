import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withDatabase } from '../support/database.js'
import { withServer } from './support/use-server.js'

const page = '<!doctype html><html><head>\n<title>Tessera</title></head><body></body></html>'
const script = `console.log(${JSON.stringify('x'.repeat(50_000))})`

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tessera-web-'))
  await mkdir(join(folder, 'built', 'assets'), { recursive: true })
  await mkdir(join(folder, 'built', '.vite'))
  await writeFile(join(folder, 'built', 'index.html'), page)
  await writeFile(join(folder, 'built', 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  await writeFile(join(folder, 'built', 'assets', 'main-a1b2.js'), script)
  await writeFile(join(folder, 'built', '.vite', 'manifest.json'), '{}')
})
afterAll(() => rm(folder, { recursive: true }))

type Ask = (path: string, init?: RequestInit) => Promise<Response>

/** A server on a fresh database with a folder as its web application. */
async function withWeb(body: (ask: Ask) => Promise<void>, options: object = {}): Promise<void> {
  await withDatabase(async ({ url }) => {
    const settings = { webRoot: join(folder, 'built'), ...options }
    await withServer(url, (running) => body((path, init) => fetch(`${running.url}${path}`, init)), settings)
  })
}

const asBrowser = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } }

describe('the web application', () => {
  test('is one page for every address a browser goes to, and files that are kept for ever', () =>
    withWeb(async (ask) => {
      for (const path of ['/', '/o/device', '/studio/objects/device?tab=fields', '/%E8%AE%BE%E5%A4%87', '/a%ZZ']) {
        const answer = await ask(path, asBrowser)
        expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, 200, 'no-store'])
        expect(await answer.text()).toContain('<title>Tessera</title>')
      }

      const asset = await ask('/assets/main-a1b2.js', { headers: { 'accept-encoding': 'br' } })
      expect(asset.status).toBe(200)
      expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
      expect(asset.headers.get('content-encoding')).toBe('br')
      expect(asset.headers.get('vary')).toBe('Accept-Encoding')
      expect(await asset.text()).toBe(script)
      const zipped = await ask('/assets/main-a1b2.js', { headers: { 'accept-encoding': 'gzip' } })
      expect(zipped.headers.get('content-encoding')).toBe('gzip')
      await zipped.text()

      const icon = await ask('/favicon.svg')
      expect(icon.headers.get('cache-control')).toBe('no-cache')
      const known = { 'if-none-match': icon.headers.get('etag') ?? '', 'cache-control': 'max-age=0' }
      const again = await ask('/favicon.svg', { headers: known })
      expect(again.status).toBe(304)
    }))

  test('lets nothing run that is not its own, and nobody frame it', () =>
    withWeb(async (ask) => {
      const [one, two] = [await ask('/', asBrowser), await ask('/', asBrowser)]

      const policy = one.headers.get('content-security-policy') ?? ''
      const nonce = /'nonce-([\w-]{22})'/.exec(policy)?.[1]
      expect(policy.replace(nonce ?? '', 'N').split(';')).toEqual([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'nonce-N'",
        "style-src-attr 'none'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
      ])
      expect(await one.text()).toContain(`<meta name="csp-nonce" nonce="${nonce}" />`)
      expect(two.headers.get('content-security-policy')).not.toBe(policy)
      for (const path of ['/', '/assets/main-a1b2.js']) {
        const { headers } = await ask(path, asBrowser)
        expect(headers.get('x-content-type-options')).toBe('nosniff')
        expect(headers.get('referrer-policy')).toBe('no-referrer')
        expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
        expect(headers.get('request-id')).toMatch(/^[\w-]{36}$/)
        expect(headers.get('x-powered-by')).toBeNull()
      }
    }))

  test('answers 404 for files that are not there, and for nothing outside its folder', async () => {
    await writeFile(join(folder, 'secret.txt'), 'secret')
    await withWeb(async (ask) => {
      for (const path of [
        '/assets/gone-1234.js',
        '/assets/..%2f..%2fsecret.txt',
        '/..%2fsecret.txt',
        '/%2e%2e/secret.txt',
        '/.vite/manifest.json',
        '/robots.txt',
      ]) {
        const answer = await ask(path)
        expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
          path,
          404,
          'application/problem+json; charset=utf-8',
        ])
      }
      expect((await ask('/assets/gone-1234.js', asBrowser)).status).toBe(404)
      expect(await (await ask('/assets/gone-1234.js', asBrowser)).json()).toMatchObject({ code: 'request.not_found' })
      expect((await ask('/api/nothing', asBrowser)).headers.get('content-type')).toContain('problem+json')
      expect((await ask('/', { ...asBrowser, method: 'POST' })).status).toBe(404)
      expect(await (await ask('/', { ...asBrowser, method: 'HEAD' })).text()).toBe('')
    })
  })

  test('that was not built says so in the browser; the API works', () =>
    withWeb(
      async (ask) => {
        const answer = await ask('/', asBrowser)

        expect([answer.status, answer.headers.get('content-type')]).toEqual([503, 'text/html; charset=utf-8'])
        expect(await answer.text()).toContain('npm run build')
        expect((await ask('/readyz')).status).toBe(200)
      },
      { webRoot: '/nowhere/at/all' },
    ))

  test('is not served by workers', () =>
    withWeb(
      async (ask) => {
        expect((await ask('/', asBrowser)).status).toBe(404)
        expect((await ask('/healthz')).status).toBe(200)
      },
      { role: 'worker' },
    ))
})
