import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  tinyCall,
  tinyClient,
  tinyFiles,
  tinyManifest,
  tinyScenario,
  tinyView,
  tinyWith,
} from '../../../../tests/support/tiny-template.js'
import { checks } from './package-checks.testing.js'
import { packFolder, printPackage } from './pack-folder.js'
import type { TemplatePackage } from './template.js'

function packed(files: Readonly<Record<string, string>>): TemplatePackage {
  const made = packFolder(files, checks)
  expect(made.problems).toEqual([])
  return (made as { package: TemplatePackage }).package
}

function problemsOf(files: Readonly<Record<string, string>>): readonly string[] {
  return packFolder(files, checks).problems.map(({ file, path, code }) => `${file}${path} ${code}`)
}

describe('a folder', () => {
  test('becomes a package in which every part has an id', () => {
    const { format, manifest, documents, data, scenarios } = packed(tinyFiles)

    expect({ format, key: manifest.key, scenarios: scenarios.map(({ key }) => key) }).toEqual({
      format: 1,
      key: 'tiny',
      scenarios: ['call-a-client'],
    })
    expect(documents.map(({ kind, key }) => `${kind}/${key}`)).toEqual([
      'object/call',
      'object/client',
      'view/calls',
      'role/seller',
    ])
    expect(data.map(({ object }) => object)).toEqual(['call', 'client'])
    expect(documents[1]).toMatchObject({
      id: expect.stringMatching(/^[0-9a-z]{12}$/),
      fields: [{ id: expect.any(String) }, { options: [{ id: 'a' }, { id: 'b' }] }, {}, {}],
      rules: [{ id: expect.any(String) }],
    })
    expect(JSON.stringify({ manifest, documents, scenarios })).not.toContain('$schema')
  })

  test('becomes the same bytes whatever order its files are read in, and whatever system wrote them', () => {
    const bytes = printPackage(packed(tinyFiles))
    const windows = Object.entries(tinyFiles).map(([path, text]) => [path, `\ufeff${text.replaceAll('\n', '\r\n')}`])
    fc.assert(
      fc.property(fc.shuffledSubarray(Object.entries(tinyFiles), { minLength: 9 }), (entries) => {
        expect(printPackage(packed(Object.fromEntries(entries)))).toBe(bytes)
      }),
      { numRuns: 20 },
    )
    expect(printPackage(packed(Object.fromEntries(windows) as Record<string, string>))).toBe(bytes)
  })

  test('keeps the ids of parts that were renamed, when it says what they were called', () => {
    const idsOf = (made: TemplatePackage): string[] =>
      [...JSON.stringify(made.documents).matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id ?? '')
    const renamed = packed(
      Object.fromEntries(
        Object.entries(tinyWith('template.json', { ...tinyManifest, formerKeys: renames })).map(([path, text]) => [
          path.replace('call.json', 'visit.json').replace('data/call', 'data/visit'),
          path.startsWith('documents/') || path.startsWith('scenarios/')
            ? text
                .replaceAll('"call"', '"visit"')
                .replaceAll('call.client', 'visit.client')
                .replaceAll('"level"', '"grade"')
                .replaceAll('client.level', 'client.grade')
            : path.startsWith('data/')
              ? text.replace('level', 'grade')
              : text,
        ]),
      ),
    )

    expect(idsOf(renamed).sort()).toEqual(idsOf(packed(tinyFiles)).sort())
  })

  test('is read with `template.json` that is named in the wrong place or broken refused', () => {
    expect(problemsOf(tinyWith('template.json', undefined))).toEqual(['template.json template.file_missing'])
    expect(problemsOf(tinyWith('template.json', '{ "key": '))).toEqual(['template.json template.not_json'])
    expect(problemsOf(tinyWith('template.json', '[]'))).toEqual(['template.json document.type'])
  })

  test.each([
    'scripts/install.sh',
    '../outside.json',
    'documents/object/../../x.json',
    'documents/plugin/x.json',
    'documents/object/deep/x.json',
    'data/account.xlsx',
    '/etc/passwd',
    'scenarios/__proto__/x.json',
    'documents\\object\\x.json',
    '.env',
  ])('with %s is refused, and the file named', (path) => {
    expect(problemsOf({ ...tinyFiles, [path]: '{}' })).toEqual([`${path} template.file_unknown`])
  })

  test.each([
    ['template.json', { ...tinyManifest, version: '1.0' }, ['template.json/version document.pattern']],
    ['template.json', { ...tinyManifest, titel: 1 }, ['template.json/titel document.unknown_property']],
    ['documents/view/calls.json', { ...tinyView, key: 'other' }, ['documents/view/calls.json template.file_name']],
    [
      'documents/view/calls.json',
      { ...tinyView, fields: ['subject', 'client.nmae'] },
      ['documents/view/calls.json/fields/1 reference.unknown'],
    ],
    [
      'documents/object/client.json',
      { ...tinyClient, fields: [...tinyClient.fields, { key: 'x', type: 'txt', label: 'x' }] },
      ['documents/object/client.json/fields/4/type document.unknown_field_type'],
    ],
    ['data/client.csv', '#,name\nc1,"甲\n', ['data/client.csv:2:1 template.csv_quotes']],
    ['data/client.csv', '#,name,levl\nc1,甲甲,a\nc2,乙乙,a\n', ['data/client.csv:1:3 reference.unknown']],
    ['data/nothing.csv', '#,name\n', ['data/nothing.csv reference.unknown']],
    [
      'scenarios/call-a-client.json',
      { ...tinyScenario, steps: [{ expect: 'acme', values: {} }] },
      ['scenarios/call-a-client.json/steps/0/expect template.scenario_name'],
    ],
  ])('%s: what is wrong is told with the file and the place in it', (path, content, problems) => {
    expect(problemsOf(tinyWith(path, content))).toEqual(problems)
  })

  test('whatever is in its files is packed or refused, never thrown at', () => {
    const paths = fc.constantFrom(...Object.keys(tinyFiles))
    const content = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json({ maxDepth: 6 }),
      fc.constant(JSON.stringify(tinyCall)),
    )
    fc.assert(
      fc.property(paths, content, (path, text) => {
        const { problems } = packFolder(tinyWith(path, text), checks)
        for (const { message } of problems) expect(typeof message).not.toBe('undefined')
      }),
      { numRuns: 300 },
    )
  })
})

const renames = { 'object/visit': 'call', 'object/client/fields/grade': 'level' }
