import type { FormulaType, SqlFragment, WireValue } from '@tessera/formula'
import type { AnyProblem } from '../errors/problems.js'
import type { Locale, Localized, Texts } from '../text/localized.js'
import type { JsonSchema } from './json-schema.js'

export type FieldTypeGroup = 'text' | 'number' | 'choice' | 'time' | 'relation' | 'file' | 'computed'

/**
 * How the engine fills a field: from writers, from a formula, from child records, or by counting; `details` are child records
 * that are written with the record; `links` are pairs of this record with others, in a table of their own; `anyLookup` is a lookup whose target the value tells,
 * kept in a column for each object it may be of.
 */
export type FieldKind = 'stored' | 'formula' | 'rollup' | 'autoNumber' | 'details' | 'links' | 'anyLookup'

/** What a definition may know about the field it serves. */
export interface FieldContext<O = Record<string, unknown>> {
  readonly id: string
  readonly key: string
  readonly label: Localized
  /** The type-specific properties of the field document, defaults filled in (see `fillDefaults`). */
  readonly options: O
  readonly required: boolean
  /** What the field gives; set where the catalog infers it (formula, roll-up). */
  readonly formulaType?: FormulaType
}

/** A formula among the options of a computed field. */
export interface FormulaPart {
  readonly at: readonly (string | number)[]
  readonly text: string
  readonly want: 'boolean' | 'number' | 'text'
}

/** Numbers in a cell; `decimals` are those shown: 2 with `isPercent` shows 0.1234 as 12.34%. */
export interface CellNumber {
  readonly decimals: number
  readonly isPercent?: true
}

/** Which files a field takes; the engine looks at what they are. */
export interface FileLimits {
  /** In bytes. */
  readonly maxBytes: number
  /** Whether a media type is taken. */
  takes(type: string): boolean
}

/** A checked and normalised value, or why it is refused. The caller adds path and label to the problem. */
export type ParseResult = { readonly value: WireValue } | { readonly problem: AnyProblem }

/**
 * A field type, whatever the environment: what a field of it holds, accepts and looks like to formulas.
 *
 * One folder of blocks/src/fields per type; the definition is data and small pure functions. `parse` and `importText`
 * never throw. What PostgreSQL keeps is in `FieldTypeServer`.
 */
export interface FieldTypeDefinition<O = Record<string, unknown>> {
  /** The `type` of field documents, for example 'longText'. */
  readonly name: string
  readonly title: Texts
  readonly icon: string
  readonly group: FieldTypeGroup
  /** Schema of an object holding the type-specific properties of a field document, with defaults and `schemaAnnotations`. */
  readonly optionsSchema: JsonSchema
  readonly kind: FieldKind
  /** Type of the field in formulas. A formula or roll-up field is inferred by the catalog: calling this throws. */
  formulaType(options: O, field: { readonly id: string }): FormulaType
  /** What a field without a value holds: false for booleans, else null. */
  readonly emptyValue: null | false
  /** Its values are documents rather than names: they have no order, title no record, and may always be repeated. */
  readonly isDocument?: boolean
  /** Takes part in `search`. */
  readonly searchable?: boolean
  /** Names and other short texts: their Chinese is found by pinyin, too. */
  readonly pinyin?: boolean
  /** Only types of kind `details`: how many lines a record may have in one field. */
  readonly mostLines?: number
  /**
   * Only types of kind `formula`: the text of the formula that the options make. `names`: whether references in them are keys, as
   * people write documents, or ids, as they are stored; formulas among the options stay as they are.
   */
  formulaText?(options: O, names: 'keys' | 'ids'): string
  /** The property that is at fault when the formula is. */
  readonly formulaProperty?: string
  /** Formulas among the options, each checked where it stands before the whole is; `at` from the field. */
  formulaParts?(options: O): readonly FormulaPart[]
  /** Only types of kind `formula`: the formula is a path to a field of another record, and is shown as that field is. */
  readonly followsPath?: boolean
  /** Only types of kind `links`: how many records a record may be linked to when it is written, and how many are read with it. */
  readonly mostLinks?: number
  /** Only types whose values are ids of files: what a field takes. */
  files?(options: O): FileLimits
  /** Only types of kind `anyLookup`: the objects its records may be of. */
  targets?(options: O): readonly string[]
  /** Key of the object a lookup points to (user → 'user'). */
  references?(options: O): string | undefined
  /**
   * Checks and normalises what a writer sends: NFC, '' → null, e-mail lower-case, option keys in option order;
   * null → `emptyValue`. Being required is checked by the engine, after defaults.
   */
  parse(value: unknown, field: FieldContext<O>): ParseResult
  /** The same for the text of a cell of a CSV or Excel file. */
  importText(text: string, field: FieldContext<O>): ParseResult
  /**
   * A value as people would write it into a cell in one language, where it is not what JSON has: `importText` reads it back. A field
   * that gets another type goes through it in Chinese, the language of the documents; an export in that of who asked.
   */
  cellText?(value: WireValue, field: FieldContext<O>, locale: Locale): string
  /** How a spreadsheet shows its numbers; absent where `cellText` says it in words, and where a number is just a number. */
  cellNumber?(options: O): CellNumber
  /** JSON Schema 2020-12 of what may be written (null is allowed unless the field is required). */
  writeSchema(field: FieldContext<O>): JsonSchema
  /** JSON Schema 2020-12 of what is read. */
  readSchema(field: FieldContext<O>): JsonSchema
  /** Which operators views offer, for example ['=', '<>', 'in']. */
  readonly filterOperators: readonly string[]
}

/** What the server's half of a field type may know about the field. */
export interface ServerFieldContext<O = Record<string, unknown>> extends FieldContext<O> {
  /** Key of every option by its id, hidden options too: stored values of a hidden option still read. */
  readonly optionKeys: ReadonlyMap<string, string>
}

export type ColumnType =
  'text' | 'numeric' | 'boolean' | 'date' | 'timestamptz(3)' | 'time(0)' | 'uuid' | 'text[]' | 'numeric[]'

/** The column of a stored field. `default` is SQL, a constant of the type's own code. */
export interface ColumnDefinition {
  readonly type: ColumnType
  readonly notNull?: boolean
  readonly default?: string
}

/** A value as it is bound to a statement. */
export type StorageValue = string | number | boolean | null | readonly string[]

/** How PostgreSQL keeps a field type. `column` arguments of the SQL builders are quoted and alias-qualified. */
export interface FieldTypeServer<O = Record<string, unknown>> {
  readonly name: string
  /** Undefined: the field has no column (formula). */
  column(options: O): ColumnDefinition | undefined
  /** Wire value → storage form (option key → id). */
  toDatabase(value: WireValue, field: ServerFieldContext<O>): StorageValue
  /** What the driver gives → wire value. */
  fromDatabase(value: unknown, field: ServerFieldContext<O>): WireValue
  /**
   * `parse` and `importText` of the definition, where they need what no browser should load (a sanitiser, a register). The
   * definition's own are then the browser's first look; this is what counts.
   */
  parse?(value: unknown, field: FieldContext<O>): ParseResult
  importText?(text: string, field: FieldContext<O>): ParseResult
  /** `cellText` of the definition, where it needs what no browser should load. */
  cellText?(value: WireValue, field: FieldContext<O>, locale: Locale): string
  /** SQL of what `search` looks through, where it is not the column itself. */
  searchSql?(column: SqlFragment): SqlFragment
  /** SQL that yields the wire value inside json_build_object. */
  toJsonSql(column: string, field: ServerFieldContext<O>): SqlFragment
  /** SQL to sort by (option order for a select). */
  sortSql(column: string, field: ServerFieldContext<O>): SqlFragment
  /** Only types of kind `autoNumber`: which counter a date belongs to, and the n-th number of it. */
  readonly numbering?: FieldNumbering<O>
}

/** How an auto-number counts; `date` is 'yyyy-MM-dd' in the workspace's zone, `n` counts from 1. */
export interface FieldNumbering<O = Record<string, unknown>> {
  period(options: O, date: string): string
  format(options: O, date: string, n: number): string
}

/**
 * Declares a field type. The registry holds types of many option shapes, so the option type is erased here, once: the
 * engine only ever passes options that `optionsSchema` accepted.
 */
export function defineFieldType<O>(definition: FieldTypeDefinition<O>): FieldTypeDefinition {
  return definition as unknown as FieldTypeDefinition
}

/** Declares the server's half of a field type; see `defineFieldType` about the option type. */
export function defineFieldTypeServer<O>(server: FieldTypeServer<O>): FieldTypeServer {
  return server as unknown as FieldTypeServer
}
