import { existsSync, readdirSync } from 'node:fs'
import { join, posix, relative } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { printPackage } from '@tessera/metadata'
import { bundledTemplates, TemplateShelf } from '@tessera/server'
import { filesBelow, root } from './checkout.js'

const keys = readdirSync(bundledTemplates, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

describe('the templates of the product', () => {
  test('lie in `templates`', () => {
    expect(relative(root, bundledTemplates)).toBe('templates')
  })

  test('check, and pack twice to the same bytes', async () => {
    const packed = await packAll(new TemplateShelf(bundledTemplates))
    const again = await packAll(new TemplateShelf(bundledTemplates))

    expect([...packed.keys()].sort()).toEqual([...keys].sort())
    expect(again).toEqual(packed)
  })

  test('name the schema of each document, for editors, and no wrong one anywhere', () => {
    const wrong = keys
      .flatMap((key) => filesBelow(`templates/${key}`, /\.json$/))
      .filter(({ path, text }) => {
        const { $schema } = JSON.parse(text) as { $schema?: string }
        if ($schema === undefined) return path.split('/')[2] === 'documents'
        return posix.join(posix.dirname(path), $schema) !== schemaOf(path)
      })
      .map(({ path }) => `${path}: ${posix.relative(posix.dirname(path), schemaOf(path))}`)

    expect(wrong).toEqual([])
  })
})

test('every schema that a file of a template may name is there', () => {
  const paths = ['template.json', 'scenarios/x.json', 'documents/object/x.json', 'documents/workflow/x.json']

  expect(paths.map((path) => schemaOf(`templates/x/${path}`)).filter((path) => !existsSync(join(root, path)))).toEqual(
    [],
  )
})

test('every schema lets a file say which schema it has, and what the product stores may not', () => {
  const files = filesBelow('packages/metadata/src', /^(?!common).*\.schema\.json$/)
  const stored = filesBelow('packages/metadata/src/documents', /schemas\.gen\.ts$/)

  expect(files.filter(({ text }) => !text.includes('"$schema": { "description"')).map(({ path }) => path)).toEqual([
    'packages/metadata/src/templates/schemas/package.schema.json',
  ])
  expect(stored.map(({ text }) => text.includes('$schema: { description'))).toEqual([false])
})

async function packAll(shelf: TemplateShelf): Promise<ReadonlyMap<string, string>> {
  const packed = new Map<string, string>()
  for (const key of await shelf.keys()) {
    const found = await shelf.look(key)
    const problems = found?.problems.map(({ file, path, code, message }) => ({
      at: `${key}/${file}${path}`,
      code,
      message,
    }))
    expect(problems).toEqual([])
    if (found?.package !== undefined) packed.set(key, printPackage(found.package))
  }
  return packed
}

/** The schema that a file of a template is checked against. */
function schemaOf(path: string): string {
  const [, , folder = '', kind = ''] = path.split('/')
  if (folder === 'documents') return `packages/metadata/src/documents/schemas/${kind}.schema.json`
  const name = folder === 'scenarios' ? 'scenario' : 'manifest'
  return `packages/metadata/src/templates/schemas/${name}.schema.json`
}
