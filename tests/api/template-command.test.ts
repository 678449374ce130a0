import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { root } from '../repo/checkout.js'
import { tinyClient, tinyFiles, tinyManifest, tinyWith } from '../support/tiny-template.js'
import type { Json } from './support/client.js'
import { useServer } from './support/use-server.js'

/** Each word of the command is a process that loads the whole product. */
const longestMs = 240_000

const server = useServer()
const made: string[] = []

afterAll(async () => {
  for (const folder of made) await rm(folder, { recursive: true, force: true })
})

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tessera-command-'))
  made.push(folder)
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return folder
}

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** `tessera template …` as a person types it, against the server of this file. */
async function tessera(...words: readonly string[]): Promise<Ran> {
  const { body } = await server().admin.post('/api/tokens', { name: 'tessera' })
  const { running } = server()
  const environment = {
    ...process.env,
    NODE_OPTIONS: '',
    TESSERA_SERVER: running.url,
    TESSERA_TOKEN: String(body.token),
  }
  const program = [join(root, 'packages/cli/dist/main.js'), 'template', ...words]
  return new Promise((resolve) => {
    execFile(process.execPath, program, { env: environment }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err })
    })
  })
}

/** Version 1.1.0 calls the level of a client otherwise. */
const later = (label: string): Readonly<Record<string, string>> => {
  const fields = tinyClient.fields.map((field) => (field.key === 'level' ? { ...field, label } : field))
  return {
    ...tinyWith('documents/object/client.json', { ...tinyClient, fields }),
    'template.json': JSON.stringify({ ...tinyManifest, version: '1.1.0' }),
  }
}

describe('tessera template', () => {
  test(
    'installs a folder with its sample data, upgrades it where both sides changed something, and takes it away',
    async () => {
      const { admin, ids } = server()
      const folder = await folderWith(tinyFiles)
      const installed = await tessera('install', folder, '--sample', '--answer', `sales=${ids.admin}`)
      expect(installed).toMatchObject({ code: 0, err: '' })
      expect(installed.out).toContain('4 / 4')
      const records = (await admin.get('/api/records/call?fields=subject,client,seller')).body.records as unknown
      expect(records).toHaveLength(2)

      const { body } = await admin.get('/api/documents/object/client')
      const mine = structuredClone(body.document ?? body) as unknown as { fields: { key: string; label: unknown }[] }
      for (const field of mine.fields) if (field.key === 'level') field.label = '等级'
      await admin.post('/api/changes', { changes: [{ op: 'put', document: mine as unknown as Json }] })

      const next = await folderWith(later('分级'))
      const undecided = await tessera('upgrade', next)
      expect(undecided.code).toBe(1)
      expect(undecided.err).toContain('Nothing was changed')
      const decision = /--decide '([^']*)=theirs'/.exec(undecided.out)?.[1]
      expect(decision).toBeDefined()
      expect((await admin.get('/api/templates/tiny')).body.installed).toMatchObject({ version: '1.0.0' })

      expect(await tessera('upgrade', next, '--decide', `${decision}=theirs`)).toMatchObject({ code: 0, err: '' })
      expect((await admin.get('/api/templates/tiny')).body.installed).toMatchObject({ version: '1.1.0' })

      const warned = await tessera('uninstall', 'tiny')
      expect(warned.code).toBe(1)
      const hazards = [...warned.out.matchAll(/--accept '([^']*)'/g)].flatMap(([, id]) => ['--accept', id ?? ''])
      expect(await tessera('uninstall', 'tiny', ...hazards)).toMatchObject({ code: 0, err: '' })
      expect((await admin.get('/api/records/call')).status).toBe(404)
    },
    longestMs,
  )

  test(
    'says what the server says of a template it does not know',
    async () => {
      expect(await tessera('install', 'nosuchtemplate')).toMatchObject({
        code: 1,
        err: expect.stringContaining('template.not_found'),
      })
    },
    longestMs,
  )
})
