import { describe, expect, test } from '@jest/globals'
import { actions, fieldTypes, triggers } from '@tessera/blocks/server'
import { printPackage } from '@tessera/metadata'
import type { TemplatePackage } from '@tessera/metadata'
import {
  tinyClient,
  tinyFiles,
  tinyManifest,
  tinyScenario,
  tinyView,
  tinyWith,
} from '../../../../tests/support/tiny-template.js'
import { checkTemplate, packTemplate, readTemplate } from './check-template.js'

const extensions = { fieldTypes, actions: actions.definitions, triggers }

function packed(files: Readonly<Record<string, string>>, needed: readonly TemplatePackage[] = []): TemplatePackage {
  const made = packTemplate(files, needed, extensions)
  expect(made.problems).toEqual([])
  return (made as { package: TemplatePackage }).package
}

function problemsOf(
  files: Readonly<Record<string, string>>,
  needed: readonly TemplatePackage[] = [],
): readonly string[] {
  return packTemplate(files, needed, extensions).problems.map(({ file, path, code }) => `${file}${path} ${code}`)
}

const withField = (field: object): Readonly<Record<string, string>> =>
  tinyWith('documents/object/client.json', { ...tinyClient, fields: [...tinyClient.fields, field] })

describe('a template', () => {
  test('is compiled into a catalog without a database', () => {
    const tiny = packed(tinyFiles)

    expect(checkTemplate(tiny, [], extensions)).toEqual([])
    expect(readTemplate(printPackage(tiny), [], extensions)).toEqual({ package: tiny, problems: [] })
    expect(readTemplate('{', [], extensions).problems).toMatchObject([{ code: 'template.not_json' }])
  })

  test.each([
    [
      'a formula about a field that is not there',
      tinyWith('documents/object/client.json', {
        ...tinyClient,
        rules: [{ key: 'r', when: 'nmae = blank', message: 'x' }],
      }),
      'documents/object/client.json/rules/0/when formula.unknown_name',
    ],
    [
      'a filter that is no condition',
      tinyWith('documents/view/calls.json', { ...tinyView, filter: 'subject' }),
      'documents/view/calls.json/filter formula.wrong_result',
    ],
    [
      'a formula that reads itself',
      withField({ key: 'x', type: 'formula', label: 'x', formula: 'x + 1' }),
      'documents/object/client.json/fields/4/formula formula.cycle',
    ],
    [
      'a cell its field does not take, by the register of the server',
      {
        ...withField({ key: 'place', type: 'region', label: '地区' }),
        'data/client.csv': '#,name,place\nc1,上海云帆,亚特兰蒂斯\nc2,苏州远航,\n',
      },
      'data/client.csv:2:3 field.format',
    ],
    [
      'a scenario that counts by a field that is not there',
      tinyWith('scenarios/call-a-client.json', { ...tinyScenario, steps: [{ count: 'call', filter: 'x = 1', is: 0 }] }),
      'scenarios/call-a-client.json/steps/0/filter formula.unknown_name',
    ],
  ])('with %s is refused in its file', (_what, files, problem) => {
    expect(problemsOf(files)).toEqual([problem])
  })

  test('knows where in the formula it is wrong', () => {
    const files = tinyWith('documents/view/calls.json', { ...tinyView, filter: 'client.levl = "a"' })

    expect(packTemplate(files, [], extensions).problems).toMatchObject([
      { file: 'documents/view/calls.json', path: '/filter', span: { start: 7, end: 11 } },
    ])
  })

  test('may count by records of the scenario', () => {
    const steps = [...tinyScenario.steps, { count: 'call', filter: 'client = @acme and seller = "@lily"', is: 1 }]

    packed(tinyWith('scenarios/call-a-client.json', { ...tinyScenario, steps }))
  })

  test('stands on the objects of a template it needs, its data on their rows', () => {
    const tiny = packed(tinyFiles)
    const above = {
      'template.json': JSON.stringify({ ...tinyManifest, key: 'above', needs: [{ key: 'tiny', version: '1.0.0' }] }),
      'documents/object/order.json': JSON.stringify({
        kind: 'object',
        key: 'order',
        label: '订单',
        fields: [
          { key: 'number', type: 'text', label: '编号' },
          { key: 'client', type: 'lookup', label: '客户', target: 'client', onDelete: 'refuse' },
          { key: 'level', type: 'formula', label: '级别', formula: 'client.level = "a"' },
        ],
      }),
      'data/order.csv': 'number,client\nA-1,c1\n',
    }

    packed(above, [tiny])
    expect(problemsOf(above)).toEqual([
      'template.json/needs/0 template.need_missing',
      'documents/object/order.json/fields/1/target reference.unknown',
    ])
    expect(problemsOf({ ...above, 'data/order.csv': 'number,client\nA-1,c7\n' }, [tiny])).toEqual([
      'data/order.csv:2:2 template.row_unknown',
    ])
  })

  test('may add to documents of a template it needs; what is wrong is told in its own files', () => {
    const tiny = packed(tinyFiles)
    const extension = (field: object, filter: string): Readonly<Record<string, string>> => ({
      'template.json': JSON.stringify({ ...tinyManifest, key: 'above', needs: [{ key: 'tiny', version: '1.0.0' }] }),
      'documents/object/client.json': JSON.stringify({
        ...tinyClient,
        titleField: undefined,
        rules: [],
        fields: [tinyClient.fields[1], field],
      }),
      'documents/role/seller.json': JSON.stringify({
        kind: 'role',
        key: 'seller',
        label: '销售',
        grants: [{ object: 'call', actions: ['delete'], rows: filter }],
      }),
      'data/client.csv': 'name,tax\n上海新客,13%\n',
    })
    const tax = { key: 'tax', type: 'percent', label: '税率' }
    const above = packed(extension(tax, 'client.tax > 0'), [tiny])

    // No id of one template is an id of the other, whatever they share.
    const idsOf = (made: TemplatePackage): string[] =>
      [...JSON.stringify(made.documents).matchAll(/"id":"([0-9a-z]{12})"/g)].map(([, id]) => id ?? '')
    expect(idsOf(above).filter((id) => idsOf(tiny).includes(id))).toEqual([])
    expect(problemsOf(extension({ ...tax, type: 'formula', formula: 'name + 1' }, 'client.tex > 0'), [tiny])).toEqual([
      'data/client.csv:1:2 template.column_computed',
    ])
    const { 'data/client.csv': _data, ...wrong } = extension(
      { ...tax, type: 'formula', formula: 'name / 2' },
      'client.tex > 0',
    )
    expect(problemsOf(wrong, [tiny])).toEqual([
      'documents/object/client.json/fields/1/formula formula.operand_type',
      'documents/role/seller.json/grants/0/rows formula.unknown_name',
    ])
  })
})
