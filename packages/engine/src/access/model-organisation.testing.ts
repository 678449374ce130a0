import type { ModelWorld, Scope } from './model-world.testing.js'

/** A department and those around it. */
function upFrom(world: ModelWorld, department: string | null): readonly string[] {
  const found: string[] = []
  for (let at = department; at !== null; at = world.departments.get(at)?.parent ?? null) found.push(at)
  return found
}

const departmentsOf = (world: ModelWorld, person: string): readonly string[] =>
  world.people.get(person)?.departments ?? []

/** The departments of a person, and all around these. */
export function departmentsAround(world: ModelWorld, person: string): readonly string[] {
  return departmentsOf(world, person).flatMap((id) => upFrom(world, id))
}

/** The manager, else whoever leads the department, or the nearest one above that somebody else leads. */
function superiorOf(world: ModelWorld, id: string): string | null {
  const person = world.people.get(id)
  if (person === undefined) return null
  if (person.manager !== null && person.manager !== id) return person.manager
  const leaders = upFrom(world, person.main).map((at) => world.departments.get(at)?.manager ?? null)
  return leaders.find((leader) => leader !== null && leader !== id) ?? null
}

function isBelow(world: ModelWorld, me: string, id: string): boolean {
  const met = new Set([id])
  for (let at = superiorOf(world, id); at !== null && !met.has(at); at = superiorOf(world, at)) {
    if (at === me) return true
    met.add(at)
  }
  return false
}

/** Whose records a scope by owner reaches; each reaches one's own. */
export function isInScope(world: ModelWorld, me: string, scope: Scope, owner: string | null): boolean {
  if (scope === 'all') return true
  if (owner === null) return false
  const mine = departmentsOf(world, me)
  switch (scope) {
    case 'own':
      return owner === me
    case 'subordinates':
      return owner === me || isBelow(world, me, owner)
    case 'department':
      return owner === me || departmentsOf(world, owner).some((id) => mine.includes(id))
    case 'departmentTree':
      return owner === me || departmentsAround(world, owner).some((id) => mine.includes(id))
  }
}
