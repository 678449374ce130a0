import { compile } from '@tessera/formula'
import type { Expression, FormulaType } from '@tessera/formula'
import type { ActionDefinition, Localized } from '@tessera/metadata'
import type { Catalog, CatalogField, CatalogObject } from './catalog.js'
import { formulaScope } from './formula-scope.js'
import { workflowBodies } from './workflow-body.js'
import type { NodeBody, WorkflowBody } from './workflow-body.js'

/** What active workflows have to do with the writes of an object. */
export interface ObjectWorkflows {
  /** Start when a record was created. */
  readonly created: readonly CompiledTrigger[]
  /** Start when a record was changed. */
  readonly changed: readonly CompiledTrigger[]
  /** Take part in the save, in this order. */
  readonly before: readonly BeforeRule[]
}

export interface CompiledTrigger {
  /** Id of the workflow document. */
  readonly workflow: string
  /** The fields whose change counts; any when undefined. */
  readonly watch: readonly CatalogField[] | undefined
  readonly when: Expression | undefined
}

/** A rule before saving: a graph of questions, of values to set, and of refusals. */
export interface BeforeRule extends CompiledTrigger {
  readonly key: string
  readonly start: string
  readonly nodes: ReadonlyMap<string, BeforeNode>
}

export type BeforeNode =
  | {
      readonly does: 'branch'
      readonly when: Expression
      readonly yes: string | undefined
      readonly no: string | undefined
    }
  | { readonly does: 'set'; readonly values: readonly SetValue[]; readonly next: string | undefined }
  | { readonly does: 'refuse'; readonly message: Localized; readonly field: CatalogField | undefined }

export interface SetValue {
  readonly field: CatalogField
  readonly value: Expression
}

const none: ObjectWorkflows = { created: [], changed: [], before: [] }

const known = new WeakMap<Catalog, Map<string, ObjectWorkflows>>()

/**
 * The workflows of an object, compiled when it is first written with this catalog. A catalog is of one revision, so nothing
 * can be outdated here whatever its objects were taken over from. A formula that does not compile (the planner lets none
 * through) leaves its trigger, rule or node out.
 */
export function workflowsOf(catalog: Catalog, object: CatalogObject): ObjectWorkflows {
  let ofCatalog = known.get(catalog)
  if (ofCatalog === undefined) {
    ofCatalog = compileAll(catalog)
    known.set(catalog, ofCatalog)
  }
  return ofCatalog.get(object.id) ?? none
}

function compileAll(catalog: Catalog): Map<string, ObjectWorkflows> {
  const bodies = workflowBodies(catalog.documents.values())
    .filter(({ active }) => active)
    .sort((a, b) => (a.key < b.key ? -1 : 1))
  const objects = new Set(bodies.flatMap(({ object }) => object ?? []))
  return new Map(
    [...objects].flatMap((id) => {
      const object = catalog.objects.get(id)
      const own = bodies.filter((body) => body.object === id)
      return object === undefined ? [] : [[id, compileObject(catalog, object, own)] as const]
    }),
  )
}

/** In the order of their keys: a document has no other place among its kind. */
function compileObject(catalog: Catalog, object: CatalogObject, bodies: readonly WorkflowBody[]): ObjectWorkflows {
  const triggers = (type: string): CompiledTrigger[] =>
    bodies.flatMap((body) => (body.trigger.type === type ? triggerOf(catalog, object, body) : []))
  return {
    created: triggers('recordCreated'),
    changed: triggers('recordChanged'),
    before: bodies
      .filter(({ trigger }) => trigger.type === 'beforeSave')
      .flatMap((body) => triggerOf(catalog, object, body).map((trigger) => ruleOf(catalog, object, body, trigger))),
  }
}

function triggerOf(catalog: Catalog, object: CatalogObject, { id, trigger }: WorkflowBody): CompiledTrigger[] {
  const when = trigger.when === undefined ? undefined : expressionOf(catalog, object, trigger.when, { kind: 'boolean' })
  if (trigger.when !== undefined && when === undefined) return []
  const watch = trigger.watch?.flatMap((field) => object.fieldsById.get(field) ?? [])
  return [{ workflow: id, watch, when }]
}

function ruleOf(catalog: Catalog, object: CatalogObject, body: WorkflowBody, trigger: CompiledTrigger): BeforeRule {
  const nodes = new Map<string, BeforeNode>()
  for (const node of body.nodes) {
    const action = catalog.actions?.get(node.type)
    const compiled = action === undefined ? undefined : nodeOf(catalog, object, node, action)
    if (compiled !== undefined) nodes.set(node.id, compiled)
  }
  return { ...trigger, key: body.key, start: body.start, nodes }
}

function nodeOf(
  catalog: Catalog,
  object: CatalogObject,
  { config, next = {} }: NodeBody,
  { beforeSave, ports }: ActionDefinition,
): BeforeNode | undefined {
  const after = (port: number): string | undefined => next[ports[port]?.key ?? '']
  const field = (id: unknown): CatalogField | undefined => object.fieldsById.get(String(id))
  if (beforeSave === 'branch') {
    const when = expressionOf(catalog, object, config.when, { kind: 'boolean' })
    return when === undefined ? undefined : { does: 'branch', when, yes: after(0), no: after(1) }
  }
  if (beforeSave === 'refuse') {
    return { does: 'refuse', message: config.message as Localized, field: field(config.field) }
  }
  if (beforeSave !== 'set') return undefined
  const rows = Array.isArray(config.values) ? (config.values as readonly { field: unknown; value: unknown }[]) : []
  const values = rows.flatMap((row): SetValue[] => {
    const set = field(row.field)
    const value = set === undefined ? undefined : expressionOf(catalog, object, row.value, set.formulaType)
    return set === undefined || value === undefined || !set.writable ? [] : [{ field: set, value }]
  })
  return { does: 'set', values, next: after(0) }
}

function expressionOf(
  catalog: Catalog,
  object: CatalogObject,
  text: unknown,
  type: FormulaType,
): Expression | undefined {
  return typeof text === 'string'
    ? compile(text, formulaScope(catalog, object, { me: true, old: true }), { type }).expression
    : undefined
}
