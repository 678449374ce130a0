import fc from 'fast-check'
import type { ArgumentKind, FunctionDefinition, Overload } from '../functions/define-function.js'
import { functions } from '../index.js'
import type { FormulaType } from '../index.js'
import { tokenize } from '../source/tokenize.js'
import { sameType } from '../types/same-type.js'
import { dates, durations, instants, numbers, texts, times } from './rows.testing.js'
import { departments, level, people, related, stage, worldPaths } from './world.testing.js'

/**
 * Typed formulas as text: for every type its literals, fields, operators, and every overload of every registered function
 * that gives it. Depth bounds the size; shrinking goes towards leaves.
 */

const simple = (kind: 'number' | 'text' | 'boolean' | 'date' | 'datetime' | 'time' | 'duration'): FormulaType => ({
  kind,
})
const department: FormulaType = { kind: 'record', object: 'department' }
const user: FormulaType = { kind: 'record', object: 'user' }

/** Types that a type variable is tried with. */
const variableTypes: readonly FormulaType[] = [
  simple('number'),
  simple('text'),
  simple('boolean'),
  simple('date'),
  simple('datetime'),
  simple('time'),
  simple('duration'),
  stage,
  level,
  department,
  related,
]
const memberTypes: readonly FormulaType[] = [simple('number'), simple('text'), stage, department]
const printableTypes: readonly FormulaType[] = [
  simple('number'),
  simple('text'),
  simple('boolean'),
  simple('date'),
  simple('datetime'),
  simple('time'),
  stage,
]

export const resultTypes: readonly FormulaType[] = [
  ...variableTypes,
  ...memberTypes.map((of): FormulaType => ({ kind: 'list', of })),
]

type Text = fc.Arbitrary<string>

const quote = (text: string) => `"${text.replaceAll('"', '""')}"`

/** Texts and numbers of the functions' own examples: patterns, formats and codes that random ones would never hit. */
const exampleTokens = functions.flatMap(({ examples }) => examples.flatMap(({ text }) => tokenize(text).tokens))
const exampleTexts = exampleTokens.flatMap((token) => (token.kind === 'text' ? [token.value] : []))
const literalTexts = [...new Set([...texts, ...exampleTexts])].filter((text) => !/[\0]/.test(text)).map(quote)
const literalNumbers = [
  ...new Set([
    ...numbers.map((n) => plainNumber(n)),
    ...exampleTokens.flatMap((token) => (token.kind === 'number' ? [token.text] : [])),
  ]),
]

function plainNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value)
}

function literals(type: FormulaType): readonly string[] {
  switch (type.kind) {
    case 'number':
      return literalNumbers
    case 'text':
      return literalTexts
    case 'boolean':
      return ['true', 'false', 'blank']
    case 'option':
      return []
    case 'list':
      return []
    default:
      return []
  }
}

/** Literals that need a neighbour to be read as their type. */
function besideLiterals(type: FormulaType): readonly string[] {
  switch (type.kind) {
    case 'date':
      return dates.map(quote)
    case 'datetime':
      return instants.map(quote)
    case 'time':
      return times.map(quote)
    case 'option':
      return type.options.map((option) => quote(option.key))
    case 'anyRecord':
      return [...people, ...departments].map(quote)
    case 'record':
      return (type.object === 'user' ? people : departments).map(quote)
    default:
      return literals(type)
  }
}

const cache = new Map<string, Text>()

function keyOf(type: FormulaType): string {
  if (type.kind === 'option') return type.field
  if (type.kind === 'record') return type.object
  return type.kind === 'list' ? `list ${keyOf(type.of)}` : type.kind
}

/** A formula of the type, at most `depth` levels deep. */
export function expressionOf(type: FormulaType, depth: number): Text {
  const key = `${keyOf(type)}/${depth}`
  let arbitrary = cache.get(key)
  if (arbitrary === undefined) {
    arbitrary = build(type, depth)
    cache.set(key, arbitrary)
  }
  return arbitrary
}

function build(type: FormulaType, depth: number): Text {
  const fields = worldPaths.filter((path) => sameType(path.type, type)).map((path) => path.text)
  const leaves: Text[] = [
    fc.constantFrom(...fields, ...(keyOf(type) === 'user' ? ['me'] : []), ...(fields.length === 0 ? ['blank'] : [])),
  ]
  const constants = literals(type)
  if (constants.length > 0) leaves.push(fc.constantFrom(...constants))
  if (type.kind === 'duration' && functions.some((one) => one.name === 'DURATION'))
    leaves.push(fc.constantFrom('DURATION(1, "hours")', 'DURATION(-1.5, "days")'))
  if (type.kind === 'list') leaves.push(listLiteral(type.of))
  const leaf = fc.oneof(...leaves)
  if (depth === 0) return leaf
  const calls = callsGiving(type, depth - 1)
  const operators = operatorsGiving(type, depth - 1)
  return fc.oneof(
    { weight: 3, arbitrary: leaf },
    ...(operators.length === 0 ? [] : [{ weight: 3, arbitrary: fc.oneof(...operators) }]),
    ...(calls.length === 0 ? [] : [{ weight: 5, arbitrary: fc.oneof(...calls) }]),
  )
}

function listLiteral(of: FormulaType): Text {
  const member = besideLiterals(of)
  // The first one gives the type where literals alone would not.
  const first = worldPaths.filter((path) => sameType(path.type, of)).map((path) => path.text)
  const items = fc.array(fc.constantFrom(...member, 'blank'), { maxLength: 3 })
  return fc.tuple(fc.constantFrom(...first), items).map(([head, tail]) => `[${[head, ...tail].join(', ')}]`)
}

const joined = (...parts: readonly (Text | string)[]): Text =>
  fc.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part))).map((texts) => texts.join(''))

function operatorsGiving(type: FormulaType, depth: number): readonly Text[] {
  const of = (kind: FormulaType['kind']) => expressionOf({ kind } as FormulaType, depth)
  const number = of('number')
  switch (type.kind) {
    case 'number':
      return [
        ...['+', '-', '*', '/'].map((operator) => joined('(', number, ` ${operator} `, number, ')')),
        joined(
          '(',
          number,
          ' ^ ',
          fc.constantFrom('2', '3', '-1', '-2', '0', '10', '31', '100', '0.5', '101', 'n1'),
          ')',
        ),
        joined('(-', number, ')'),
        joined('(', of('date'), ' - ', of('date'), ')'),
        joined('(', of('duration'), ' / ', of('duration'), ')'),
        joined('(', number, ' / 3 * 3)'),
      ]
    case 'text': {
      const printable = fc.oneof(...printableTypes.map((one) => expressionOf(one, depth)))
      return [
        joined('(', printable, ' & ', printable, ')'),
        joined('(', printable, ' & "" & ', printable, ')'),
        fc.constant('TITLE(related)'),
      ]
    }
    case 'date':
      return [
        joined('(', of('date'), ' + ', number, ')'),
        joined('(', of('date'), ' - ', number, ')'),
        joined('(', number, ' + ', of('date'), ')'),
      ]
    case 'datetime':
      return [
        joined('(', of('datetime'), ' + ', of('duration'), ')'),
        joined('(', of('datetime'), ' - ', of('duration'), ')'),
      ]
    case 'duration':
      return [
        joined('(', of('datetime'), ' - ', of('datetime'), ')'),
        joined('(', of('duration'), ' + ', of('duration'), ')'),
        joined('(', of('duration'), ' - ', of('duration'), ')'),
        joined('(-', of('duration'), ')'),
      ]
    case 'boolean':
      return conditions(depth)
    default:
      return []
  }
}

function conditions(depth: number): readonly Text[] {
  const boolean = expressionOf(simple('boolean'), depth)
  const equality = fc.constantFrom(' = ', ' <> ')
  const order = fc.constantFrom(' < ', ' <= ', ' > ', ' >= ')
  const comparable: readonly FormulaType[] = [...variableTypes, user]
  const ordered = variableTypes.filter((type) => ['number', 'date', 'datetime', 'time', 'duration'].includes(type.kind))
  const path = (type: FormulaType) =>
    fc.constantFrom(...worldPaths.filter((one) => sameType(one.type, type)).map((one) => one.text))
  const beside = (type: FormulaType) => fc.constantFrom(...besideLiterals(type), 'blank')
  const withLiterals = comparable.filter((type) => besideLiterals(type).length > 0)
  const inside = fc.constantFrom(' in ', ' not in ')
  return [
    joined('(', boolean, ' and ', boolean, ')'),
    joined('(', boolean, ' or ', boolean, ')'),
    joined('(not ', boolean, ')'),
    ...comparable.map((type) => joined('(', expressionOf(type, depth), equality, expressionOf(type, depth), ')')),
    ...ordered.map((type) => joined('(', expressionOf(type, depth), order, expressionOf(type, depth), ')')),
    ...withLiterals.map((type) => joined('(', path(type), equality, beside(type), ')')),
    ...ordered
      .filter((type) => besideLiterals(type).length > 0)
      .map((type) => joined('(', beside(type), order, path(type), ')')),
    joined('(', expressionOf(stage, depth), equality, expressionOf(level, depth), ')'),
    // `& ""` keeps a literal from being read as an option, which it may not be.
    joined('(', expressionOf(stage, depth), equality, '(', expressionOf(simple('text'), depth), ' & ""))'),
    ...memberTypes.map((type) =>
      joined('(', expressionOf(type, depth), inside, expressionOf({ kind: 'list', of: type }, depth), ')'),
    ),
    ...withLiterals.map((type) =>
      joined(
        '(',
        path(type),
        inside,
        '[',
        fc.array(beside(type), { maxLength: 4 }).map((items) => items.join(', ')),
        '])',
      ),
    ),
    joined('((', expressionOf(simple('text'), depth), ' & "")', inside, fc.constantFrom('lo', '[o1, o2]'), ')'),
    joined('(', expressionOf(level, depth), inside, fc.constantFrom('lo', '[o1, "won"]', '["vip"]'), ')'),
    joined(
      '(',
      expressionOf(department, depth),
      ' under ',
      fc.oneof(expressionOf(department, depth), fc.constantFrom('lr', 'me.department')),
      ')',
    ),
    joined('(', fc.constantFrom('related', 'IF(b1, related, owner)'), equality, fc.constantFrom('owner', 'r1'), ')'),
    joined('(', fc.constantFrom('related', 'owner', 'r1'), inside, '[related, owner, r1])'),
    joined('(', fc.constantFrom('owner', 'customer.owner'), fc.constantFrom(' = me', ' <> me', ' in [me]'), ')'),
  ]
}

/** Durations as the tests write them; kept so that a change of the pool is seen here too. */
export const durationPool = durations

function callsGiving(type: FormulaType, depth: number): readonly Text[] {
  // AS takes no expressions: what it reads are paths of the world.
  return functions.flatMap((definition) => {
    if (definition.name === 'AS') return []
    const overloads = definition.overloads.flatMap((overload) => overloadGiving(definition, overload, type, depth))
    return overloads.length === 0 ? [] : [fc.oneof(...overloads)]
  })
}

function overloadGiving(
  definition: FunctionDefinition,
  overload: Overload,
  type: FormulaType,
  depth: number,
): readonly Text[] {
  const { gives } = overload
  if (definition.name === 'CHANGED') {
    return type.kind === 'boolean'
      ? [fc.constantFrom('CHANGED(n1)', 'CHANGED(lo)', 'CHANGED(customer)', 'CHANGED(o1)')]
      : []
  }
  const variables: { any?: FormulaType; other?: FormulaType } = {}
  if (gives === 'any' || gives === 'other') variables[gives] = type
  else if (gives === 'list') {
    if (type.kind !== 'list') return []
    variables.any = type.of
  } else if (gives === 'list of text') {
    if (type.kind !== 'list' || type.of.kind !== 'text') return []
  } else if (gives !== type.kind) return []
  const usesList = overload.args.includes('list')
  // Lists hold the kinds that fields can hold; other members would only be refused.
  if (
    usesList &&
    variables.any !== undefined &&
    !memberTypes.some((one) => sameType(one, variables.any as FormulaType))
  )
    return []
  const usesAny = usesList || overload.args.includes('any')
  const anyTypes =
    variables.any !== undefined ? [variables.any] : !usesAny ? [type] : usesList ? memberTypes : variableTypes
  const other = variables.other ?? simple('text')
  return anyTypes.map((any) => callOf(definition.name, overload, { any, other }, depth))
}

function callOf(
  name: string,
  overload: Overload,
  variables: { any: FormulaType; other: FormulaType },
  depth: number,
): Text {
  const { args, optional = 0, repeat = 0, tail = [] } = overload
  const shapes: (readonly ArgumentKind[])[] = []
  for (let left = 0; left <= optional; left += 1) shapes.push([...args.slice(0, args.length - left), ...tail])
  if (repeat > 0) {
    const again = args.slice(args.length - repeat)
    shapes.push([...args, ...again, ...tail], [...args, ...again, ...again, ...tail])
  }
  const calls = shapes.map((kinds) =>
    fc.tuple(...kinds.map((kind) => argumentOf(kind, variables, depth))).map((texts) => `${name}(${texts.join(', ')})`),
  )
  return fc.oneof(...calls)
}

function argumentOf(kind: ArgumentKind, variables: { any: FormulaType; other: FormulaType }, depth: number): Text {
  if (typeof kind === 'object') return fc.constantFrom(...kind.oneOf.map(quote))
  switch (kind) {
    case 'any':
    case 'other':
      return expressionOf(variables[kind], depth)
    case 'list':
      return expressionOf({ kind: 'list', of: variables.any }, depth)
    case 'list of number':
      return expressionOf({ kind: 'list', of: simple('number') }, depth)
    case 'list of text':
      return fc.oneof(expressionOf({ kind: 'list', of: simple('text') }, depth), fc.constant('lo'))
    case 'printable':
      return fc.oneof(...printableTypes.map((type) => expressionOf(type, depth)))
    case 'record':
      return expressionOf(department, depth)
    case 'anyRecord':
    case 'object':
      throw new Error('AS takes no expressions')
    default:
      return expressionOf(simple(kind), depth)
  }
}

const numberPaths = worldPaths.filter((path) => path.type.kind === 'number').map((path) => path.text)

/** Deep arithmetic without functions: where digits pile up, cancel out and get lost. */
const { arithmetic } = fc.letrec<{ arithmetic: string }>((tie) => ({
  arithmetic: fc.oneof(
    { maxDepth: 7, withCrossShrink: true },
    fc.constantFrom(...numberPaths, ...literalNumbers),
    fc
      .tuple(tie('arithmetic'), fc.constantFrom(' + ', ' - ', ' * ', ' / '), tie('arithmetic'))
      .map(([left, operator, right]) => `(${left}${operator}${right})`),
    fc
      .tuple(tie('arithmetic'), fc.constantFrom('2', '3', '7', '-1', '-3', '40', '-40', '100'))
      .map(([base, exponent]) => `(${base} ^ ${exponent})`),
    fc.tuple(tie('arithmetic'), tie('arithmetic')).map(([a, b]) => `(${a} * ${b} / ${b} - ${a})`),
  ),
}))

/** Formulas of every result type. */
export const expressionArbitrary: Text = fc.oneof(
  { weight: 4, arbitrary: expressionOf(simple('boolean'), 3) },
  { weight: 1, arbitrary: arithmetic },
  { weight: 1, arbitrary: joined(arithmetic, fc.constantFrom(' = ', ' < ', ' >= ', ' & "" = "" & '), arithmetic) },
  ...resultTypes.map((type) => ({ weight: 1, arbitrary: expressionOf(type, 3) })),
)
