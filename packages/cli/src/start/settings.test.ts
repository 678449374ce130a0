import { mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { readSettings } from './settings.js'

const project = mkdtempSync(join(tmpdir(), 'tessera-project-'))

afterAll(() => rmSync(project, { recursive: true }))

describe('readSettings', () => {
  test('needs nothing set', () => {
    expect(readSettings({}, project)).toEqual({
      port: 3300,
      dataDir: join(project, '.tessera'),
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
    })
  })

  test('takes everything that is set', () => {
    const env = {
      PORT: '8080',
      TESSERA_DATA: project,
      DATABASE_URL: 'postgresql://u:p@db.example:5432/crm',
      TESSERA_ROLE: 'worker',
      TESSERA_ADMIN_EMAIL: 'a@example.com',
      TESSERA_ADMIN_PASSWORD: ' with spaces ',
      TESSERA_OUTBOUND_ALLOW: 'mail.internal:25, 10.0.0.7:443,[::1]:8080',
      TESSERA_PUBLIC_URL: 'https://CRM.example.com/',
      TESSERA_PROXIES: '10.0.0.0/8, ::1',
      TESSERA_OIDC_ISSUER: 'https://login.example.com/tenant',
      TESSERA_OIDC_CLIENT_ID: 'tessera',
      TESSERA_OIDC_CLIENT_SECRET: 'shared',
      TESSERA_OIDC_LABEL: '企业账号',
      TESSERA_OIDC_ONLY: 'true',
      TESSERA_SECOND_STEP: 'administrators',
      TESSERA_S3_BUCKET: 'https://minio.example/tessera',
      TESSERA_S3_ACCESS_KEY: 'AK',
      TESSERA_S3_SECRET_KEY: 'SK',
      TESSERA_ENCRYPTION_KEY: 'ab'.repeat(32),
    }

    expect(readSettings(env, project)).toEqual({
      port: 8080,
      dataDir: project,
      databaseUrl: 'postgresql://u:p@db.example:5432/crm',
      role: 'worker',
      adminEmail: 'a@example.com',
      adminPassword: ' with spaces ',
      outboundAllow: ['mail.internal:25', '10.0.0.7:443', '[::1]:8080'],
      publicUrl: 'https://crm.example.com',
      proxies: ['10.0.0.0/8', '::1'],
      sso: {
        issuer: 'https://login.example.com/tenant',
        clientId: 'tessera',
        clientSecret: 'shared',
        label: '企业账号',
        isOnlyWay: true,
      },
      secondStepFor: 'administrators',
      s3: { bucket: 'https://minio.example/tessera', region: 'us-east-1', accessKey: 'AK', secretKey: 'SK' },
      encryptionKey: new Uint8Array(32).fill(0xab),
    })
  })

  test('takes an empty variable for an absent one', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: ' ', TESSERA_ROLE: '' }, project)).toEqual(readSettings({}, project))
  })

  test('keeps the data at home when the project cannot be written', () => {
    expect(readSettings({}, join(project, 'missing')).dataDir).toBe(join(homedir(), '.tessera'))
  })

  test.each([
    [{ PORT: '33OO' }, 'PORT must be'],
    [{ PORT: '70000' }, 'PORT must be'],
    [{ PORT: '-1' }, 'PORT must be'],
    [{ TESSERA_ADMIN_EMAIL: 'a@example.com' }, 'must be set together'],
    [{ TESSERA_ADMIN_PASSWORD: 'long enough' }, 'must be set together'],
    [{ TESSERA_ROLE: 'server' }, 'TESSERA_ROLE must be'],
    [{ DATABASE_URL: 'localhost/crm' }, 'DATABASE_URL is no PostgreSQL address'],
    [{ DATABASE_URL: 'mysql://localhost/crm' }, 'DATABASE_URL is no PostgreSQL address'],
    [{ TESSERA_OUTBOUND_ALLOW: 'mail.internal' }, '"mail.internal" in TESSERA_OUTBOUND_ALLOW'],
    [{ TESSERA_PUBLIC_URL: 'crm.example.com' }, 'TESSERA_PUBLIC_URL must be'],
    [{ TESSERA_PUBLIC_URL: 'https://crm.example.com/crm' }, 'TESSERA_PUBLIC_URL must be'],
    [{ TESSERA_PUBLIC_URL: 'https://u:p@crm.example.com' }, 'TESSERA_PUBLIC_URL must be'],
    [{ TESSERA_PUBLIC_URL: 'javascript:alert(1)' }, 'TESSERA_PUBLIC_URL must be'],
    [{ TESSERA_OIDC_ISSUER: 'https://login.example.com' }, 'must be set together'],
    [{ TESSERA_OIDC_ONLY: 'true' }, 'TESSERA_OIDC_ONLY needs TESSERA_OIDC_ISSUER'],
    [{ TESSERA_SECOND_STEP: 'some' }, 'TESSERA_SECOND_STEP must be'],
    [{ TESSERA_OIDC_ONLY: 'yes' }, 'TESSERA_OIDC_ONLY must be'],
    [
      { TESSERA_OIDC_ISSUER: 'https://a.example', TESSERA_OIDC_CLIENT_ID: 'a', TESSERA_OIDC_CLIENT_SECRET: 'b' },
      'TESSERA_OIDC_ISSUER needs TESSERA_PUBLIC_URL',
    ],
    [
      {
        TESSERA_PUBLIC_URL: 'https://crm.example.com',
        TESSERA_OIDC_ISSUER: 'http://login.internal:8080',
        TESSERA_OIDC_CLIENT_ID: 'a',
        TESSERA_OIDC_CLIENT_SECRET: 'b',
      },
      'TESSERA_OIDC_ISSUER must be an https address',
    ],
    [{ TESSERA_PROXIES: 'proxy.internal' }, '"proxy.internal" in TESSERA_PROXIES'],
    [{ TESSERA_PROXIES: '10.0.0.0/33' }, '"10.0.0.0/33" in TESSERA_PROXIES'],
    [{ TESSERA_ENCRYPTION_KEY: 'ab'.repeat(31) }, 'TESSERA_ENCRYPTION_KEY must be 32 bytes'],
    [{ TESSERA_ENCRYPTION_KEY: 'correct horse battery staple' }, 'TESSERA_ENCRYPTION_KEY must be 32 bytes'],
    [{ TESSERA_S3_BUCKET: 'https://minio.example/tessera' }, 'must be set together'],
    [
      { TESSERA_S3_BUCKET: 'tessera', TESSERA_S3_ACCESS_KEY: 'AK', TESSERA_S3_SECRET_KEY: 'SK' },
      'the address of a bucket',
    ],
  ])('refuses %p', (env, sentence) => {
    expect(() => readSettings(env, project)).toThrow(sentence)
  })

  test('repeats no address in the refusal, because it may hold a password', () => {
    expect(() => readSettings({ DATABASE_URL: 'mysql://u:secret@h/d' }, project)).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('secret') }),
    )
  })
})
