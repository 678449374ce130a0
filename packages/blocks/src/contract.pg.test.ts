/**
 * The contract of field types, run over every folder of fields/ and its examples. A new type gets all of it for nothing.
 */
import { describe, expect, test } from '@jest/globals'
import type { WireValue } from '@tessera/formula'
import { fieldProblemOf, locales, schemaAnnotations, type ColumnDefinition, type ParseResult } from '@tessera/metadata'
import addFormatsModule from 'ajv-formats'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import type { Pool } from 'pg'
import { withDatabase } from '../../../tests/support/database.js'
import { fieldTypeDefinitions } from './definitions.js'
import { columnKind } from './examples/column-kind.testing.js'
import { comparisonsOf, compileComparison } from './examples/comparisons.testing.js'
import type { GoodValue } from './examples/field-type-examples.js'
import { fieldOf, loadExtensions, type FieldExtension } from './examples/load-extensions.testing.js'
import { shown, titled } from './examples/titled.testing.js'
import { toNumbered } from './examples/to-numbered.testing.js'
import { fieldTypes } from './server.js'

/** The package's types describe its CommonJS form; under NodeNext the function itself is imported. */
const addFormats = addFormatsModule as unknown as (ajv: Ajv2020) => void
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true })
ajv.addVocabulary([...schemaAnnotations])
addFormats(ajv)

const extensions = await loadExtensions()

test('the registry holds every folder but the template, by the name api.md gives the type', () => {
  const names = extensions.filter(({ folder }) => !folder.startsWith('_')).map(({ definition }) => definition.name)

  expect([...fieldTypeDefinitions.keys()].sort()).toEqual(names.sort())
  expect([...fieldTypes.servers.keys()].sort()).toEqual(names)
  expect(names).toEqual(
    expect.arrayContaining([
      ...['text', 'longText', 'number', 'currency', 'percent', 'boolean', 'date', 'dateTime', 'select', 'multiSelect'],
      ...['email', 'phone', 'url', 'autoNumber', 'user', 'lookup', 'formula', 'rollup'],
    ]),
  )
})

describe.each(named(extensions))('%s', (name, extension) => {
  const { definition, server, examples, folder } = extension

  test('introduces itself in both languages and lies in the folder of its name', () => {
    expect(definition.title['zh-CN']).toMatch(/\p{Script=Han}/u)
    expect(definition.title.en).toMatch(/^[A-Z]/)
    expect(definition.icon).toMatch(/^[a-z0-9-]+$/)
    expect(server.name).toBe(name)
    expect(folder.replace(/^_/, '')).toBe(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))
  })

  test('has examples enough, among them every kind of hostile value', () => {
    const bad = examples.bad.map(({ value }) => value)
    const asJson = bad.map((value) => JSON.stringify(value))

    // A boolean has but three JSON values to accept.
    expect(examples.good.length).toBeGreaterThanOrEqual(definition.emptyValue === false ? 3 : 4)
    expect(bad.length).toBeGreaterThanOrEqual(4)
    expect(asJson.some((json) => json.includes('\\u0000'))).toBe(true)
    expect(asJson.some((json) => /\\ud[89a-f]/.test(json))).toBe(true)
    expect(asJson.some((json) => json.length > 250)).toBe(true)
    expect(bad.some((value) => Array.isArray(value))).toBe(true)
    expect(bad.some((value) => typeof value === 'object' && value !== null && !Array.isArray(value))).toBe(true)
    expect(new Set(bad.map((value) => typeof value)).size).toBeGreaterThanOrEqual(3)
  })

  test.each(titled(examples.bad))('refuses %s', (_, example) => {
    const result = parse(extension, example.value, fieldOf(extension, example))

    expect(result).toMatchObject({ problem: { code: example.code } })
    const { message } = fieldProblemOf('field', problemOf(result), '费用')
    expect(message).toMatchObject({
      'zh-CN': expect.stringMatching(/^「费用」.*[。？]$/s),
      en: expect.stringMatching(/^“费用”.*[.?]$/s),
    })
    expect(JSON.stringify(message)).not.toContain('undefined')
  })

  test.each(examples.cells.map((example) => [shown(example.cell), example] as const))(
    'reads the cell %s',
    (_, example) => {
      const result = importText(extension, example.cell, fieldOf(extension, example))

      expect(result).toMatchObject('code' in example ? { problem: { code: example.code } } : { value: example.gives })
    },
  )

  test('writes its values into cells as it reads them', () => {
    const cellText = server.cellText ?? definition.cellText
    // Of a document a cell may hold less: its text.
    const whole = cellText !== undefined && definition.isDocument !== true
    for (const example of whole ? examples.good : []) {
      const field = fieldOf(extension, example)
      const wire = wireValueOf(extension, example)
      for (const locale of locales) {
        const cell = wire === null ? '' : (cellText?.(wire, field, locale) ?? '')

        expect([cell, importText(extension, cell, field)]).toEqual([cell, { value: wire }])
      }
    }
  })

  test('answers any JSON value and any cell without throwing, and accepts its own wire values', () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
    const field = fieldOf(extension)
    const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.mixedCase(fc.constantFrom('1,000.00%', '2026-02-30T')))
    const settle = (result: ParseResult) => {
      if ('problem' in result) expect(result.problem.code).toMatch(/^(field|file|text|number|option)\./)
      else expect(parse(extension, result.value, field)).toEqual(result)
    }

    // A failure prints the seed; SEED=<n> repeats it.
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), anyText, fc.double()), anyText, (value, cell) => {
        settle(parse(extension, value, field))
        settle(importText(extension, cell, field))
      }),
      { seed, numRuns: 300 },
    )
  })

  test('has a schema of options that accepts its examples and refuses the bad ones', () => {
    const accepts = ajv.compile(definition.optionsSchema)

    for (const { options } of [...examples.good, ...examples.bad, {}] as { options?: object }[])
      expect([accepts({ ...examples.options, ...options }), accepts.errors]).toEqual([true, null])
    expect(examples.badOptions.filter((options) => accepts(options))).toEqual([])
  })

  test.each(titled(examples.bad))('has a write schema that refuses %s', (_, example) => {
    const accepts = ajv.compile(definition.writeSchema(fieldOf(extension, example)))

    expect(accepts(example.value)).toBe(example.beyondSchema !== undefined)
  })

  test('has a write schema that refuses blank for a required field', () => {
    const accepts = ajv.compile(definition.writeSchema(fieldOf(extension, {}, true)))

    expect(accepts(null)).toBe(definition.emptyValue === false)
    expect(accepts('')).toBe(false)
    expect(accepts([])).toBe(false)
  })

  test.each(titled(examples.good))('has a read schema that accepts what %s reads as', (_, example) => {
    const accepts = ajv.compile(definition.readSchema(fieldOf(extension, example)))
    const wire = wireValueOf(extension, example)
    const read = readFormOf(definition, wire)

    expect([accepts(read), accepts.errors]).toEqual([true, null])
  })
})

describe.each(named(extensions.filter(({ definition }) => ['stored', 'links', 'anyLookup'].includes(definition.kind))))(
  '%s, sent by writers,',
  (_, extension) => {
    const { definition, examples } = extension

    test.each(titled(examples.good))('accepts %s', (_, example) => {
      const field = fieldOf(extension, example)
      const { value } = acceptedOf(parse(extension, example.value, field))

      expect(value).toEqual(wireValueOf(extension, example))
      expect(parse(extension, value, field)).toEqual({ value })
    })

    test.each(titled(examples.good))('has a write schema that accepts %s', (_, example) => {
      const accepts = ajv.compile(definition.writeSchema(fieldOf(extension, example)))

      expect([accepts(example.value), accepts.errors]).toEqual([true, null])
    })
  },
)

const withColumn = extensions.filter((extension) => columnOf(extension) !== undefined)

describe.each(named(withColumn))('%s in PostgreSQL', (_, extension) => {
  const { definition, server, examples } = extension

  test('keeps every example in a column of its formula type and reads the same value back', async () => {
    await withColumnOf(extension, async (pool) => {
      for (const example of examples.good) {
        const field = fieldOf(extension, example)
        const wire = wireValueOf(extension, example)
        await pool.query('TRUNCATE kept')
        await pool.query('INSERT INTO kept VALUES ($1)', [server.toDatabase(wire, field)])
        const json = toNumbered(server.toJsonSql('k."value"', field))
        const { rows } = await pool.query(
          `SELECT k.value, pg_typeof(k.value)::text AS type,
             (SELECT row_to_json(r)::text FROM (SELECT ${json.text} AS value) AS r) AS json FROM kept AS k`,
          json.values,
        )

        expect(server.fromDatabase(rows[0].value, field)).toEqual(wire)
        expect(JSON.parse(rows[0].json)).toEqual({ value: wire })
        expect(rows[0].type).toBe(columnKind(example.formulaType ?? definition.formulaType(field.options, field)))
      }
    })
  })

  test('gives SQL to sort by', async () => {
    const sort = toNumbered(server.sortSql('k."value"', fieldOf(extension)))

    await withColumnOf(extension, (pool) => pool.query(`SELECT FROM kept AS k ORDER BY ${sort.text}`, sort.values))
  })

  test('offers operators that formulas know, with the same answer in JavaScript and in PostgreSQL', async () => {
    await withColumnOf(extension, async (pool) => {
      for (const example of examples.good) {
        const field = fieldOf(extension, example)
        const wire = wireValueOf(extension, example)
        await pool.query('INSERT INTO kept VALUES ($1)', [server.toDatabase(wire, field)])
        const type = example.formulaType ?? definition.formulaType(field.options, field)
        for (const text of comparisonsOf(definition.filterOperators, type, wire)) {
          const { sql, value } = compileComparison(text, type, wire)
          const filter = toNumbered(sql)
          const { rows } = await pool.query(
            `SELECT count(*)::int AS found FROM kept AS k WHERE ${filter.text}`,
            filter.values,
          )

          expect([text, rows[0].found === 1]).toEqual([text, value])
        }
        await pool.query('TRUNCATE kept')
      }
    })
  })
})

/** As the engine does it: the server's half has the last word. */
function parse({ definition, server }: FieldExtension, value: unknown, field: ReturnType<typeof fieldOf>): ParseResult {
  return server.parse?.(value, field) ?? definition.parse(value, field)
}

function importText(
  { definition, server }: FieldExtension,
  cell: string,
  field: ReturnType<typeof fieldOf>,
): ParseResult {
  return server.importText?.(cell, field) ?? definition.importText(cell, field)
}

function named(list: readonly FieldExtension[]): (readonly [string, FieldExtension])[] {
  return list.map((extension) => [extension.definition.name, extension] as const)
}

function columnOf(extension: FieldExtension): ColumnDefinition | undefined {
  return extension.server.column(fieldOf(extension).options)
}

/** A table `kept` whose one column `value` is that of the type. */
async function withColumnOf(extension: FieldExtension, body: (pool: Pool) => Promise<unknown>): Promise<void> {
  const { type, notNull, default: standard } = columnOf(extension) ?? { type: 'text' }
  const constraints = [notNull === true ? 'NOT NULL' : '', standard === undefined ? '' : `DEFAULT ${standard}`]
  await withDatabase(async ({ pool }) => {
    await pool.query(`CREATE TABLE kept (value ${type} ${constraints.join(' ')})`)
    await body(pool)
  })
}

/** What an example is on the wire once it was accepted. */
function wireValueOf({ definition }: FieldExtension, example: GoodValue<Record<string, unknown>>): WireValue {
  if (example.gives !== undefined) return example.gives
  return example.value === null ? definition.emptyValue : (example.value as WireValue)
}

/** What the engine makes of a wire value for readers: records with their title, files with what they are. */
function readFormOf({ group, files, kind }: FieldExtension['definition'], wire: WireValue): unknown {
  if (kind === 'details') return wire ?? []
  if (kind === 'anyLookup' && wire !== null) return { object: 'account', title: '智合科技', ...(wire as object) }
  if (kind === 'links' && Array.isArray(wire)) return wire.map((id: unknown) => ({ id, title: '智合科技' }))
  if (files !== undefined && Array.isArray(wire)) {
    return wire.map((id: unknown) => ({ id, name: '报价单.pdf', type: 'application/pdf', size: 3 }))
  }
  return group === 'relation' && wire !== null ? { id: wire, title: '智合科技' } : wire
}

function acceptedOf(result: ParseResult) {
  if ('problem' in result) throw new Error(`refused with ${result.problem.code}`)
  return result
}

function problemOf(result: ParseResult) {
  if ('value' in result) throw new Error('accepted')
  return result.problem
}
