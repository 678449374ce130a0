import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { tinyFiles, tinyManifest, tinyWith } from '../../../../tests/support/tiny-template.js'
import { readTemplateFolder } from './read-template-folder.js'
import { TemplateShelf } from './template-shelf.js'

const made: string[] = []

afterAll(async () => {
  for (const folder of made) await rm(folder, { recursive: true, force: true })
})

async function rootWith(
  folders: Readonly<Record<string, Readonly<Record<string, string | Uint8Array>>>>,
): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'tessera-templates-'))
  made.push(root)
  for (const [folder, files] of Object.entries(folders)) {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(root, folder, path)), { recursive: true })
      await writeFile(join(root, folder, path), content)
    }
  }
  return root
}

const needing = (key: string, ...needs: readonly string[]): Record<string, string> => ({
  'template.json': JSON.stringify({
    ...tinyManifest,
    key,
    needs: needs.map((other) => ({ key: other, version: '1.0.0' })),
  }),
})

describe('a shelf of templates', () => {
  test('packs what is there, whatever needs what, and leaves out what does not check', async () => {
    const told: object[] = []
    const root = await rootWith({
      tiny: tinyFiles,
      above: needing('above', 'tiny'),
      'above-that': needing('above-that', 'above'),
      broken: tinyWith('documents/view/calls.json', { kind: 'view', key: 'calls' }),
      other: tinyFiles,
      nothing: { 'README.md': 'no template' },
    })
    const shelf = new TemplateShelf(root, { error: (details) => told.push(details) })

    expect((await shelf.list()).map(({ manifest }) => manifest.key)).toEqual(['above', 'above-that', 'tiny'])
    expect(await shelf.find('nothing')).toBeUndefined()
    expect(told).toMatchObject([
      { template: 'broken', problems: [{ at: 'documents/view/calls.json/object' }, {}, {}, {}] },
      { template: 'other', problems: [{ at: 'template.json/key' }] },
    ])
    const [first, second] = await Promise.all([shelf.find('tiny'), shelf.find('tiny')])
    expect(first).toBe(second)
  })

  test('does not wait for ever for templates that need each other', async () => {
    const shelf = new TemplateShelf(await rootWith({ egg: needing('egg', 'hen'), hen: needing('hen', 'egg') }))
    const [egg, hen] = await Promise.all([shelf.look('egg'), shelf.look('hen')])

    expect([egg, hen].map((one) => one?.problems.map(({ code }) => code))).toEqual([
      ['template.need_missing'],
      ['template.need_missing'],
    ])
  })

  test('of a folder that is not there is empty', async () => {
    expect(await new TemplateShelf(join(tmpdir(), 'tessera-no-such-folder')).list()).toEqual([])
  })
})

describe('the folder of a template', () => {
  const codesOf = async (folder: string): Promise<readonly string[]> =>
    (await readTemplateFolder(folder)).problems.map(({ file, code }) => `${file} ${code}`)

  test('is read with its files by path; what begins with a dot is passed over', async () => {
    const root = await rootWith({ tiny: { ...tinyFiles, '.DS_Store': 'x', '.git/config': 'x' } })
    const { files, problems } = await readTemplateFolder(join(root, 'tiny'))

    expect([files, problems]).toEqual([tinyFiles, []])
  })

  test('with a link is refused, wherever it leads', async () => {
    const root = await rootWith({ tiny: tinyFiles, secret: { 'key.json': '{}' } })
    await symlink(join(root, 'secret/key.json'), join(root, 'tiny/documents/object/stolen.json'))
    await symlink(join(root, 'secret'), join(root, 'tiny/scenarios/more'))

    expect([...(await codesOf(join(root, 'tiny')))].sort()).toEqual([
      'documents/object/stolen.json template.link',
      'scenarios/more template.link',
    ])
  })

  test('that is too deep, too large, no text or not there is refused', async () => {
    const root = await rootWith({
      deep: { 'a/b/c/d.json': '{}' },
      large: { 'template.json': '{}', 'data/big.csv': 'x'.repeat(21 * 1024 * 1024) },
      latin: { 'template.json': new Uint8Array([0x7b, 0xe9, 0x7d]) },
    })

    expect(await codesOf(join(root, 'deep'))).toEqual(['a/b/c template.file_unknown'])
    expect(await codesOf(join(root, 'large'))).toEqual(['data/big.csv template.too_large'])
    expect(await codesOf(join(root, 'latin'))).toEqual(['template.json text.invalid'])
    expect(await codesOf(join(root, 'none'))).toEqual([`${join(root, 'none', 'template.json')} template.file_missing`])
  })
})
