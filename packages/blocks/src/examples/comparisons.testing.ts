import {
  compile,
  evaluate,
  toSql,
  type FormulaType,
  type Scope,
  type SqlFragment,
  type WireValue,
} from '@tessera/formula'

const other = '01900000-0000-7000-8000-00000000000b'

/** `field = <value>` and the like: every operator with the value itself and with another one. */
export function comparisonsOf(operators: readonly string[], type: FormulaType, wire: WireValue): string[] {
  // A formula's text has a limit of its own, far below that of a long text.
  const literals = [wire, anotherOf(type)]
    .flatMap((value) => (value === null ? [] : [literalOf(value)]))
    .filter((literal) => literal.length < 1_000)
  return operators.flatMap((operator) => literals.map((literal) => comparison(operator, type, literal)))
}

function comparison(operator: string, type: FormulaType, literal: string): string {
  if (!operator.endsWith('in')) return `field ${operator} ${literal}`
  return type.kind === 'list' ? `${literal} ${operator} field` : `field ${operator} [${literal}]`
}

/** The comparison as SQL on the column `k."value"`, and its value for a record that holds `wire`. */
export function compileComparison(
  text: string,
  type: FormulaType,
  wire: WireValue,
): { readonly sql: SqlFragment; readonly value: WireValue } {
  const { expression, problems } = compile(text, scopeOf(type), { type: 'boolean' })
  if (expression === undefined) throw new Error(`${text}: ${problems.map(({ message }) => message.en).join(' ')}`)
  const sql = toSql(
    expression,
    {
      path: () => ({ sql: 'k."value"', bindings: [] }),
      title: (_, id) => id,
      isUnder: (_, id, ancestors) => ({
        sql: `${id.sql} = ANY(${ancestors.sql})`,
        bindings: [...id.bindings, ...ancestors.bindings],
      }),
    },
    'filter',
  )
  const value = evaluate(expression)({
    get: () => wire,
    title: () => null,
    isUnder: (_, id, ancestor) => id === ancestor,
    me: null,
    now: 0,
    today: '2026-01-31',
    timeZone: 'Asia/Shanghai',
    calendar: { weekend: [6, 7], holidays: [], workdays: [] },
  })
  return { sql, value }
}

function scopeOf(type: FormulaType): Scope {
  const field = { id: 'f1', key: 'field', type, class: 'record' } as const
  return {
    root: 'o1',
    field: (_, name) => (('key' in name ? name.key === 'field' : name.id === 'f1') ? field : undefined),
    fieldKeys: () => ['field'],
    allowMe: false,
    allowOld: false,
    userObject: 'user',
    hasTree: () => true,
    objectKey: () => undefined,
  }
}

/** A value of the type that no good example has. */
function anotherOf(type: FormulaType): WireValue {
  switch (type.kind) {
    case 'number':
      return 77.25
    case 'boolean':
      return true
    case 'date':
      return '2025-06-01'
    case 'datetime':
      return '2025-06-01T00:00:00.000Z'
    case 'time':
      return '12:34:56'
    case 'option':
      return type.options[0]?.key ?? null
    case 'record':
      return other
    case 'list':
      return anotherOf(type.of)
    default:
      return 'another'
  }
}

function literalOf(value: WireValue): string {
  if (typeof value === 'number') return String(value).includes('e') ? value.toFixed(10) : String(value)
  if (typeof value === 'boolean') return String(value)
  const text = Array.isArray(value) ? String(value[0]) : String(value)
  return `"${text.replaceAll('"', '""')}"`
}
