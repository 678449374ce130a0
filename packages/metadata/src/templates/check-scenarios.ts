import { makeFieldProblem, type FieldProblem } from '../errors/field-problem.js'
import type { WireDocument } from '../documents/document.js'
import { nearest } from '../text/nearest.js'
import { shownText } from '../text/shown-text.js'
import { toPointer } from '../text/json-pointer.js'
import { isReadKey, type KnownObjects } from './package-world.js'
import type { ScenarioStep, TemplateScenario } from './template.js'

/**
 * What is wrong with the scenarios of a package: names, objects, fields and roles that are not there. What filters say is checked where a
 * catalog can be compiled, and whether a scenario holds, by carrying it out. Paths are `/scenarios/<index>/…`.
 *
 * Errors: `document.key_repeated`, `reference.unknown`, `template.scenario_name`, `template.scenario_name_taken`.
 */
export function checkScenarios(
  scenarios: readonly TemplateScenario[],
  documents: readonly WireDocument[],
  objects: KnownObjects,
): readonly FieldProblem[] {
  const roles = new Set(documents.flatMap(({ kind, key }) => (kind === 'role' ? [key] : [])))
  const keys = new Set<string>()
  return scenarios.flatMap((scenario, index) => {
    const problems = checkScenario(scenario, roles, objects)
    if (keys.has(scenario.key)) {
      problems.unshift(makeFieldProblem('/key', 'document.key_repeated', { key: scenario.key }))
    }
    keys.add(scenario.key)
    return problems.map((problem) => ({ ...problem, path: `/scenarios/${index}${problem.path}` }))
  })
}

function checkScenario(scenario: TemplateScenario, roles: ReadonlySet<string>, objects: KnownObjects): FieldProblem[] {
  const people = new Map(Object.entries(scenario.people ?? {}))
  const problems = [...people].flatMap(([name, { roles: held, manager }]) => [
    ...held.flatMap((role, index) => {
      if (roles.has(role)) return []
      const details = { target: 'role', name: role, didYouMean: nearest(role, roles) } as const
      return [makeFieldProblem(toPointer(['people', name, 'roles', index]), 'reference.unknown', details)]
    }),
    ...(manager === undefined || people.has(manager)
      ? []
      : [unknownName(manager, people.keys(), toPointer(['people', name, 'manager']))]),
  ])
  const walk = new Walk(people, objects)
  scenario.steps.forEach((step, index) => walk.take(step, index))
  return [...problems, ...walk.problems]
}

/** Goes through the steps of a scenario, learning the names of records as they are made. */
class Walk {
  readonly problems: FieldProblem[] = []
  /** Key of the object of each named record; undefined when it is not known. */
  readonly #records = new Map<string, string>()

  constructor(
    private readonly people: ReadonlyMap<string, unknown>,
    private readonly objects: KnownObjects,
  ) {}

  take(step: ScenarioStep, index: number): void {
    const at = (...path: readonly (string | number)[]): string => toPointer(['steps', index, ...path])
    if ('by' in step && step.by !== undefined) this.#person(step.by, at('by'))
    if ('create' in step) {
      this.#object(step.create, at('create'))
      this.#values(step.values, step.create, at('values'), 'written')
      if (step.as !== undefined) this.#learn(step.as, step.create, at('as'))
    } else if ('change' in step) {
      this.#values(step.values, this.#record(step.change, at('change')), at('values'), 'written')
    } else if ('delete' in step) this.#record(step.delete, at('delete'))
    else if ('expect' in step) {
      this.#values(step.values, this.#record(step.expect, at('expect')), at('values'), 'read')
    } else if ('hidden' in step) this.#record(step.hidden, at('hidden'))
    else if ('count' in step) this.#object(step.count, at('count'))
    else if ('told' in step) this.#person(step.told, at('told'))
  }

  #learn(name: string, object: string, path: string): void {
    if (this.#records.has(name) || this.people.has(name)) {
      this.problems.push(makeFieldProblem(path, 'template.scenario_name_taken', { name }))
    }
    this.#records.set(name, object)
  }

  #record(name: string, path: string): string | undefined {
    const object = this.#records.get(name)
    if (object === undefined) this.problems.push(unknownName(name, this.#records.keys(), path))
    return object
  }

  #person(name: string, path: string): void {
    if (!this.people.has(name)) this.problems.push(unknownName(name, this.people.keys(), path))
  }

  #object(key: string, path: string): void {
    if (this.objects.has(key)) return
    const details = { target: 'object', name: key, didYouMean: nearest(key, this.objects.keys()) } as const
    this.problems.push(makeFieldProblem(path, 'reference.unknown', details))
  }

  #values(
    values: Readonly<Record<string, unknown>>,
    objectKey: string | undefined,
    path: string,
    use: 'read' | 'written',
  ): void {
    const object = this.objects.get(objectKey ?? '')
    for (const [key, value] of Object.entries(values)) {
      const pointer = path + toPointer([key])
      const isKnown = object === undefined || (use === 'read' ? isReadKey(object, key) : object.fields.has(key))
      if (!isKnown) {
        const didYouMean = nearest(key, object.fields.keys())
        this.problems.push(
          makeFieldProblem(pointer, 'reference.unknown', { target: 'field', name: shownText(key), didYouMean }),
        )
      }
      this.#names(value, pointer)
    }
  }

  /** Texts `@name`, however deep: lines of a record lie in lists of objects. */
  #names(value: unknown, pointer: string): void {
    if (typeof value === 'string') {
      const name = /^@(.+)$/su.exec(value)?.[1]
      if (name === undefined || this.#records.has(name) || this.people.has(name)) return
      this.problems.push(unknownName(name, [...this.#records.keys(), ...this.people.keys()], pointer))
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, member] of Object.entries(value)) this.#names(member, pointer + toPointer([name]))
    }
  }
}

function unknownName(name: string, known: Iterable<string>, path: string): FieldProblem {
  const didYouMean = nearest(name, known)
  return makeFieldProblem(path, 'template.scenario_name', { name: shownText(name), didYouMean })
}
