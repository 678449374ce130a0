import { Exact } from '../evaluate/decimal.js'
import type { FunctionDefinition } from '../functions/define-function.js'
import { functions } from '../functions/index.gen.js'
import { problem } from '../problems.js'
import type { SyntaxNode } from '../source/syntax-node.js'
import type { FormulaProblem, Span } from '../types/formula-problem.js'
import { widerClass } from '../types/formula-type.js'
import type { ExpressionClass, FormulaType } from '../types/formula-type.js'
import type { PathStep } from '../types/runtime-value.js'
import type { Scope, ScopeField } from '../types/scope.js'
import { nameOfType } from '../types/type-name.js'
import { adapt, toText } from './adapt.js'
import { checkOperator } from './check-operator.js'
import { isPrintable, printingProposal } from './printable.js'
import { resolveCall } from './resolve-call.js'
import { suggest } from './suggest.js'
import type { NodeOf, TypedNode } from './typed-node.js'
import { unify } from './unify.js'

const byName: ReadonlyMap<string, FunctionDefinition> = new Map(functions.map((one) => [one.name, one]))
const boolean: FormulaType = { kind: 'boolean' }

/**
 * Finds names and types for a tree and collects what is wrong; a node that cannot be typed is undefined and silences
 * what depends on it, so that each mistake is reported once.
 */
export class Checker {
  readonly problems: FormulaProblem[] = []

  constructor(private readonly scope: Scope) {}

  check(node: SyntaxNode): TypedNode | undefined {
    const { span } = node
    switch (node.kind) {
      case 'number':
        return this.checkNumber(node.text, span)
      case 'text':
        return this.literal(node.value === '' ? null : node.value, { kind: 'text' }, span)
      case 'boolean':
        return this.literal(node.value, boolean, span)
      case 'blank':
        return this.literal(null, { kind: 'blank' }, span)
      case 'deleted':
        return this.deleted({ kind: 'blank' }, span)
      case 'option':
        return {
          kind: 'stored option',
          field: node.field,
          option: node.option,
          type: { kind: 'text' },
          class: 'record',
          span,
        }
      case 'path':
        return this.checkPath(node)
      case 'list':
        return this.checkList(node)
      case 'call':
        return this.checkCall(node)
      case 'sign':
        return this.checkSign(node)
      case 'not': {
        const operand = this.checkCondition(node.operand)
        return operand && { kind: 'not', operand, type: boolean, class: operand.class, span }
      }
      case 'binary': {
        const [left, right] = [this.check(node.left), this.check(node.right)]
        if (left === undefined || right === undefined) return undefined
        const hasTree = (object: string) => this.scope.hasTree(object)
        return this.accept(checkOperator(node.operator, left, right, span, node.operatorSpan, hasTree))
      }
      case 'chain':
        return node.operator === '&'
          ? this.checkConcat(node.items, span)
          : this.checkLogic(node.operator, node.items, span)
    }
  }

  private accept(result: TypedNode | FormulaProblem): TypedNode | undefined {
    if (!('code' in result)) return result
    this.problems.push(result)
    return undefined
  }

  private literal(value: NodeOf<'literal'>['value'], type: FormulaType, span: Span): TypedNode {
    return { kind: 'literal', value, type, class: 'record', span }
  }

  /** What was deleted reads blank; the problem keeps new publishes from using it (decisions, section 3). */
  private deleted(type: FormulaType, span: Span): TypedNode {
    this.problems.push(problem('formula.deleted_reference', span, {}))
    return this.literal(null, type, span)
  }

  private checkNumber(text: string, span: Span): TypedNode | undefined {
    const value = new Exact(text)
    if (value.sd() > 15 || value.abs().gte('1e15') || value.decimalPlaces() > 30) {
      this.problems.push(
        problem('formula.bad_number', span, { text: text.length > 40 ? `${text.slice(0, 40)}…` : text }),
      )
      return undefined
    }
    return this.literal(value, { kind: 'number' }, span)
  }

  private checkAll(nodes: readonly SyntaxNode[]): readonly TypedNode[] | undefined {
    const checked = nodes.map((node) => this.check(node))
    return checked.every((node) => node !== undefined) ? checked : undefined
  }

  private checkCondition(node: SyntaxNode): TypedNode | undefined {
    const checked = this.check(node)
    if (checked === undefined || checked.type.kind === 'boolean') return checked
    const adapted = checked.type.kind === 'blank' ? adapt(checked, boolean) : undefined
    if (adapted !== undefined) return this.accept(adapted)
    return this.accept(problem('formula.boolean_expected', node.span, { found: nameOfType(checked.type) }))
  }

  private checkLogic(operator: 'and' | 'or', nodes: readonly SyntaxNode[], span: Span): TypedNode | undefined {
    const items = nodes.map((node) => this.checkCondition(node))
    if (!items.every((item) => item !== undefined)) return undefined
    return { kind: 'logic', operator, items, type: boolean, class: widest(items), span }
  }

  private checkConcat(nodes: readonly SyntaxNode[], span: Span): TypedNode | undefined {
    const items = this.checkAll(nodes)
    if (items === undefined) return undefined
    const bad = items.find((item) => !isPrintable(item.type))
    if (bad !== undefined) {
      const details = { found: nameOfType(bad.type), proposal: printingProposal(bad.type) }
      return this.accept(problem('formula.not_printable', bad.span, details))
    }
    return { kind: 'concat', items: items.map(toText), type: { kind: 'text' }, class: widest(items), span }
  }

  private checkList(node: Extract<SyntaxNode, { kind: 'list' }>): TypedNode | undefined {
    const items = this.checkAll(node.items)
    if (items === undefined) return undefined
    const unified = unify(items)
    const nested = items.find((item) => item.type.kind === 'list')
    if (unified === undefined || nested !== undefined) {
      const first = nameOfType((items[0] as TypedNode).type)
      const other = items.find((item) => item.type.kind !== items[0]?.type.kind) ?? nested ?? (items[0] as TypedNode)
      return this.accept(problem('formula.mixed_list', node.span, { first, other: nameOfType(other.type) }))
    }
    if ('code' in unified) return this.accept(unified)
    const type: FormulaType = { kind: 'list', of: unified.type }
    return { kind: 'list', items: unified.nodes, type, class: widest(items), span: node.span }
  }

  private checkSign(node: Extract<SyntaxNode, { kind: 'sign' }>): TypedNode | undefined {
    const operand = this.check(node.operand)
    if (operand === undefined) return undefined
    const { kind } = operand.type
    if (kind !== 'number' && kind !== 'duration' && kind !== 'blank') {
      return this.accept(problem('formula.sign_type', node.span, { found: nameOfType(operand.type) }))
    }
    const type: FormulaType = { kind: kind === 'duration' ? 'duration' : 'number' }
    if (node.operator === '+') return operand
    if (operand.kind === 'literal' && Exact.isDecimal(operand.value)) {
      return this.literal(operand.value.isZero() ? operand.value : operand.value.neg(), type, node.span)
    }
    return { kind: 'negate', operand, type, class: operand.class, span: node.span }
  }

  private checkCall(node: Extract<SyntaxNode, { kind: 'call' }>): TypedNode | undefined {
    const name = node.name.toUpperCase()
    const definition = byName.get(name)
    if (definition === undefined) {
      const suggestion = suggest(node.name, byName.keys())
      this.problems.push(
        problem('formula.unknown_function', node.nameSpan, { name: node.name.slice(0, 60), suggestion }),
      )
      return undefined
    }
    const args = this.checkAll(node.args)
    if (args === undefined) return undefined
    if (definition.needsOld === true && !this.scope.allowOld) {
      return this.accept(problem('formula.old_not_allowed', node.nameSpan, {}))
    }
    const resolved = resolveCall(definition, args, node.span)
    if ('code' in resolved) return this.accept(resolved)
    const call = this.special(name, resolved.args, node.span)
    if (call !== undefined) return 'code' in call ? this.accept(call) : call
    const wider = definition.volatile === undefined ? widest(args) : widerClass(widest(args), definition.volatile)
    const { kinds, gives, type } = resolved
    return { kind: 'call', definition, kinds, gives, args: resolved.args, type, class: wider, span: node.span }
  }

  /** Functions that the language itself compiles: conditions, old values, titles. */
  private special(name: string, args: readonly TypedNode[], span: Span): TypedNode | FormulaProblem | undefined {
    const [first] = args
    switch (name) {
      case 'AND':
      case 'OR':
        return {
          kind: 'logic',
          operator: name === 'AND' ? 'and' : 'or',
          items: args,
          type: boolean,
          class: widest(args),
          span,
        }
      case 'NOT':
        return first && { kind: 'not', operand: first, type: boolean, class: first.class, span }
      case 'CHANGED': {
        if (first?.kind !== 'path' || first.version !== 'current')
          return problem('formula.changed_needs_field', span, {})
        const old: TypedNode = { ...first, version: 'old' }
        return { kind: 'compare', operator: '<>', left: first, right: old, type: boolean, class: first.class, span }
      }
      case 'TITLE': {
        if (first?.type.kind !== 'record') return first && this.literal(null, { kind: 'text' }, span)
        const { object } = first.type
        const wider = widerClass(first.class, 'related')
        return { kind: 'title', operand: first, object, type: { kind: 'text' }, class: wider, span }
      }
      default:
        return undefined
    }
  }

  private checkPath(node: Extract<SyntaxNode, { kind: 'path' }>): TypedNode | undefined {
    const { span } = node
    if (node.from === 'me' && !this.scope.allowMe) return this.accept(problem('formula.actor_dependent', span, {}))
    if (node.from === 'old' && !this.scope.allowOld) return this.accept(problem('formula.old_not_allowed', span, {}))
    if (node.from === 'me' && node.steps.length === 0) {
      return { kind: 'me', type: { kind: 'record', object: this.scope.userObject }, class: 'actor', span }
    }
    let object = node.from === 'me' ? this.scope.userObject : this.scope.root
    let found: ExpressionClass = node.from === 'me' ? 'actor' : node.steps.length > 1 ? 'related' : 'record'
    const path: PathStep[] = []
    let last: ScopeField | undefined
    /** The field that leads to many records: what lies behind it is a list, a value of each. */
    let many: ScopeField | undefined
    for (const step of node.steps) {
      if (last !== undefined) {
        const holds = last.type.kind === 'list' ? last.type.of : last.type
        if (holds.kind !== 'record' || last.isLookup === false)
          return this.accept(problem('formula.not_a_lookup', step.span, { name: last.key }))
        if (last.type.kind === 'list') {
          if (many !== undefined) return this.accept(problem('formula.list_of_lists', step.span, { name: many.key }))
          many = last
        }
        object = holds.object
      }
      const field = this.scope.field(object, step.name)
      if (field === undefined && 'id' in step.name) return this.deleted({ kind: 'blank' }, step.span)
      if (field === undefined) return this.unknownName(object, 'key' in step.name ? step.name.key : '', step.span)
      if (field.deleted === true)
        return this.deleted(step === node.steps.at(-1) ? field.type : { kind: 'blank' }, step.span)
      path.push({ object, field: field.id, key: field.key })
      found = widerClass(found, field.class)
      last = field
    }
    const version = node.from === 'record' ? 'current' : node.from
    const stepSpans = node.steps.map((step) => step.span)
    const type = (last as ScopeField).type
    if (many === undefined) return { kind: 'path', path, version, stepSpans, type, class: found, span }
    if (type.kind === 'list')
      return this.accept(problem('formula.list_of_lists', stepSpans.at(-1) ?? span, { name: many.key }))
    return { kind: 'path', path, version, stepSpans, type: { kind: 'list', of: type }, class: found, span }
  }

  private unknownName(object: string, name: string, span: Span): undefined {
    const suggestion = suggest(name, this.scope.fieldKeys(object))
    this.problems.push(problem('formula.unknown_name', span, { name: name.slice(0, 60), suggestion }))
    return undefined
  }
}

function widest(nodes: readonly TypedNode[]): ExpressionClass {
  return nodes.reduce<ExpressionClass>((wider, node) => widerClass(wider, node.class), 'record')
}
