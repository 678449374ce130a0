import { expect, test } from '@jest/globals'
import { commands } from './commands/commands.gen.js'
import { helpOf, overview } from './help.js'

test('the overview lists every command with a summary in both languages', () => {
  expect(overview(commands)).toBe(
    [
      '用法 · Usage',
      '',
      '  tessera start      启动服务器 · start the server',
      '  tessera template   检查、打包、比较、安装模板 · check, pack, compare and install templates',
      '',
      '  tessera <…> --help',
    ].join('\n'),
  )
})

test('the help of start names every variable it reads', () => {
  const [start] = commands.filter(({ name }) => name === 'start')
  const names = [...helpOf(start!).matchAll(/^ {2}([A-Z0-9_]+)/gm)].map(([, name]) => name)

  expect(names).toEqual([
    'PORT',
    'TESSERA_DATA',
    'DATABASE_URL',
    'TESSERA_ROLE',
    'TESSERA_PUBLIC_URL',
    'TESSERA_PROXIES',
    'TESSERA_OIDC_ISSUER',
    'TESSERA_OIDC_CLIENT_ID',
    'TESSERA_OIDC_CLIENT_SECRET',
    'TESSERA_OIDC_LABEL',
    'TESSERA_OIDC_ONLY',
    'TESSERA_SECOND_STEP',
    'TESSERA_ADMIN_EMAIL',
    'TESSERA_ADMIN_PASSWORD',
    'TESSERA_OUTBOUND_ALLOW',
    'TESSERA_ENCRYPTION_KEY',
    'TESSERA_S3_BUCKET',
    'TESSERA_S3_REGION',
    'TESSERA_S3_ACCESS_KEY',
    'TESSERA_S3_SECRET_KEY',
  ])
})

test('every setting is explained in both languages', () => {
  const sentences = commands.flatMap(({ settings }) => Object.values(settings))

  expect(sentences.filter(({ zh }) => !/[\u4e00-\u9fff]/.test(zh))).toEqual([])
  expect(sentences.filter(({ en }) => !/^[\x20-\x7e]+$/.test(en))).toEqual([])
})
