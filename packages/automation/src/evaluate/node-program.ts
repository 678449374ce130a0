import type { Compiled, Expression, FormulaType, Wanted } from '@tessera/formula'
import type { AutomationDoor, Catalog, CatalogField, CatalogObject } from '@tessera/engine'
import {
  fieldBeside,
  makeFieldProblem,
  referencePlaces,
  type FieldProblem,
  type JsonPath,
  type ReferencePlace,
} from '@tessera/metadata'
import type { Graph, GraphNode } from '../core/graph.js'
import { fieldOf, lostIn, named, objectOf, printFormula, printPath, type Named } from './names.js'

/** A node ready to be evaluated: its formulas, and where their values belong. */
export interface NodeProgram {
  /** Id of the object the formulas are about; undefined: about nothing. */
  readonly object: string | undefined
  /** The configuration with today's keys in place of ids; formulas about other records too. */
  readonly config: Config
  readonly expressions: readonly Expression[]
  /** Places in the configuration, in the order of the expressions. */
  readonly places: readonly JsonPath[]
}

export type Config = Readonly<Record<string, unknown>>

/** What keeps a node from being done: it refers to something that is gone, or a formula cannot be used. */
export interface BrokenNode {
  readonly problem: FieldProblem
  /** Id of what is gone, for its last label. */
  readonly lost?: string
}

/**
 * Compiles the formulas of a node against today's catalog. The table of structures says which of its properties are formulas
 * and what they must give; those about other records (`filter`) stay as they are.
 */
export function compileNode(
  door: AutomationDoor,
  catalog: Catalog,
  graph: Graph,
  node: GraphNode,
): NodeProgram | BrokenNode {
  const object = graph.object === undefined ? undefined : objectOf(catalog, graph.object)
  if (graph.object !== undefined && object === undefined) return gone(node, graph.object)
  const found = placesOf(graph, node)
  let config: unknown = node.config
  for (const place of found) {
    if (place.rule.holds === 'formula' && place.rule.root !== 'config') continue
    const name = keyAt(catalog, place)
    if ('lost' in name) return gone(node, name.lost)
    config = setAt(config, place.path.slice(3), name.key)
  }
  const formulas = found.filter(({ rule }) => rule.holds === 'formula' && rule.root !== 'config')
  const expressions: Expression[] = []
  for (const place of formulas) {
    const { expression, problems } = compileAt(door, catalog, object, place)
    if (expression === undefined || problems.length > 0) return broken(catalog, node, place.value, problems)
    expressions.push(expression)
  }
  return {
    object: object?.id,
    config: config as Config,
    expressions,
    places: formulas.map(({ path }) => path.slice(3)),
  }
}

export const isBroken = (program: NodeProgram | BrokenNode): program is BrokenNode => 'problem' in program

/** The configuration with the values of its formulas. */
export function fillConfig({ config, places }: NodeProgram, values: readonly unknown[]): Config {
  return places.reduce<unknown>((filled, path, index) => setAt(filled, path, values[index] ?? null), config) as Config
}

function setAt(value: unknown, [step, ...rest]: JsonPath, replaced: unknown): unknown {
  if (step === undefined) return replaced
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (index === step ? setAt(item, rest, replaced) : item))
  return { ...(value as object), [step]: setAt((value as Record<string, unknown>)[step], rest, replaced) }
}

/** Every property of a node's configuration that refers to something. */
function placesOf(graph: Graph, node: GraphNode): readonly ReferencePlace[] {
  const { id, key, object } = graph
  return referencePlaces({ id, kind: 'workflow', key, object, nodes: [node] }).filter(({ path }) => path[0] === 'nodes')
}

/** What a place names, by today's key. */
function keyAt(catalog: Catalog, { rule, root, value }: ReferencePlace): Named {
  if (rule.holds === 'object') return named(objectOf(catalog, value), value)
  const object = root === undefined || 'self' in root ? undefined : objectOf(catalog, root.name)
  if (object === undefined) return { lost: root === undefined || 'self' in root ? value : root.name }
  if (rule.holds === 'formula') return printFormula(catalog, value)
  if (rule.holds === 'sortPath') return printPath(catalog, object, value)
  return named(fieldOf(object, value), value)
}

function compileAt(
  door: AutomationDoor,
  catalog: Catalog,
  object: CatalogObject | undefined,
  place: ReferencePlace,
): Compiled {
  const compile = (text: string, want: Wanted): Compiled => door.compile(catalog, object?.id, text, want)
  const wanted = wantedAt(catalog, place)
  const tries = wanted.map((want) => compile(place.value, want))
  const best = tries.find(({ problems }) => problems.length === 0) ?? tries[0] ?? { problems: [] }
  const kind = best.expression?.type.kind
  // Everything that may be said as text is, by the rules of `&`.
  return place.rule.gives === 'text' && kind !== undefined && kind !== 'text'
    ? compile(`(${place.value}) & ""`, { type: 'text' })
    : best
}

function wantedAt(catalog: Catalog, place: ReferencePlace): readonly Wanted[] {
  const person: FormulaType = { kind: 'record', object: catalog.userObject }
  switch (place.rule.gives) {
    case 'boolean':
    case 'number':
      return [{ type: place.rule.gives }]
    case 'moment':
      return [{ type: 'datetime' }, { type: 'date' }]
    case 'people':
      return [{ type: person }, { type: { kind: 'list', of: person } }]
    case 'field': {
      const field = fieldAt(catalog, place)
      return [field === undefined ? {} : { type: field.formulaType }]
    }
    default:
      return [{}]
  }
}

function fieldAt(catalog: Catalog, place: ReferencePlace): CatalogField | undefined {
  const beside = fieldBeside(place)
  const object = beside === undefined ? undefined : objectOf(catalog, beside.object)
  return object === undefined ? undefined : fieldOf(object, beside?.field ?? '')
}

function broken(catalog: Catalog, node: GraphNode, text: string, problems: Compiled['problems']): BrokenNode {
  const lost = lostIn(catalog, text)
  if (lost !== undefined) return gone(node, lost)
  const reason = problems[0]?.message ?? { 'zh-CN': '', en: '' }
  return { problem: makeFieldProblem(node.id, 'run.bad_formula', { reason }) }
}

function gone(node: GraphNode, lost: string): BrokenNode {
  return { problem: makeFieldProblem(node.id, 'reference.deleted', { name: lost }), lost }
}
