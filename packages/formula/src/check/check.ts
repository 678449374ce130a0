import { Exact } from '../evaluate/decimal.js'
import type { FunctionDefinition } from '../functions/define-function.js'
import { functions } from '../functions/index.gen.js'
import { problem } from '../problems.js'
import type { NameStep, SyntaxNode } from '../source/syntax-node.js'
import type { FormulaProblem, Span } from '../types/formula-problem.js'
import { widerClass } from '../types/formula-type.js'
import type { AnyTarget, ExpressionClass, FormulaType } from '../types/formula-type.js'
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
type AnyRecord = Extract<FormulaType, { kind: 'anyRecord' }>
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
        if (first?.type.kind === 'anyRecord') return this.anyTitle(first, span)
        if (first?.type.kind !== 'record') return first && this.literal(null, { kind: 'text' }, span)
        return this.titleOf(first, first.type.object, span)
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
    const objectSpans: { span: Span; object: string }[] = []
    let last: ScopeField | undefined
    /** What the last step holds. */
    let type: FormulaType = { kind: 'blank' }
    /** The field that leads to many records: what lies behind it is a list, a value of each. */
    let many: ScopeField | undefined
    for (const step of node.steps) {
      if (last !== undefined) {
        const holds = type.kind === 'list' ? type.of : type
        if (holds.kind === 'anyRecord') return this.accept(this.unnarrowed(last, holds, step.span))
        if (holds.kind !== 'record' || last.isLookup === false)
          return this.accept(problem('formula.not_a_lookup', step.span, { name: last.key }))
        if (type.kind === 'list') {
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
      found = widerClass(found, field.class)
      last = field
      type = field.type
      if (step.as === undefined) path.push({ object, field: field.id, key: field.key })
      else {
        const target = this.targetOf(field, step.as)
        if (target === undefined || 'code' in target)
          return target === undefined ? this.deleted({ kind: 'blank' }, step.as.span) : this.accept(target)
        path.push({ object, field: target.field, key: field.key, of: field.id })
        objectSpans.push({ span: step.as.span, object: target.object })
        type = { kind: 'record', object: target.object }
      }
    }
    const version = node.from === 'record' ? 'current' : node.from
    const stepSpans = node.steps.map((step) => step.span)
    const base = { kind: 'path', path, version, stepSpans, objectSpans, class: found, span } as const
    if (many === undefined) return { ...base, type }
    if (type.kind === 'list')
      return this.accept(problem('formula.list_of_lists', stepSpans.at(-1) ?? span, { name: many.key }))
    return { ...base, type: { kind: 'list', of: type } }
  }

  /** What `AS` narrows a field to; undefined when the object is none of the field's any more. */
  private targetOf(field: ScopeField, as: NameStep): AnyTarget | FormulaProblem | undefined {
    if (field.type.kind !== 'anyRecord') return problem('formula.as_needs_field', as.span, {})
    const { targets } = field.type
    if ('id' in as.name) return targets.find(({ object }) => 'id' in as.name && object === as.name.id)
    const { key } = as.name
    const found = targets.find(({ object }) => this.scope.objectKey(object) === key)
    if (found !== undefined) return found
    const keys = targets.flatMap(({ object }) => this.scope.objectKey(object) ?? [])
    const suggestion = suggest(key, keys) ?? keys[0]
    return problem('formula.unknown_target', as.span, { field: field.key, name: key.slice(0, 60), suggestion })
  }

  private unnarrowed(field: ScopeField, { targets }: AnyRecord, span: Span): FormulaProblem {
    const object = this.scope.objectKey(targets[0]?.object ?? '')
    return problem('formula.needs_as', span, { field: field.key, ...(object === undefined ? {} : { object }) })
  }

  /** The title of a record of one of several objects: of each of them, one of which there is. */
  private anyTitle(operand: TypedNode, span: Span): TypedNode | FormulaProblem {
    const { type } = operand
    if (operand.kind !== 'path' || type.kind !== 'anyRecord') return problem('formula.as_needs_field', span, {})
    const last = operand.path.at(-1) as PathStep
    const titles = type.targets.map(({ object, field }): TypedNode => {
      const path = [...operand.path.slice(0, -1), { ...last, field, of: last.field }]
      const one: TypedNode = { ...operand, path, type: { kind: 'record', object } }
      return this.titleOf(one, object, span)
    })
    const definition = byName.get('IFBLANK')
    const [first] = titles
    if (definition === undefined || first === undefined || titles.length === 1)
      return first ?? this.literal(null, { kind: 'text' }, span)
    const kinds = titles.map(() => 'any' as const)
    return { kind: 'call', definition, kinds, gives: 'any', args: titles, type: first.type, class: first.class, span }
  }

  private titleOf(operand: TypedNode, object: string, span: Span): TypedNode {
    const wider = widerClass(operand.class, 'related')
    return { kind: 'title', operand, object, type: { kind: 'text' }, class: wider, span }
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
