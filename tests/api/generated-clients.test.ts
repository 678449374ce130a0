import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { fieldTypes } from '@tessera/blocks/server'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { callThroughPaths, callThroughTypes, wrongUses } from './support/client-programs.js'
import { kitchenSink, oddlyNamed } from './support/kitchen-sink.js'
import { useServer } from './support/use-server.js'
import { create, publish } from './support/visit.js'

const server = useServer()
const start = promisify(execFile)
const compiler = fileURLToPath(new URL('../../node_modules/typescript-native/bin/tsc', import.meta.url))

const compilerOptions = { module: 'nodenext', target: 'es2022', lib: ['es2022', 'dom'], types: [] }

let folder = ''
let messages: readonly string[] = []

beforeAll(async () => {
  const { admin } = server()
  await publish(admin, [...kitchenSink, ...oddlyNamed])
  const [types, openapi] = await Promise.all([admin.get('/api/types.d.ts'), admin.get('/api/openapi.json')])
  const { default: openapiTypescript, astToString } = await import('openapi-typescript')

  folder = await mkdtemp(join(tmpdir(), 'tessera-clients-'))
  const files = {
    'package.json': '{"type":"module"}',
    'tsconfig.json': JSON.stringify({ compilerOptions }),
    'types.d.ts': types.text,
    'paths.d.ts': astToString(await openapiTypescript(openapi.text)),
    'call-through-types.ts': callThroughTypes,
    'call-through-paths.ts': callThroughPaths,
    ...Object.fromEntries(Object.entries(wrongUses).map(([name, text]) => [`${name}.ts`, text])),
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  messages = await compileStrictly()
}, 120_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

test('the kitchen sink uses every field type there is', () => {
  const used = new Set(kitchenSink.flatMap(({ fields }) => fields.map(({ type }) => type)))

  expect([...fieldTypes.definitions.keys()].filter((name) => !used.has(name))).toEqual([])
})

describe('types.d.ts', () => {
  test('compiles under --strict, with labels that look like code and keys that look like each other', () => {
    expect(messagesOf('types.d.ts')).toEqual([])
  })

  test('serves a program that creates, changes and reads a visit', async () => {
    expect(messagesOf('call-through-types.ts')).toEqual([])
    expect(await run('call-through-types.js')).toEqual({
      subject: 'Written by a client',
      customer: 'Solar Ltd',
      cost: 12.5,
      withTax: 13.25,
      status: 'done',
      tags: ['b'],
      confirmed: true,
      note: null,
      total: 12.5,
    })
  })

  test.each(Object.keys(wrongUses))('refuses to compile: %s', (name) => {
    expect(messagesOf(`${name}.ts`)).toHaveLength(1)
  })
})

describe('openapi.json', () => {
  test('gives declarations through openapi-typescript that compile under --strict', () => {
    expect(messagesOf('paths.d.ts')).toEqual([])
  })

  test('serves a program that knows the API by its paths alone', async () => {
    expect(messagesOf('call-through-paths.ts')).toEqual([])
    expect(await run('call-through-paths.js')).toEqual({
      subject: 'Known by its path',
      listed: ['Known by its path'],
      refused: 'record.invalid',
    })
  })

  test('has no error in the eyes of redocly, by its recommended and its specification rules', async () => {
    const { text } = await server().admin.get('/api/openapi.json')
    const { createConfig, lintFromString } = await import('@redocly/openapi-core')

    const config = await createConfig({ extends: ['recommended', 'spec'] })
    const problems = await lintFromString({ source: text, config })

    const errors = problems.filter(({ severity }) => severity === 'error')
    expect(errors.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([])
  })
})

/** What `tsc --strict` says about the folder's files, one message each, the file's name first; declarations are checked as well. */
async function compileStrictly(): Promise<string[]> {
  const outcome = await start(process.execPath, [compiler, '--strict', '--pretty', 'false', '-p', '.'], {
    cwd: folder,
  }).catch((error: { stdout: string }) => error)
  const found = outcome.stdout.split('\n').filter((line) => /^\S/.test(line))
  const withoutFile = found.filter((line) => !/^[\w.-]+\.ts\(/.test(line))
  if (withoutFile.length > 0) throw new Error(withoutFile.join('\n'))
  return found
}

function messagesOf(file: string): string[] {
  return messages.filter((message) => message.startsWith(`${file}(`))
}

/** Runs a compiled program against the server as an administrator's token; it prints one JSON value. */
async function run(program: string): Promise<unknown> {
  const { admin, running } = server()
  const made = await admin.post('/api/tokens', { name: program })
  const customer = await create(admin, 'account', { name: 'Solar Ltd' })
  const env = { ...process.env, API: running.url, TOKEN: String(made.body.token), CUSTOMER: customer }
  const { stdout } = await start(process.execPath, [join(folder, program)], { env })
  return JSON.parse(stdout)
}
