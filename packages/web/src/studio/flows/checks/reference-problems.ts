import { compile, type FormulaType, type Wanted } from '@tessera/formula'
import {
  fieldBeside,
  referencePlaces,
  toPointer,
  type ReferencePlace,
  type Texts,
  type WorkflowDocument,
} from '@tessera/metadata'
import { objectTypes } from '@/formula/object-types'
import { formulaScope } from '@/formula/scope'
import type { FlowWorld } from '../flow-world'
import { TRIGGER } from '../graph/flow'
import type { FlowProblem } from './flow-problem'
import { schemasOf, titleOf } from './schema-faults'

/** What the flow names that is not there, and formulas that cannot be read or give the wrong kind of value. */
export function referenceProblems(flow: WorkflowDocument, world: FlowWorld): readonly FlowProblem[] {
  return referencePlaces(flow as unknown as Parameters<typeof referencePlaces>[0]).flatMap((place) => {
    // What is not filled in yet is told by the schema.
    if (place.value.trim() === '') return []
    const found = problemAt(flow, place, world)
    if (found === undefined) return []
    const pointer = toPointer(place.path)
    return [{ ...found, grade: 'block' as const, id: `reference:${pointer}`, pointer, node: nodeAt(flow, place) }]
  })
}

type Found = Pick<FlowProblem, 'message' | 'hint' | 'fix'>

function problemAt(flow: WorkflowDocument, place: ReferencePlace, world: FlowWorld): Found | undefined {
  const { rule, value, root } = place
  if (rule.holds === 'object') return world.objects.has(value) ? undefined : { message: gone.module }
  const object = root !== undefined && 'name' in root ? root.name : undefined
  // A missing object is one problem, not one for each text about it.
  if (object === undefined || !world.objects.has(object)) return undefined
  if (rule.holds === 'formula') return formulaProblem(flow, place, object, world)
  const steps = rule.holds === 'sortPath' ? value.replace(/^-/, '') : value
  if (isPath(steps.split('.'), object, world)) return undefined
  return { message: gone.field, fix: watchFix(place) }
}

const gone = {
  module: { 'zh-CN': '这里用到的模块已不存在。', en: 'The module used here does not exist any more.' },
  field: { 'zh-CN': '这里用到的字段已不存在。', en: 'The field used here does not exist any more.' },
} as const

function isPath(steps: readonly string[], root: string, { objects }: FlowWorld): boolean {
  let object = objects.get(root)
  for (const step of steps) {
    if (step === 'id') return true
    const field = object?.fieldsByKey.get(step)
    if (field === undefined) return false
    object = objects.get(field.links ?? field.target ?? '')
  }
  return true
}

/** A watched field that is gone is simply watched no more. */
function watchFix({ path }: ReferencePlace): Found['fix'] {
  const [first, second, index] = path
  if (first !== 'trigger' || second !== 'watch') return undefined
  return {
    label: { 'zh-CN': '不再关注它', en: 'Stop watching it' },
    apply: (flow) => {
      const { watch = [], ...trigger } = flow.trigger
      const left = watch.filter((_, at) => at !== index)
      return { ...flow, trigger: left.length === 0 ? trigger : { ...trigger, watch: left } }
    },
  }
}

function formulaProblem(
  flow: WorkflowDocument,
  place: ReferencePlace,
  object: string,
  world: FlowWorld,
): Found | undefined {
  const scope = formulaScope(world.objects, object, { me: true, old: place.rule.root !== 'config' })
  const wanted = wantedAt(place, world)
  const tries = wanted.map((want) => compile(place.value, scope, want).problems)
  const problem = tries.some((problems) => problems.length === 0) ? undefined : tries[0]?.[0]
  if (problem === undefined) return undefined
  const title = titleOfPlace(flow, place, world)
  return {
    message: {
      'zh-CN': `「${title['zh-CN']}」：${problem.message['zh-CN']}`,
      en: `“${title.en}”: ${problem.message.en}`,
    },
    hint: problem.hint,
  }
}

/** The types a place accepts; the first is the one whose problem is told. */
function wantedAt(place: ReferencePlace, { objects }: FlowWorld): readonly Wanted[] {
  const types = objectTypes(objects)
  const person: FormulaType = { kind: 'record', object: types.userObject }
  switch (place.rule.gives) {
    case 'boolean':
    case 'number':
      return [{ type: place.rule.gives }]
    case 'moment':
      return [{ type: 'datetime' }, { type: 'date' }]
    case 'people':
      return [{ type: person }, { type: { kind: 'list', of: person } }]
    case 'field': {
      const beside = fieldBeside(place)
      const field = types.field(objects.get(beside?.object ?? '')?.id ?? '', { key: beside?.field ?? '' })
      return [field === undefined ? {} : { type: field.type }]
    }
    default:
      return [{}]
  }
}

/** The name of the input a place belongs to, as the panel shows it. */
function titleOfPlace(flow: WorkflowDocument, { path }: ReferencePlace, world: FlowWorld): Texts {
  const [first, second, , name] = path
  if (first === 'trigger') {
    const schema = world.triggers.get(flow.trigger.type)?.schema ?? {}
    return titleOf(schemasOf(schema)[String(second)], String(second))
  }
  const node = flow.nodes[Number(second)]
  const schema = world.actions.get(node?.type ?? '')?.configSchema ?? {}
  return titleOf(schemasOf(schema)[String(name)], String(name))
}

function nodeAt(flow: WorkflowDocument, { path }: ReferencePlace): string {
  return path[0] === 'nodes' ? (flow.nodes[Number(path[1])]?.id ?? TRIGGER) : TRIGGER
}
