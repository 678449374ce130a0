import { accessSync, constants, existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Bilingual } from '../commands/command.js'
import { LaunchError } from '../launch-error.js'
import { encryptionKeyOf } from './encryption-key.js'
import { s3Of, type S3Bucket } from './s3-settings.js'
import { secondStepForOf, type SecondStepFor } from './second-step-setting.js'
import { ssoOf, type Sso } from './sso-settings.js'
import { proxiesOf, publicUrlOf } from './web-settings.js'

/** The environment variables of `tessera start`, as its help and the README explain them. */
export const settings = {
  PORT: { zh: '端口（3300）', en: 'port (3300)' },
  TESSERA_DATA: {
    zh: '内置数据库、文件和密钥的文件夹（项目中的 .tessera）',
    en: 'folder of the embedded database, files and key (.tessera in the project)',
  },
  DATABASE_URL: {
    zh: '使用已有的 PostgreSQL，不启动内置数据库',
    en: 'an existing PostgreSQL instead of the embedded one',
  },
  TESSERA_ROLE: {
    zh: '本进程的职责：all、api 或 worker（all）',
    en: 'what this process does: all, api or worker (all)',
  },
  TESSERA_PUBLIC_URL: {
    zh: '用户访问本系统的网址，如 https://crm.example.com；邀请和重设密码的链接由它组成',
    en: 'address people reach this installation by, such as https://crm.example.com; links are made of it',
  },
  TESSERA_PROXIES: {
    zh: '自己的反向代理的地址或网段，以逗号分隔；只信任它们的 X-Forwarded-For（无）',
    en: 'addresses or ranges of your own proxies, comma-separated; only their X-Forwarded-For counts (none)',
  },
  TESSERA_OIDC_ISSUER: {
    zh: '单点登录：OpenID Connect 登录服务的网址（issuer）；回调地址是 TESSERA_PUBLIC_URL 加 /api/session/sso/callback',
    en: 'single sign-on: address (issuer) of an OpenID Connect provider; it sends back to /api/session/sso/callback',
  },
  TESSERA_OIDC_CLIENT_ID: { zh: '在登录服务登记的 client_id', en: 'client_id registered with the provider' },
  TESSERA_OIDC_CLIENT_SECRET: { zh: '对应的 client_secret', en: 'its client_secret' },
  TESSERA_OIDC_LABEL: { zh: '登录页上登录服务的名称', en: 'name of the provider on the sign-in page' },
  TESSERA_OIDC_ONLY: {
    zh: 'true：除管理员外只能单点登录，不能用密码（false）',
    en: 'true: nobody but administrators signs in by password (false)',
  },
  TESSERA_SECOND_STEP: {
    zh: '谁必须使用两步验证：nobody、administrators 或 everybody（nobody）',
    en: 'who must use two-step sign-in: nobody, administrators or everybody (nobody)',
  },
  TESSERA_ADMIN_EMAIL: { zh: '首次启动时创建的管理员邮箱', en: 'e-mail of the administrator made at the first start' },
  TESSERA_ADMIN_PASSWORD: { zh: '该管理员的密码', en: 'password of that administrator' },
  TESSERA_OUTBOUND_ALLOW: {
    zh: '允许访问的内网地址，host:port，以逗号分隔（无）',
    en: 'private addresses that may be called, host:port, comma-separated (none)',
  },
  TESSERA_ENCRYPTION_KEY: {
    zh: '加密字段的密钥，32 字节的十六进制或 base64（由数据文件夹的密钥导出）',
    en: 'key of encrypted fields, 32 bytes in hexadecimal or base64 (derived from the key in the data folder)',
  },
  TESSERA_S3_BUCKET: {
    zh: '把文件存到 S3 兼容的存储桶：桶的网址（不设则存到数据文件夹）',
    en: 'address of an S3-compatible bucket for files (the data folder when absent)',
  },
  TESSERA_S3_REGION: { zh: '存储桶所在区域（us-east-1）', en: 'region of the bucket (us-east-1)' },
  TESSERA_S3_ACCESS_KEY: { zh: '存储桶的访问密钥 ID', en: 'id of the access key of the bucket' },
  TESSERA_S3_SECRET_KEY: { zh: '存储桶的访问密钥', en: 'the secret of that access key' },
} as const satisfies Record<string, Bilingual>

const roles = ['all', 'api', 'worker'] as const

/** The environment of `tessera start`, checked. */
export interface StartSettings {
  readonly port: number
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  readonly role: (typeof roles)[number]
  readonly adminEmail: string | undefined
  readonly adminPassword: string | undefined
  readonly outboundAllow: readonly string[]
  readonly publicUrl: string | undefined
  readonly proxies: readonly string[]
  readonly sso: Sso | undefined
  readonly secondStepFor: SecondStepFor
  readonly s3: S3Bucket | undefined
  /** 32 bytes. */
  readonly encryptionKey: Uint8Array | undefined
}

/**
 * Reads the settings; an empty variable counts as absent.
 *
 * Errors: `LaunchError` naming the variable that cannot be understood.
 */
export function readSettings(env: NodeJS.ProcessEnv, projectFolder: string): StartSettings {
  const read = (name: keyof typeof settings) => env[name]?.trim() || undefined
  // Spaces may be part of a password.
  const adminPassword = env['TESSERA_ADMIN_PASSWORD'] || undefined
  if ((read('TESSERA_ADMIN_EMAIL') === undefined) !== (adminPassword === undefined)) throw halfAdministrator()
  const publicUrl = publicUrlOf(read('TESSERA_PUBLIC_URL'))
  const outboundAllow = outboundAllowOf(read('TESSERA_OUTBOUND_ALLOW') ?? '')
  return {
    port: portOf(read('PORT') ?? '3300'),
    dataDir: resolve(read('TESSERA_DATA') ?? defaultDataFolder(projectFolder)),
    databaseUrl: databaseUrlOf(read('DATABASE_URL')),
    role: roleOf(read('TESSERA_ROLE') ?? 'all'),
    adminEmail: read('TESSERA_ADMIN_EMAIL'),
    adminPassword,
    outboundAllow,
    publicUrl,
    proxies: proxiesOf(read('TESSERA_PROXIES') ?? ''),
    secondStepFor: secondStepForOf(read('TESSERA_SECOND_STEP') ?? 'nobody'),
    sso: ssoOf(
      {
        issuer: read('TESSERA_OIDC_ISSUER'),
        clientId: read('TESSERA_OIDC_CLIENT_ID'),
        clientSecret: read('TESSERA_OIDC_CLIENT_SECRET'),
        label: read('TESSERA_OIDC_LABEL'),
        only: read('TESSERA_OIDC_ONLY'),
      },
      { publicUrl, outboundAllow },
    ),
    encryptionKey: encryptionKeyOf(read('TESSERA_ENCRYPTION_KEY')),
    s3: s3Of({
      bucket: read('TESSERA_S3_BUCKET'),
      region: read('TESSERA_S3_REGION'),
      accessKey: read('TESSERA_S3_ACCESS_KEY'),
      secretKey: read('TESSERA_S3_SECRET_KEY'),
    }),
  }
}

function halfAdministrator(): LaunchError {
  return new LaunchError(
    'TESSERA_ADMIN_EMAIL 和 TESSERA_ADMIN_PASSWORD 必须同时设置。',
    'TESSERA_ADMIN_EMAIL and TESSERA_ADMIN_PASSWORD must be set together.',
  )
}

function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text)
  throw new LaunchError(
    `PORT 应为 0 到 65535 的整数，而不是「${text}」。`,
    `PORT must be a whole number from 0 to 65535, not "${text}".`,
  )
}

function roleOf(text: string): StartSettings['role'] {
  const role = roles.find((name) => name === text)
  if (role !== undefined) return role
  throw new LaunchError(
    `TESSERA_ROLE 应为 all、api 或 worker，而不是「${text}」。`,
    `TESSERA_ROLE must be all, api or worker, not "${text}".`,
  )
}

function databaseUrlOf(text: string | undefined): string | undefined {
  if (text === undefined || (URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol))) return text
  // The text is not repeated: it may hold a password.
  throw new LaunchError(
    'DATABASE_URL 不是 PostgreSQL 地址，应形如 postgresql://user:password@host:5432/database。',
    'DATABASE_URL is no PostgreSQL address; it looks like postgresql://user:password@host:5432/database.',
  )
}

function outboundAllowOf(text: string): string[] {
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  const wrong = entries.find((entry) => !/^[^\s:/]+:\d{1,5}$|^\[[0-9a-fA-F:]+\]:\d{1,5}$/.test(entry))
  if (wrong === undefined) return entries
  throw new LaunchError(
    `TESSERA_OUTBOUND_ALLOW 中的「${wrong}」应写成 host:port。`,
    `"${wrong}" in TESSERA_OUTBOUND_ALLOW must be written as host:port.`,
  )
}

function defaultDataFolder(projectFolder: string): string {
  const inProject = join(projectFolder, '.tessera')
  return isWritable(existsSync(inProject) ? inProject : projectFolder) ? inProject : join(homedir(), '.tessera')
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
