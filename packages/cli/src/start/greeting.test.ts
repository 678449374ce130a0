import { expect, test } from '@jest/globals'
import { greeting } from './greeting.js'

const settings = {
  port: 3300,
  dataDir: '/data',
  databaseUrl: undefined,
  role: 'all',
  adminEmail: undefined,
  adminPassword: undefined,
  outboundAllow: [],
  publicUrl: undefined,
  proxies: [],
  sso: undefined,
  secondStepFor: 'nobody',
  s3: undefined,
  encryptionKey: undefined,
} as const
const url = 'http://localhost:3300'

test('names the address in the line that says it runs', () => {
  const lines = greeting({ settings, url, setupCode: undefined, tookMs: 940 }).split('\n')

  expect(lines).toContain('Tessera 已启动 · is running: http://localhost:3300   (0.9 s)')
})

test('a fresh installation is told how to make its administrator', () => {
  const text = greeting({ settings, url, setupCode: 'K7QF-2M9D', tookMs: 940 })

  expect(text).toContain('First: open http://localhost:3300 in a browser and create the administrator.')
  expect(text).toContain('K7QF-2M9D')
})

test('an installation with accounts is told where to sign in', () => {
  const text = greeting({
    settings: { ...settings, adminEmail: 'a@example.com' },
    url,
    setupCode: undefined,
    tookMs: 940,
  })

  expect(text).toContain('Open in a browser: http://localhost:3300  (a@example.com)')
  expect(text).not.toContain('First')
})

test('a worker is not to be opened in a browser', () => {
  const text = greeting({ settings: { ...settings, role: 'worker' }, url, setupCode: 'K7QF-2M9D', tookMs: 1 })

  expect(text).not.toContain('browser')
})

test('addresses that may be called are printed, passwords are not', () => {
  const databaseUrl = 'postgresql://crm:secret@db.internal:5432/crm'
  const s3 = { bucket: 'https://minio.example/tessera', region: 'us-east-1', accessKey: 'AK', secretKey: 'secret' }
  const text = greeting({
    settings: { ...settings, databaseUrl, outboundAllow: ['mail.internal:25'], s3 },
    url,
    setupCode: undefined,
    tookMs: 1,
  })

  expect(text).toContain('mail.internal:25')
  expect(text).toContain('db.internal:5432')
  expect(text).toContain('https://minio.example/tessera')
  expect(text).not.toContain('secret')
})
