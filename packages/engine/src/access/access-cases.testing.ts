import type { Actor } from '../contract.js'
import { testAdmin } from '../engine.testing.js'
import { lastRefusal } from './access-questions.testing.js'
import { AccessWrites } from './access-writes.testing.js'
import { objectKeys } from './access-world.testing.js'
import { Model } from './reference-model.testing.js'

/** What is asked; lists more often than the rest. */
const kinds = [
  'get',
  'get',
  'list',
  'list',
  'list',
  'sort',
  'aggregate',
  'search',
  'export',
  'export',
  'history',
  'documents',
  'schemas',
  'events',
  'rights',
  'files',
  'duplicates',
  'create',
  'change',
  'change',
  'remove',
  'restore',
  'merge',
] as const

/** Every case asks the engine and the model the same. */
export class AccessCases extends AccessWrites {
  readonly differences: string[] = []
  cases = 0

  /** One person asks one thing; what the model says otherwise is noted. */
  async ask(): Promise<void> {
    this.cases += 1
    const person = this.pick([...this.world.people.values()])
    const actor: Actor = { ...testAdmin, id: person.id, name: person.id, roles: person.roles }
    const object = this.pick(objectKeys)
    const model = new Model(this.world, person.id)
    const kind = this.pick(kinds)
    const asked = { actor, object, model, person: person.id }
    const [said, wanted, about] = await this[`_${kind}`](asked)
    if (JSON.stringify(said) !== JSON.stringify(wanted))
      this.differences.push(
        `case ${this.cases}, ${kind} ${object} ${about}, person ${person.id}, roles ${JSON.stringify(person.roles.map((role) => [role, this.world.roles.get(role)]))}:\n  engine ${JSON.stringify(said)} ${JSON.stringify(lastRefusal.problems ?? '')}\n  model  ${JSON.stringify(wanted)}`,
      )
  }
}

/** Where there is one difference there are more of other causes, and each is worth an hour's wait. */
const mostDifferences = 6

/** Runs cases until there are as many as asked for, or several differences, with another organisation every `each`. */
export async function runAccessCases(cases: AccessCases, wanted: number, each: number): Promise<void> {
  const goesOn = (): boolean => cases.cases < wanted && cases.differences.length < mostDifferences
  await cases.fill()
  while (goesOn()) {
    await cases.shuffle()
    for (let n = 0; n < each && goesOn(); n += 1) await cases.ask()
  }
}
