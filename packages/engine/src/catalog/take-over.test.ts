import { describe, expect, test } from '@jest/globals'
import { fieldTypes } from '@tessera/blocks/server'
import type { StoredDocument } from '@tessera/metadata'
import type { Catalog } from './catalog.js'
import { compileCatalog } from './compile-catalog.js'
import type { CatalogInput, CompiledCatalog } from './compile-catalog.js'
import type { FieldBody, ObjectBody } from './object-body.js'

const field = (key: string, type: string, more: Partial<FieldBody> = {}): FieldBody => ({
  id: `f-${key}`,
  key,
  type,
  label: key,
  ...more,
})
const formula = (key: string, text: string): FieldBody => field(key, 'formula', { formula: text })

const object = (key: string, ...fields: readonly FieldBody[]): StoredDocument =>
  ({ id: `o-${key}`, kind: 'object', key, label: key, fields }) as unknown as StoredDocument

const user = { ...object('user', field('uname', 'text')), system: true } as StoredDocument
const workspace: CatalogInput['workspace'] = {
  key: 'w',
  schema: 'ws_w',
  title: 'w',
  timeZone: 'UTC',
  calendar: { weekend: [6, 7], holidays: [], workdays: [] },
}

function compileAll(documents: readonly StoredDocument[], earlier?: Catalog): CompiledCatalog {
  return compileCatalog({
    workspace,
    revision: 1,
    documents: new Map(documents.map((document) => [document.id, document])),
    physical: [],
    fieldTypes,
    ...(earlier === undefined ? {} : { earlier: { catalog: earlier, renamed: new Set<string>() } }),
  })
}

/** Everything a catalog says, as text: equal texts, equal catalogs. */
function textOf({ catalog, problems }: CompiledCatalog): string {
  const objects = [...catalog.objects.values()].map(({ fields, rules, defaults, referencedBy, titleField, key }) => ({
    key,
    fields: fields.map(({ server: _server, definition: _definition, context, ...rest }) => ({ ...rest, context })),
    rules: rules.map(({ when }) => when),
    defaults: defaults.map(({ id }) => id),
    referencedBy,
    title: titleField.id,
  }))
  return JSON.stringify({ objects, problems }, (_key, value: unknown) => (value instanceof Set ? [...value] : value))
}

const account = object('account', field('name', 'text'), field('limit', 'number'), formula('half', 'limit / 2'))
const deal = object(
  'deal',
  field('subject', 'text'),
  field('customer', 'lookup', { target: 'o-account' }),
  formula('quarter', 'customer.half / 2'),
)
const task = object(
  'task',
  field('todo', 'text'),
  field('deal', 'lookup', { target: 'o-deal' }),
  formula('eighth', 'deal.quarter / 2'),
)
const all = [user, account, deal, task]

const replaced = (...documents: readonly StoredDocument[]): StoredDocument[] =>
  all.map((known) => documents.find(({ id }) => id === known.id) ?? known)

describe('taking over objects of an earlier catalog', () => {
  const before = compileAll(all).catalog

  test('a field that comes leaves every other object as it is', () => {
    const grown = object('account', ...fieldsOf(account), field('city', 'text'))
    const { catalog } = compileAll(replaced(grown), before)

    expect(catalog.objects.get('o-deal')).toBe(before.objects.get('o-deal'))
    expect(catalog.objects.get('o-task')).toBe(before.objects.get('o-task'))
    expect(catalog.objects.get('o-account')?.fieldsById.has('f-city')).toBe(true)
  })

  test('a lookup that comes is told to the object it points to', () => {
    const grown = object('task', ...fieldsOf(task), field('payer', 'lookup', { target: 'o-account' }))
    const { catalog } = compileAll(replaced(grown), before)

    expect(catalog.objects.get('o-account')?.referencedBy).toEqual([
      { object: 'o-deal', field: 'f-customer' },
      { object: 'o-task', field: 'f-payer' },
    ])
  })

  test('what reads a field of another type is compiled anew, however far away', () => {
    const changed = object('account', field('name', 'text'), field('limit', 'number'), formula('half', 'name'))
    const { problems } = compileAll(replaced(changed), before)

    expect(problems.map(({ documentId, pointer }) => documentId + pointer)).toContain('o-deal/fields/2/formula')
    expect(problems).toEqual(compileAll(replaced(changed)).problems)
  })

  test('a circle that closes over untouched objects is found', () => {
    const closing = object(
      'account',
      ...fieldsOf(account).slice(0, 2),
      field('task', 'lookup', { target: 'o-task' }),
      formula('half', 'task.eighth / 2'),
    )
    const open = object('account', ...fieldsOf(closing).slice(0, 3), formula('half', 'task.deal.customer.limit'))
    const earlier = compileAll(replaced(open)).catalog
    const { problems } = compileAll(replaced(closing), earlier)

    expect(problems.map(({ code }) => code)).toContain('formula.cycle')
  })

  test('after any changes the catalog is the one that compiling everything gives', () => {
    const seed = Number(process.env.TEST_SEED ?? 20_261_123)
    console.info(`seed ${seed}`)
    const next = generator(seed)
    let documents: readonly StoredDocument[] = all
    let earlier = compileAll(documents)
    let taken = 0
    for (let round = 0; round < 200; round += 1) {
      documents = documents.map((document) => (next(3) === 0 ? changeOne(document, next) : document))
      const compiled = compileAll(documents, earlier.catalog)

      expect(textOf(compiled)).toBe(textOf(compileAll(documents)))
      for (const [id, known] of compiled.catalog.objects) if (earlier.catalog.objects.get(id) === known) taken += 1
      earlier = compiled
    }

    expect(taken).toBeGreaterThan(100)
  })
})

function fieldsOf(document: StoredDocument): readonly FieldBody[] {
  return (document as unknown as ObjectBody).fields
}

/** Formulas that fit, that do not, and that close circles. */
const formulas = [
  '1',
  'limit * 2',
  'name',
  'customer.half',
  'customer.limit',
  'deal.quarter',
  'half & "x"',
  'deal.customer',
]

function changeOne(document: StoredDocument, next: (below: number) => number): StoredDocument {
  const fields = fieldsOf(document)
  const at = next(fields.length)
  const changed = fields.map((each, index) => {
    if (index !== at) return each
    if (each.type === 'formula') return { ...each, formula: formulas[next(formulas.length)] ?? '1' }
    if (each.type === 'lookup') return { ...each, target: all[next(all.length)]?.id ?? '' }
    return { ...each, type: next(2) === 0 ? 'text' : 'number' }
  })
  return { ...document, fields: changed }
}

/** Numbers below a limit, the same for the same seed. */
function generator(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
