import { expect, test } from '@jest/globals'
import { tinyClient, tinyFiles, tinyManifest, tinyWith } from '../../../../tests/support/tiny-template.js'
import { diffPackages } from './diff-packages.js'
import { checks } from './package-checks.testing.js'
import { packFolder } from './pack-folder.js'
import type { TemplatePackage } from './template.js'
import { compareVersions, meetsVersion } from './versions.js'

function packed(files: Readonly<Record<string, string>>): TemplatePackage {
  const made = packFolder(files, checks)
  expect(made.problems).toEqual([])
  return (made as { package: TemplatePackage }).package
}

const tiny = packed(tinyFiles)

test('a package differs in nothing from itself', () => {
  expect(diffPackages(tiny, tiny, checks.hash)).toEqual([])
})

test('what a version changed is told by path: properties, parts, order, renames, rows', () => {
  const [name, level, parent, calls] = tinyClient.fields
  const client = {
    ...tinyClient,
    fields: [
      level,
      { ...name, help: '全称' },
      { ...parent, key: 'above' },
      { key: 'phone', type: 'phone', label: '电话' },
    ],
    rules: [],
  }
  const all: Record<string, string> = {
    ...tinyWith('documents/object/client.json', client),
    'template.json': JSON.stringify({
      ...tinyManifest,
      version: '1.1.0',
      formerKeys: { 'object/client/fields/above': 'parent' },
    }),
    'data/client.csv': '#,name,level,above\nc1,上海云帆,b,\nc2,"苏州""远航""",B,c1\nc3,新来的,,\n',
  }
  const { 'scenarios/call-a-client.json': _scenario, ...files } = all

  expect(calls).toBeDefined()
  expect(diffPackages(tiny, packed(files), checks.hash)).toEqual([
    { what: 'changed', path: 'template.json', property: 'formerKeys', to: { 'object/client/fields/above': 'parent' } },
    { what: 'changed', path: 'template.json', property: 'version', from: '1.0.0', to: '1.1.0' },
    { what: 'changed', path: 'object/client/fields', property: 'position' },
    { what: 'changed', path: 'object/client/fields/above', property: 'key', from: 'parent', to: 'above' },
    { what: 'removed', path: 'object/client/fields/calls', property: '' },
    { what: 'changed', path: 'object/client/fields/name', property: 'help', to: '全称' },
    { what: 'added', path: 'object/client/fields/phone', property: '' },
    { what: 'removed', path: 'object/client/rules/named', property: '' },
    {
      what: 'changed',
      path: 'data/client',
      property: 'rows',
      from: 2,
      to: { rows: 3, added: 1, removed: 0, changed: 2 },
    },
    { what: 'removed', path: 'scenarios/call-a-client', property: '' },
  ])
})

test('versions are compared by number', () => {
  expect([
    compareVersions('1.4.0', '1.10.0'),
    compareVersions('2.0.0', '1.9.9'),
    compareVersions('1.0.0', '1.0.0'),
  ]).toEqual([-6, 1, 0])
  expect(
    [
      ['1.4.0', '1.2.0'],
      ['1.2.0', '1.4.0'],
      ['2.0.0', '1.4.0'],
    ].map(([version = '', needed = '']) => meetsVersion(version, needed)),
  ).toEqual([true, false, false])
})
