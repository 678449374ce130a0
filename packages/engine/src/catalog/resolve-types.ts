import { compile, widerClass } from '@tessera/formula'
import type { Expression, FormulaProblem, FormulaType, Scope } from '@tessera/formula'
import { describeProblem } from '@tessera/metadata'
import { encryptedField, encryptedProblem } from '../encryption/seal-condition.js'
import type { Texts } from '@tessera/metadata'
import type { CatalogDetails, CatalogField, CatalogRollup } from './catalog.js'
import { cycleProblem } from './cycle-problem.js'
import type { FieldShell } from './field-shell.js'
import { scopeOf } from './formula-scope.js'
import { readsATree } from './reads-a-tree.js'
import type { TypeWorld } from './formula-scope.js'

/**
 * Infers type and class of every formula and roll-up, following what each reads first. A field that is reached again
 * while it is still being inferred closes a cycle: it is reported with its path and reads as blank.
 */
export function resolveTypes(world: TypeWorld): void {
  const open: FieldShell[] = []
  const done = new Set<FieldShell>()

  const resolve = (field: FieldShell): void => {
    if (done.has(field) || world.settled.has(field.object)) return
    if (field.definition.kind === 'details') resolveDetails(world, field)
    if (field.definition.kind === 'links') {
      if (field.links === undefined) resolveOtherSide(world, field)
      done.add(field)
    }
    if (field.definition.kind !== 'formula' && field.definition.kind !== 'rollup') return
    if (open.includes(field)) {
      const cycle = open.slice(open.indexOf(field))
      report(
        world,
        field,
        field.definition.kind === 'formula' ? (field.definition.formulaProperty ?? 'formula') : 'field',
        cycleProblem(cycle.map((f) => f.key)),
      )
      return
    }
    open.push(field)
    if (field.definition.kind === 'formula') resolveFormula(field, lazyScope(field.object, field.object))
    else resolveRollup(world, field, (root) => lazyScope(root, field.object), resolve)
    open.pop()
    done.add(field)
  }

  /** As `scopeOf`, but a computed field is inferred the moment it is read. */
  const lazyScope = (root: string, reader: string): Scope => {
    const scope = scopeOf(world, root, { me: false, old: false }, reader)
    return {
      ...scope,
      field: (object, name) => {
        const shell = world.objects.get(object)
        const field = 'id' in name ? shell?.byId.get(name.id) : shell?.byKey.get(name.key)
        if (field !== undefined) resolve(field)
        return scope.field(object, name)
      },
    }
  }

  const resolveFormula = (field: FieldShell, scope: Scope): void => {
    const { definition } = field
    const { options } = field.context
    const property = definition.formulaProperty ?? 'formula'
    const parts = definition.formulaParts?.(options) ?? []
    const told = parts.flatMap(({ at, text, want }) => {
      const compiled = compile(text, scope, { type: want })
      for (const problem of compiled.problems) report(world, field, at.join('/'), problem)
      return compiled.problems.length > 0 ? [compiled] : []
    })
    // What is no formula by itself could become one within the others.
    if (told.some(({ expression }) => expression === undefined)) return
    const { expression, problems } = compile(definition.formulaText?.(options, 'ids') ?? '', scope, {})
    if (told.length === 0) for (const problem of problems) report(world, field, property, problem)
    if (expression === undefined) return
    const sealed = encryptedField(expression, (object, id) => world.objects.get(object)?.byId.get(id))
    if (sealed !== undefined) return report(world, field, property, encryptedProblem(sealed.label))
    if (expression.type.kind === 'anyRecord') return report(world, field, property, anyRecordProblem)
    if (definition.followsPath === true) refuseSource(world, field, property, expression)
    field.formula = expression
    setType(field, expression.type)
    field.class = expression.class
  }

  for (const shell of world.objects.values()) for (const field of shell.fields) resolve(field)
}

function report(world: TypeWorld, field: FieldShell, property: string, problem: FormulaProblem): void {
  const index = world.objects.get(field.object)?.body.fields.findIndex(({ id }) => id === field.id)
  world.problems.push({ documentId: field.object, pointer: `/fields/${index}/${property}`, ...problem })
}

/** Files go with the record that holds them: what may read the one may not read the other. */
function refuseSource(world: TypeWorld, field: FieldShell, property: string, { paths }: Expression): void {
  const last = paths[0]?.at(-1)
  const source = last === undefined ? undefined : world.objects.get(last.object)?.byId.get(last.field)
  if (source?.definition.files === undefined) return
  const message = describeProblem('reference.wrong_type', { name: source.key, expected: sourceTypes })
  report(world, field, property, { code: 'reference.wrong_type', span: { start: 0, end: 0 }, message })
}

const sourceTypes: Texts = {
  'zh-CN': '附件、图片、签名以外的字段',
  en: 'a field that holds no files',
}

function resolveDetails(world: TypeWorld, field: FieldShell): void {
  field.details = relationOf(world, field, ({ target, memberOf }) => (memberOf === undefined ? target : undefined))
}

/** The other side of a field of type links that points here: it reads and writes the same pairs. */
function resolveOtherSide(world: TypeWorld, field: FieldShell): void {
  const isOwner = ({ links }: CatalogField): string | undefined => (links?.near === 'source' ? links.target : undefined)
  const relation = relationOf(world, field, isOwner)
  if (relation === undefined) return
  const owner = { object: relation.child, field: relation.via }
  field.links = { target: relation.child, owner, near: 'target', far: 'source', table: '', tableName: '' }
  setType(field, { kind: 'list', of: { kind: 'record', object: relation.child } })
}

/**
 * The child and its lookup that a `relation` names; undefined, and reported, where that does not point here.
 *
 * @param pointsTo which object a field of the child points to, if it may be meant
 */
function relationOf(
  world: TypeWorld,
  field: FieldShell,
  pointsTo: (via: CatalogField) => string | undefined,
): CatalogDetails | undefined {
  const [child = '', via = ''] = String(field.context.options.relation ?? '').split('.')
  world.reads.get(field.object)?.add(`${child}/${via}`)
  const named = world.objects.get(child)?.byId.get(via)
  // Of a field whose records are of several objects it is those of this one.
  const found = named?.members?.find(({ target }) => target === field.object) ?? named
  if (found !== undefined && pointsTo(found) === field.object) return { child, via: found.id }
  report(
    world,
    field,
    'relation',
    rollupProblem(
      'rollup.relation',
      '关系应写成「子对象.子对象上指向本对象的查找或关联字段」。',
      'The relation must be `<child object>.<lookup or links on the child that point here>`.',
    ),
  )
  return undefined
}

function resolveRollup(
  world: TypeWorld,
  field: FieldShell,
  scopeFor: (root: string) => Scope,
  resolve: (field: FieldShell) => void,
): void {
  const options = field.context.options
  const relation = relationOf(world, field, (via) => {
    resolve(via)
    return via.target ?? via.links?.target
  })
  if (relation === undefined) return
  const { child: childId, via: viaId } = relation
  const scope = scopeFor(childId)
  const fn = String(options.function) as CatalogRollup['function']
  const source = typeof options.field === 'string' ? scope.field(childId, { id: options.field }) : undefined
  const type = rollupType(fn, source?.type)
  if (type === undefined) {
    report(
      world,
      field,
      'field',
      rollupProblem('rollup.field', '这个汇总方式不能用于所选字段。', 'This function does not work on that field.'),
    )
    return
  }
  let filter
  if (typeof options.filter === 'string') {
    const compiled = compile(options.filter, scope, { type: 'boolean' })
    for (const problem of compiled.problems) report(world, field, 'filter', problem)
    if (compiled.expression === undefined) return
    filter = compiled.expression
  }
  const fieldOf = (object: string, id: string): FieldShell | undefined => world.objects.get(object)?.byId.get(id)
  const sealed = fieldOf(childId, source?.id ?? '')
  if (sealed?.encrypted === true) return report(world, field, 'field', encryptedProblem(sealed.label))
  const hidden = filter === undefined ? undefined : encryptedField(filter, fieldOf)
  if (hidden !== undefined) return report(world, field, 'filter', encryptedProblem(hidden.label))
  const inputs = widerClass(source?.class ?? 'record', filter?.class ?? 'record')
  const summed = source === undefined ? undefined : world.objects.get(childId)?.byId.get(source.id)
  const isMoved = summed?.rollup?.stored === false || [summed?.formula, filter].some((read) => followsTree(world, read))
  const stored = (inputs === 'record' || inputs === 'related') && !isMoved
  field.class = widerClass('related', inputs)
  setType(field, type)
  field.rollup = { child: childId, via: viaId, function: fn, field: source?.id, filter, stored }
  if (!stored) field.column = undefined
}

function followsTree(world: TypeWorld, expression: Expression | undefined): boolean {
  const fieldOf = (object: string, id: string): FieldShell | undefined => world.objects.get(object)?.byId.get(id)
  return expression !== undefined && readsATree(expression, fieldOf)
}

/** What a computed field gives; its type's schemas are told too. */
function setType(field: FieldShell, type: FormulaType): void {
  field.formulaType = type
  field.context = { ...field.context, formulaType: type }
}

const ordered = new Set(['number', 'date', 'datetime', 'time', 'duration'])

function rollupType(fn: CatalogRollup['function'], source: FormulaType | undefined): FormulaType | undefined {
  if (fn === 'count') return { kind: 'number' }
  if (source === undefined) return undefined
  if (fn === 'countDistinct') return source.kind === 'list' ? undefined : { kind: 'number' }
  if (fn === 'sum' || fn === 'avg') return source.kind === 'number' ? source : undefined
  return ordered.has(source.kind) ? source : undefined
}

const anyRecordProblem: FormulaProblem = {
  ...rollupProblem(
    'formula.any_record',
    '公式字段的结果不能是多个模块之一的记录。',
    'A formula field cannot give a record of one of several objects.',
  ),
  hint: {
    'zh-CN': '请用 AS(字段, 模块) 指明模块，或用 TITLE(字段) 取标题。',
    en: 'Say of which object with AS(field, object), or take its title with TITLE(field).',
  },
}

function rollupProblem(code: string, zh: string, en: string): FormulaProblem {
  return { code, span: { start: 0, end: 0 }, message: { 'zh-CN': zh, en } }
}
