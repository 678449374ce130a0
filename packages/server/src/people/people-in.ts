import { isUuid, type Actor, type Engine } from '@tessera/engine'
import { findIds } from './user-records.js'

/** So many departments are named in one filter. */
const DEPARTMENTS = 50

/** The ids of all who work in a department or one below it, as their own department or a further one. */
export async function peopleIn(engine: Engine, actor: Actor, department: string): Promise<readonly string[]> {
  if (!isUuid(department)) return []
  const below = await findIds(engine, actor, 'department', { filter: `id under ${JSON.stringify(department)}` })
  const found = new Set<string>()
  for (let from = 0; from < below.length; from += DEPARTMENTS) {
    const some = below.slice(from, from + DEPARTMENTS)
    const further = some.map((id) => `${JSON.stringify(id)} in departments`)
    const filter = [`department in ${JSON.stringify(some)}`, ...further].join(' or ')
    for (const id of await findIds(engine, actor, 'user', { filter })) found.add(id)
  }
  return [...found]
}
