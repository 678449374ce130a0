import type { ArgumentKind, FunctionDefinition, Overload } from '../functions/define-function.js'
import { problem } from '../problems.js'
import type { FormulaProblem } from '../types/formula-problem.js'
import type { FormulaType } from '../types/formula-type.js'
import { nameOfType } from '../types/type-name.js'
import { adapt, hasFlexibleText, toText } from './adapt.js'
import { isPrintable } from './printable.js'
import type { TypedNode } from './typed-node.js'
import { unify } from './unify.js'

export interface ResolvedCall {
  readonly kinds: readonly ArgumentKind[]
  readonly gives: Overload['gives']
  readonly args: readonly TypedNode[]
  readonly type: FormulaType
}

interface Mismatch {
  /** Index of the first argument that does not fit. */
  readonly at: number
  readonly problem?: FormulaProblem
}

/**
 * Picks the overload whose kinds the arguments fit, first without and then with conversions (text literals read as
 * dates, options as their keys), and fits the arguments to it.
 *
 * Errors: formula.argument_count, argument_type, argument_choice, and those of literals.
 */
export function resolveCall(
  definition: FunctionDefinition,
  args: readonly TypedNode[],
  span: FormulaProblem['span'],
): ResolvedCall | FormulaProblem {
  const usage = usageOf(definition)
  const candidates = definition.overloads.flatMap((overload) => {
    const kinds = kindsFor(overload, args.length)
    return kinds === undefined ? [] : [{ overload, kinds }]
  })
  if (candidates.length === 0) return problem('formula.argument_count', span, { name: definition.name, usage })
  let deepest: Mismatch & { readonly kinds: readonly ArgumentKind[] } = { at: -1, kinds: [] }
  for (const convert of [false, true]) {
    for (const { overload, kinds } of candidates) {
      const fitted = fit(kinds, args, convert)
      if ('at' in fitted) {
        if (fitted.at > deepest.at || (fitted.problem !== undefined && fitted.at === deepest.at))
          deepest = { ...fitted, kinds }
        continue
      }
      return { kinds, gives: overload.gives, args: fitted.args, type: resultType(overload.gives, fitted) }
    }
  }
  if (deepest.problem !== undefined) return deepest.problem
  const bad = args[deepest.at] as TypedNode
  const kind = deepest.kinds[deepest.at]
  if (typeof kind === 'object') {
    const choices = kind.oneOf.map((choice) => `"${choice}"`).join(', ')
    return problem('formula.argument_choice', bad.span, { name: definition.name, position: deepest.at + 1, choices })
  }
  const found = nameOfType(bad.type)
  return problem('formula.argument_type', bad.span, { name: definition.name, position: deepest.at + 1, found, usage })
}

/** One kind per argument when the overload takes that many. */
export function kindsFor(overload: Overload, count: number): readonly ArgumentKind[] | undefined {
  const { args, optional = 0, repeat = 0, tail = [] } = overload
  const head = count - tail.length
  if (head >= args.length - optional && head <= args.length) return [...args.slice(0, head), ...tail]
  if (repeat === 0 || head < args.length || (head - args.length) % repeat !== 0) return undefined
  const repeated = args.slice(args.length - repeat)
  const kinds = [...args]
  while (kinds.length < head) kinds.push(...repeated)
  return [...kinds, ...tail]
}

type Variables = { any?: FormulaType; other?: FormulaType }

function fit(
  kinds: readonly ArgumentKind[],
  args: readonly TypedNode[],
  convert: boolean,
): (Variables & { readonly args: readonly TypedNode[] }) | Mismatch {
  const fitted = [...args]
  for (const [index, kind] of kinds.entries()) {
    if (kind === 'any' || kind === 'other' || kind === 'list') continue
    const result = fitOne(kind, args[index] as TypedNode, convert)
    if (result === undefined) return { at: index }
    if ('code' in result) return { at: index, problem: result }
    fitted[index] = result
  }
  const variables: Variables = {}
  for (const variable of ['any', 'other'] as const) {
    const mismatch = fitVariable(variable, kinds, fitted, variables)
    if (mismatch !== undefined) return mismatch
  }
  return { ...variables, args: fitted }
}

/** Makes all arguments of one type variable agree; changes `fitted` and `variables` in place. */
function fitVariable(
  variable: 'any' | 'other',
  kinds: readonly ArgumentKind[],
  fitted: TypedNode[],
  variables: Variables,
): Mismatch | undefined {
  const isList = (index: number) => variable === 'any' && kinds[index] === 'list'
  const indexes = kinds.flatMap((kind, index) => (kind === variable || isList(index) ? [index] : []))
  if (indexes.length === 0) return undefined
  const members: TypedNode[] = []
  for (const index of indexes) {
    const node = fitted[index] as TypedNode
    if (!isList(index)) members.push(node)
    else if (node.type.kind === 'list') {
      // A stand-in carries the member type; a list of flexible literals is flexible itself.
      const stand: TypedNode = { kind: 'me', type: node.type.of, class: 'record', span: node.span }
      if (!hasFlexibleText(node)) members.push(stand)
      else if (node.kind === 'list') members.push(...node.items)
    } else if (node.type.kind !== 'blank') return { at: index }
  }
  const unified = unify(members)
  const last = indexes.at(-1) as number
  if (unified === undefined) return { at: last }
  if ('code' in unified) return { at: last, problem: unified }
  variables[variable] = unified.type
  for (const index of indexes) {
    const target: FormulaType = isList(index) ? { kind: 'list', of: unified.type } : unified.type
    const result = adapt(fitted[index] as TypedNode, target)
    if (result === undefined) return { at: index }
    if ('code' in result) return { at: index, problem: result }
    fitted[index] = result
  }
  return undefined
}

function fitOne(kind: ArgumentKind, node: TypedNode, convert: boolean): TypedNode | FormulaProblem | undefined {
  if (typeof kind === 'object') return fitChoice(kind.oneOf, node)
  if (kind === 'printable') return isPrintable(node.type) ? toText(node) : undefined
  if (kind === 'record') return ['record', 'anyRecord', 'blank'].includes(node.type.kind) ? node : undefined
  const target: FormulaType =
    kind === 'list of number'
      ? { kind: 'list', of: { kind: 'number' } }
      : kind === 'list of text'
        ? { kind: 'list', of: { kind: 'text' } }
        : { kind: kind as 'number' }
  if (node.type.kind === target.kind && (target.kind !== 'list' || convert)) {
    return target.kind === 'list' ? adapt(node, target) : node
  }
  if (node.type.kind === 'blank') return adapt(node, target)
  if (target.kind === 'list' && node.type.kind === 'list' && node.type.of.kind === target.of.kind) return node
  return convert ? adapt(node, target) : undefined
}

function fitChoice(choices: readonly string[], node: TypedNode): TypedNode | undefined {
  if (node.kind !== 'literal' || typeof node.value !== 'string') return undefined
  const written = node.value.toLowerCase()
  const choice =
    choices.find((candidate) => candidate === node.value) ??
    choices.find((candidate) => candidate.toLowerCase() === written)
  return choice === undefined ? undefined : { ...node, value: choice }
}

function resultType(gives: Overload['gives'], variables: Variables): FormulaType {
  if (gives === 'any' || gives === 'other') return variables[gives] ?? { kind: 'blank' }
  if (gives === 'list') return { kind: 'list', of: variables.any ?? { kind: 'blank' } }
  if (gives === 'list of text') return { kind: 'list', of: { kind: 'text' } }
  return { kind: gives }
}

/** 'ROUND(number, number?)', one form per overload. */
export function usageOf(definition: FunctionDefinition): string {
  const kindName = (kind: ArgumentKind) =>
    typeof kind === 'object' ? kind.oneOf.map((one) => `"${one}"`).join('|') : kind
  return definition.overloads
    .map(({ args, optional = 0, repeat = 0, tail = [] }) => {
      const shown = args.map((kind, index) => kindName(kind) + (index >= args.length - optional ? '?' : ''))
      return `${definition.name}(${[...shown, ...(repeat > 0 ? ['…'] : []), ...tail.map(kindName)].join(', ')})`
    })
    .join(' · ')
}
