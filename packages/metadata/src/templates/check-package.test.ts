import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { tinyFiles, tinyWith } from '../../../../tests/support/tiny-template.js'
import { checkPackage, parsePackage } from './check-package.js'
import { checks } from './package-checks.testing.js'
import { packFolder, printPackage } from './pack-folder.js'
import type { TemplatePackage } from './template.js'

const tiny = (packFolder(tinyFiles, checks) as { package: TemplatePackage }).package

/** Problems of a package's file. */
function readProblems(file: string): readonly { readonly code: string }[] {
  const read = parsePackage(file)
  return 'problem' in read ? [read.problem] : checkPackage(read.json, checks)
}

function problemsOf(json: unknown, more: object = {}): readonly string[] {
  return checkPackage(json, { ...checks, ...more }).map(({ path, code }) => `${path} ${code}`)
}

/** The tiny package with one property of it said otherwise. */
function tinyBut(change: object): unknown {
  return { ...tiny, ...change }
}

const documentsBut = (index: number, change: object): unknown =>
  tinyBut({ documents: tiny.documents.map((document, at) => (at === index ? { ...document, ...change } : document)) })

const [callTable, clientTable] = tiny.data

describe('a package', () => {
  test('that was packed checks, and again after it was written and read', () => {
    expect(problemsOf(tiny)).toEqual([])
    expect(parsePackage(printPackage(tiny))).toEqual({ json: tiny })
  })

  test.each([
    ['a text', 'x', [' document.type']],
    ['nothing', null, [' document.type']],
    ['a list', [], [' document.type']],
    [
      'an empty object',
      {},
      ['/format', '/manifest', '/documents', '/data', '/scenarios'].map((at) => `${at} document.missing`),
    ],
    ['a newer format', { format: 2, whatever: [] }, ['/format template.newer']],
    ['another format', tinyBut({ format: 0 }), ['/format document.too_small']],
    ['one more property', tinyBut({ scripts: [] }), ['/scripts document.unknown_property']],
    [
      'a key that is a path',
      tinyBut({ manifest: { ...tiny.manifest, key: '../x' } }),
      ['/manifest/key document.pattern'],
    ],
    [
      'a title in one language',
      tinyBut({ manifest: { ...tiny.manifest, title: { en: 'x' } } }),
      ['/manifest/title/zh-CN document.missing'],
    ],
    [
      'itself as a need',
      tinyBut({ manifest: { ...tiny.manifest, needs: [{ key: 'tiny', version: '1.0.0' }] } }),
      ['/manifest/needs/0 template.need_itself'],
    ],
    [
      'a need that is not at hand',
      tinyBut({ manifest: { ...tiny.manifest, needs: [{ key: 'crm', version: '1.0.0' }] } }),
      ['/manifest/needs/0 template.need_missing'],
    ],
    [
      'a first view that it does not have',
      tinyBut({ manifest: { ...tiny.manifest, opens: 'nothing' } }),
      ['/manifest/opens reference.unknown'],
    ],
    [
      'two questions of a key',
      tinyBut({ manifest: { ...tiny.manifest, asks: [...(tiny.manifest.asks ?? []), ...(tiny.manifest.asks ?? [])] } }),
      ['/manifest/asks/1/key document.key_repeated'],
    ],
    [
      'a document twice, in another case',
      tinyBut({ documents: [...tiny.documents, { ...tiny.documents[2], id: 'v2', key: 'Calls'.toLowerCase() }] }),
      ['/documents/4/key template.document_repeated'],
    ],
    ['a system document', documentsBut(1, { system: true }), ['/documents/1/system document.system']],
    [
      'the key of a system document',
      tinyBut({
        documents: [
          ...tiny.documents,
          { kind: 'object', key: 'user', label: 'x', fields: [{ key: 'name', type: 'text', label: 'x' }] },
        ],
      }),
      ['/documents/4/key document.system'],
    ],
    [
      'the setting of the customer',
      tinyBut({
        documents: [
          ...tiny.documents,
          { kind: 'setting', key: 'workspace', title: 'x', timeZone: 'UTC', locale: 'en', currency: 'CNY' },
        ],
      }),
      ['/documents/4/key template.setting'],
    ],
    ['a reference to nothing', documentsBut(2, { object: 'cal' }), ['/documents/2/object reference.unknown']],
    [
      'a former key of nothing',
      tinyBut({ manifest: { ...tiny.manifest, formerKeys: { 'object/client/fields/levl': 'x' } } }),
      ['/manifest/formerKeys/object~1client~1fields~1levl template.former_part'],
    ],
    [
      'a former key that is in use',
      tinyBut({ manifest: { ...tiny.manifest, formerKeys: { 'object/client/fields/level': 'name' } } }),
      ['/manifest/formerKeys/object~1client~1fields~1level template.former_taken'],
    ],
  ])('with %s is refused, and the place named', (_what, json, problems) => {
    expect(problemsOf(json)).toEqual(problems)
  })

  test('may refer to documents of a template it needs, in a version that will do', () => {
    const above = {
      ...tiny,
      manifest: { ...tiny.manifest, key: 'above', needs: [{ key: 'tiny', version: '1.0.0' }] },
      documents: [{ kind: 'view', key: 'mine', object: 'call', type: 'table', label: 'x', fields: ['client.name'] }],
      data: [],
      scenarios: [],
    }
    const version = (text: string): TemplatePackage => ({ ...tiny, manifest: { ...tiny.manifest, version: text } })

    expect(problemsOf(above, { needed: [version('1.3.0')] })).toEqual([])
    expect(problemsOf(above, { needed: [version('2.0.0')] })).toEqual([
      '/manifest/needs/0 template.need_missing',
      '/documents/0/object reference.unknown',
    ])
  })
})

describe('sample data', () => {
  const clients = (csv: string): unknown => tinyBut({ data: [{ object: 'client', csv }], scenarios: [] })
  const calls = (csv: string): unknown => tinyBut({ data: [{ object: 'call', csv }, clientTable], scenarios: [] })

  test.each([
    ['of nothing', tinyBut({ data: [{ object: 'clint', csv: 'name\n' }] }), ['/data/0/object reference.unknown']],
    ['of people', tinyBut({ data: [{ object: 'user', csv: 'name\n' }] }), ['/data/0/object template.table_object']],
    ['twice', tinyBut({ data: [callTable, clientTable, clientTable] }), ['/data/2/object template.table_repeated']],
    ['with a computed column', clients('name,calls\n甲甲,1\n'), ['/data/0/csv:1:2 template.column_computed']],
    ['with a repeated name', clients('#,name\na,甲甲\na,乙乙\n'), ['/data/0/csv:3:1 template.row_repeated']],
    [
      'with a name that means a person',
      clients('#,name\nme,甲甲\nask.x,乙乙\na;b,丙丙\n'),
      ['/data/0/csv:2:1 template.row_name', '/data/0/csv:3:1 template.row_name', '/data/0/csv:4:1 template.row_name'],
    ],
    ['without what is required', clients('#,level\na,a\n'), ['/data/0/csv:1:1 field.required']],
    ['blank where something is required', clients('name,level\n,a\n'), ['/data/0/csv:2:1 field.required']],
    ['with an option nobody knows', clients('name,level\n甲甲,c\n'), ['/data/0/csv:2:2 option.unknown']],
    [
      'with a cell that starts a formula',
      clients('name\n=1+1\n" =HYPERLINK(""x"")"\n@SUM(A1)\n'),
      [
        '/data/0/csv:2:1 template.cell_formula',
        '/data/0/csv:3:1 template.cell_formula',
        '/data/0/csv:4:1 template.cell_formula',
      ],
    ],
    [
      'with a row that is its own parent',
      clients('#,name,parent\na,甲甲,b\nb,乙乙,a\n'),
      ['/data/0/csv:2:3 template.rows_in_circle'],
    ],
    ['with two parents', clients('#,name,parent\na,甲甲,\nb,乙乙,a;a\n'), ['/data/0/csv:3:3 field.too_many']],
    ['that points to no row', calls('subject,client\n初访,c9\n'), ['/data/0/csv:2:2 template.row_unknown']],
    [
      'that points to a person nobody asked for',
      calls('subject,seller\n初访,ask.slaes\n再访,李雷\n'),
      ['/data/0/csv:2:2 template.ask_unknown', '/data/0/csv:3:2 template.ask_unknown'],
    ],
    [
      'with a moment in place of a day',
      calls('subject,on\n初访,D-1 08:00\n再访,D -1\n三访,2026-02-30\n'),
      [
        '/data/0/csv:2:2 template.cell_date',
        '/data/0/csv:3:2 template.cell_date',
        '/data/0/csv:4:2 field.no_such_date',
      ],
    ],
    ['with a day in place of a moment', calls('subject,at\n初访,D-1\n'), ['/data/0/csv:2:2 template.cell_date']],
    [
      'that points to a name of two tables',
      calls('#,subject,about\nc1,初访,\nx,再访,c1\n'),
      ['/data/0/csv:3:3 template.row_ambiguous'],
    ],
  ])('%s is refused with line and column', (_what, json, problems) => {
    expect(problemsOf(json)).toEqual(problems)
  })

  test('of two objects that point to each other is refused, named as a circle', () => {
    const lookup = (target: string): object => ({ key: 'other', type: 'lookup', label: 'x', target, onDelete: 'clear' })
    const object = (key: string, target: string): object => ({
      kind: 'object',
      key,
      label: 'x',
      fields: [lookup(target)],
    })
    const json = (rows: string): unknown =>
      tinyBut({
        documents: [object('egg', 'hen'), object('hen', 'egg')],
        data: [
          { object: 'egg', csv: '#,other\ne1,h1\n' },
          { object: 'hen', csv: rows },
        ],
        scenarios: [],
      })

    expect(problemsOf(json('#,other\nh1,e1\n'))).toEqual(['/data/0 template.tables_in_circle'])
    expect(problemsOf(json('#,other\nh1,\n'))).toEqual([])
  })
})

describe('a scenario', () => {
  const [scenario] = tiny.scenarios
  const withSteps = (...steps: readonly object[]): unknown => tinyBut({ scenarios: [{ ...scenario, steps }] })
  const made = { create: 'client', as: 'acme', values: { name: 'x' } }

  test.each([
    ['a step that says nothing', withSteps({ by: 'lily' }), ['/scenarios/0/steps/0 template.scenario_step']],
    [
      'a step that says two things',
      withSteps({ ...made, delete: 'acme' }),
      ['/scenarios/0/steps/0 template.scenario_step'],
    ],
    [
      'a misspelt property',
      withSteps({ ...made, vales: {} }),
      ['/scenarios/0/steps/0/vales document.unknown_property'],
    ],
    ['a wait of no length', withSteps({ wait: 'soon' }), ['/scenarios/0/steps/0/wait document.pattern']],
    ['no steps', withSteps(), ['/scenarios/0/steps document.too_few']],
    [
      'an object that is not there',
      withSteps({ count: 'clients', is: 1 }),
      ['/scenarios/0/steps/0/count reference.unknown'],
    ],
    [
      'a field that is not there',
      withSteps({ ...made, values: { nmae: 'x' } }),
      ['/scenarios/0/steps/0/values/nmae reference.unknown'],
    ],
    [
      'a record that was not made yet',
      withSteps({ delete: 'acme' }, made),
      ['/scenarios/0/steps/0/delete template.scenario_name'],
    ],
    ['a person nobody is', withSteps({ ...made, by: 'lilly' }), ['/scenarios/0/steps/0/by template.scenario_name']],
    ['a name that is taken', withSteps(made, made), ['/scenarios/0/steps/1/as template.scenario_name_taken']],
    [
      'a value that names nobody',
      withSteps({ ...made, values: { name: 'x', parent: '@acmee' } }),
      ['/scenarios/0/steps/0/values/parent template.scenario_name'],
    ],
    [
      'a role that is not there',
      tinyBut({ scenarios: [{ ...scenario, people: { lily: { roles: ['seler'] } } }] }),
      ['/scenarios/0/people/lily/roles/0 reference.unknown'],
    ],
    [
      'the key of another one',
      tinyBut({ scenarios: [scenario, scenario] }),
      ['/scenarios/1/key document.key_repeated'],
    ],
  ])('with %s is refused', (_what, json, problems) => {
    expect(problemsOf(json)).toEqual(problems)
  })
})

describe('a hostile package', () => {
  const text = printPackage(tiny)

  test('that would reach a prototype is refused, wherever it tries', () => {
    const places = [...text.matchAll(/\{/g)].map(({ index }) => index)
    for (const at of places) {
      const hostile = `${text.slice(0, at + 1)}"__proto__":{"polluted":true},${text.slice(at + 1)}`
      expect(readProblems(hostile).map(({ code }) => code)).toContain('document.unknown_property')
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  test('that nests without end, or is larger than allowed, is refused at once', () => {
    const deep = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
    const codes = (json: string): readonly string[] => readProblems(json).map(({ code }) => code)

    expect(codes(`{"format":1,"manifest":${deep(5000)}}`)).toEqual(['document.too_deep'])
    expect(codes('['.repeat(100_000) + ']'.repeat(100_000))).toEqual(['document.too_deep'])
    expect(codes(`"${'x'.repeat(20 * 1024 * 1024)}"`)).toEqual(['template.too_large'])
    expect(checkPackage(tinyBut({ data: [{ object: 'client', csv: '甲'.repeat(8_000_000) }] }), checks)).toMatchObject([
      { code: 'template.too_large' },
    ])
  })

  test('with very many documents, problems or rows is answered soon and shortly', () => {
    const start = process.cpuUsage()
    const view = tiny.documents[2]
    const many = (count: number, change: (index: number) => object): unknown =>
      tinyBut({ documents: Array.from({ length: count }, (_, index) => ({ ...view, ...change(index) })) })

    expect(problemsOf(many(2001, (index) => ({ key: `v${index}` })))).toContain('/documents document.too_many')
    expect(problemsOf(many(100_000, () => ({})))).toEqual(['/documents document.too_many'])
    expect(problemsOf(many(2000, () => ({ wrong: 1 }))).length).toBeLessThanOrEqual(200)
    const rows = '=x,a\n'.repeat(50_000)
    expect(problemsOf(tinyBut({ data: [{ object: 'client', csv: `name,level\n${rows}` }] }))).toHaveLength(200)
    const { user, system } = process.cpuUsage(start)
    expect((user + system) / 1_000_000).toBeLessThan(10)
  })

  test.each(['\u0000', '\u001b[2J', '\u202eevil', '\ud800', '\u0085'])(
    'with the character %j is refused',
    (character) => {
      const codes = checkPackage(documentsBut(1, { label: `x${character}` }), checks).map(({ code }) => code)

      expect(['text.invalid', 'template.control_character']).toContain(codes[0])
    },
  )

  test('is refused or accepted whatever is put into it, never thrown at', () => {
    const paths = fc.array(fc.nat(12), { maxLength: 6 })
    fc.assert(
      fc.property(paths, fc.jsonValue({ maxDepth: 4 }), (path, value) => {
        const json = JSON.parse(text) as unknown
        replaceAt(json, path, value)
        expect(Array.isArray(checkPackage(json, checks))).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('in the folder is no better than in the file', () => {
    expect(packFolder(tinyWith('data/client.csv', '#,name\n__proto__,=cmd\n'), checks).problems).toMatchObject([
      { file: 'data/call.csv' },
      { file: 'data/call.csv' },
      { file: 'data/call.csv' },
      { file: 'data/call.csv' },
      { file: 'data/client.csv', path: ':2:2', code: 'template.cell_formula' },
    ])
  })
})

/** Puts a value in place of the member that is reached by taking the n-th member again and again. */
function replaceAt(json: unknown, path: readonly number[], value: unknown): void {
  let at = json as Record<string, unknown>
  for (const step of path) {
    const names = Object.keys(at)
    const name = names[step % Math.max(1, names.length)]
    if (name === undefined) return
    const next = at[name]
    if (typeof next !== 'object' || next === null || step === path.at(-1)) {
      at[name] = value
      return
    }
    at = next as Record<string, unknown>
  }
}
