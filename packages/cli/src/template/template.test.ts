import { createServer, type Server } from 'node:http'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { tinyClient, tinyFiles, tinyManifest, tinyWith } from '../../../../tests/support/tiny-template.js'
import type { Printer } from './printing.js'
import { runTemplate } from './run-template.js'
import { readWords } from './words.js'

const made: string[] = []
const servers: Server[] = []

afterAll(async () => {
  for (const server of servers) {
    server.close()
    server.closeAllConnections()
  }
  for (const folder of made) await rm(folder, { recursive: true, force: true })
})

async function folderWith(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'tessera-template-'))
  made.push(root)
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name, path)), { recursive: true })
    await writeFile(join(root, name, path), text)
  }
  return join(root, name)
}

async function run(words: readonly string[], environment = {}): Promise<{ code: number; out: string; err: string }> {
  const lines = { out: [] as string[], err: [] as string[] }
  const printer: Printer = { out: (line) => lines.out.push(line), err: (line) => lines.err.push(line) }
  const code = await runTemplate(words, environment, printer)
  return { code, out: lines.out.join('\n'), err: lines.err.join('\n') }
}

describe('tessera template validate', () => {
  test('says of a good template what is in it', async () => {
    const folder = await folderWith('tiny', tinyFiles)

    expect(await run(['validate', folder])).toEqual({
      code: 0,
      out: `✓ ${folder}  tiny 1.0.0  (4 文档 documents, 2 表 tables, 1 场景 scenarios)`,
      err: '',
    })
  })

  test('names file, place and sentence of each problem in both languages', async () => {
    const rules = [{ key: 'named', when: 'LEN(nam) < 2', message: 'x' }]
    const folder = await folderWith('tiny', tinyWith('documents/object/client.json', { ...tinyClient, rules }))
    const { code, err } = await run(['validate', folder])

    expect(code).toBe(1)
    expect(err).toContain(`✗ ${folder}/documents/object/client.json /rules/0/when  formula.unknown_name`)
    expect(err).toMatch(/\n {4}[^\n]*nam[^\n]*\n {4}There is no/)
  })

  test('does not let the names of files play with the terminal', async () => {
    const folder = await folderWith('tiny', { ...tinyFiles, '\u001b[2Jx.txt': '' })
    const { code, err } = await run(['validate', folder])

    expect(code).toBe(1)
    expect(err).not.toContain('\u001b')
    expect(err).toContain('x.txt')
  })

  test('finds what a template needs in the folder beside it', async () => {
    const tiny = await folderWith('tiny', tinyFiles)
    const above = join(dirname(tiny), 'above')
    await mkdir(above)
    const needs = [{ key: 'tiny', version: '1.0.0' }]
    await writeFile(join(above, 'template.json'), JSON.stringify({ ...tinyManifest, key: 'above', needs }))

    expect(await run(['validate', above, tiny])).toMatchObject({ code: 0 })
  })
})

describe('tessera template pack and diff', () => {
  test('packs the same bytes twice, and the file validates', async () => {
    const folder = await folderWith('tiny', tinyFiles)
    const [one, two] = [`${folder}-1.json`, `${folder}-2.json`]

    expect(await run(['pack', folder, '-o', one])).toMatchObject({ code: 0 })
    expect(await run(['pack', folder, '--output', two])).toMatchObject({ code: 0 })
    expect(await readFile(one, 'utf8')).toBe(await readFile(two, 'utf8'))
    expect(await run(['validate', one])).toMatchObject({ code: 0 })
    expect(await run(['diff', folder, one])).toMatchObject({ code: 0, out: '没有不同。\nNothing differs.' })
  })

  test('lists what a version changed', async () => {
    const folder = await folderWith('tiny', tinyFiles)
    const fields = [...tinyClient.fields, { key: 'phone', type: 'phone', label: '电话' }]
    const later = await folderWith('tiny-later', {
      ...tinyWith('documents/object/client.json', { ...tinyClient, fields }),
      'template.json': JSON.stringify({ ...tinyManifest, version: '1.1.0' }),
    })

    expect(await run(['diff', folder, later])).toMatchObject({
      code: 0,
      out: '~ template.json  version  "1.0.0" → "1.1.0"\n+ object/client/fields/phone',
    })
  })
})

describe('tessera template install, upgrade and uninstall', () => {
  const plan = {
    action: 'upgrade',
    from: '1.0.0',
    to: '1.1.0',
    taken: [],
    conflicts: [],
    kept: [],
    moved: [],
    left: [],
    plan: { base: 7, steps: [], hazards: [], usages: [] },
  }
  const conflict = {
    id: 'c1',
    kind: 'object',
    key: 'client',
    label: '客户',
    part: 'fields/level',
    property: 'label',
    base: '级别',
    mine: '等级',
    theirs: '分级',
  }
  const hazard = {
    id: 'field.hide:client.level',
    severity: 'warn',
    message: { 'zh-CN': '隐藏', en: 'Hidden' },
    rows: 3,
    samples: [],
  }

  /** An installation that answers as the API is described; what it was asked is written down. */
  async function installation(answers: Readonly<Record<string, unknown>>): Promise<{ url: string; asked: unknown[] }> {
    const asked: unknown[] = []
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', (piece: Buffer) => (body += piece.toString()))
      request.on('end', () => {
        const name = `${request.method} ${request.url}`
        const { authorization, 'tessera-workspace': workspace } = request.headers
        asked.push([name, authorization, workspace, body === '' ? undefined : (JSON.parse(body) as unknown)])
        const answer = answers[name]
        response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' })
        response.end(JSON.stringify(answer ?? { code: 'template.unknown', detail: '没有这个模板。' }))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    servers.push(server)
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
  }

  test('shows conflicts and hazards, and changes nothing until they are decided', async () => {
    const { url, asked } = await installation({
      'POST /api/templates/crm/plan': { ...plan, conflicts: [conflict], plan: { ...plan.plan, hazards: [hazard] } },
      'POST /api/templates/crm/upgrade': { revision: 8, plan },
    })
    const words = ['upgrade', 'crm', '--server', url]
    const environment = { TESSERA_TOKEN: 'secret' }
    const undecided = await run(words, environment)

    expect(undecided.code).toBe(1)
    expect(undecided.out).toContain('? Changed on both sides: object/client/fields/level label')
    expect(undecided.out).toContain("--decide 'c1=mine'")
    expect(undecided.out).toContain("--accept 'field.hide:client.level'")
    expect(asked).toHaveLength(1)

    const decisions = ['--decide', 'c1=theirs', '--accept', 'field.hide:client.level']
    expect(await run([...words, '--workspace', 'main', ...decisions], environment)).toMatchObject({ code: 0 })
    const body = { accept: ['field.hide:client.level'], decisions: { c1: 'theirs' } }
    expect(asked.slice(1)).toEqual([
      ['POST /api/templates/crm/plan', 'Bearer secret', 'main', { ...body, action: 'upgrade' }],
      ['POST /api/templates/crm/upgrade', 'Bearer secret', 'main', body],
    ])
  })

  test('brings a folder to the server, and tells how far its sample data is', async () => {
    const folder = await folderWith('tiny', tinyFiles)
    const { url, asked } = await installation({
      'POST /api/templates': { key: 'tiny', version: '1.0.0', problems: [] },
      'POST /api/templates/tiny/plan': { ...plan, action: 'install', from: null },
      'POST /api/templates/tiny/install': { revision: 8, plan, job: 'j1' },
      'GET /api/jobs/j1': { id: 'j1', kind: 'sample', state: 'done', done: 4, total: 4 },
    })
    await writeFile(`${folder}.token`, 'from a file\n')
    const words = [
      'install',
      folder,
      '--server',
      `${url}/`,
      '--token-file',
      `${folder}.token`,
      '--sample',
      '--answer',
      'sales=p1',
    ]
    const { code, out } = await run(words)

    expect(code).toBe(0)
    expect(out).toContain('4 / 4')
    const install = { sample: true, answers: { sales: 'p1' } }
    expect(asked.map((request) => (request as unknown[])[0])).toEqual([
      'POST /api/templates',
      'POST /api/templates/tiny/plan',
      'POST /api/templates/tiny/install',
      'GET /api/jobs/j1',
    ])
    expect((asked[0] as unknown[])[3]).toMatchObject({ format: 1, manifest: { key: 'tiny' } })
    expect(asked[1]).toEqual([expect.anything(), 'Bearer from a file', undefined, { action: 'install', ...install }])
    expect(asked[2]).toEqual([expect.anything(), 'Bearer from a file', undefined, install])
  })

  test('says in the words of the server why it refuses', async () => {
    const { url } = await installation({})

    expect(await run(['uninstall', 'crm', '--server', url], { TESSERA_TOKEN: 'x' })).toEqual({
      code: 1,
      out: '',
      err: '✗ template.unknown  没有这个模板。',
    })
  })

  test('asks for address and token, and does not take the token as a word', async () => {
    await expect(run(['install', 'crm'])).rejects.toThrow('--server')
    await expect(run(['install', 'crm', '--server', 'http://localhost:1'])).rejects.toThrow('--token-file')
    await expect(run(['install', 'crm', '--token', 'x'])).rejects.toThrow('--token')
    await expect(run(['install', 'crm', '--server', 'http://localhost:1'], { TESSERA_TOKEN: 'x' })).rejects.toThrow(
      'cannot be reached',
    )
  })
})

describe('the words of tessera template', () => {
  test.each([[[]], [['validate']], [['pack', 'a', 'b']], [['diff', 'a']], [['instal', 'crm']]])(
    '%j make no sense: exit code 2',
    async (words: readonly string[]) => {
      expect(await run(words)).toMatchObject({ code: 2 })
    },
  )

  test('pairs are read at their last equals sign', () => {
    expect(readWords(['upgrade', 'crm', '--decide', 'a=b=mine']).decisions).toEqual({ 'a=b': 'mine' })
    expect(() => readWords(['upgrade', 'crm', '--decide', 'a=ours'])).toThrow('mine|theirs')
    expect(() => readWords(['upgrade', 'crm', '--decide', '=mine'])).toThrow('mine|theirs')
  })
})
