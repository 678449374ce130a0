import { systemActor, type Actor, type Catalog, type CatalogObject, type Engine } from '@tessera/engine'
import type { ScenarioPerson } from '@tessera/metadata'
import { otherwise } from './otherwise.js'
import type { ScenarioWorker } from './scenario-worker.js'

/** Something a scenario calls by a name. */
export interface NamedRecord {
  /** Key of its object. */
  readonly object: string
  readonly id: string
}

/** What steps of one scenario work with. */
export interface ScenarioWorld {
  readonly engine: Engine
  readonly catalog: Catalog
  readonly worker: ScenarioWorker
  /** The day on which the scenario begins: D+0. */
  readonly today: string
  /** Who does a step without `by`. */
  readonly administrator: Actor
  readonly people: ReadonlyMap<string, Actor>
  /** Records and people by name. */
  readonly names: Map<string, NamedRecord>
}

const plain = (name: string): string => name.replace(/^@/, '')

/** Who does a step. */
export function actorNamed({ people, administrator }: ScenarioWorld, name: string | undefined): Actor {
  if (name === undefined) return administrator
  const actor = people.get(plain(name))
  if (actor === undefined) throw otherwise(`场景里没有「${name}」这个人。`, `The scenario has no person “${name}”.`)
  return actor
}

/** What has a name. */
export function recordNamed({ names }: ScenarioWorld, name: string): NamedRecord {
  const record = names.get(plain(name))
  if (record === undefined) throw otherwise(`前面的步骤没有建立「${name}」。`, `No earlier step has made “${name}”.`)
  return record
}

/** Gives a record a name for the steps that follow. */
export function giveName({ names }: ScenarioWorld, name: string, record: NamedRecord): void {
  if (names.has(plain(name))) throw otherwise(`名称「${name}」已经用过。`, `The name “${name}” is taken.`)
  names.set(plain(name), record)
}

export function objectNamed({ catalog }: Pick<ScenarioWorld, 'catalog'>, key: string): CatalogObject {
  const object = catalog.objectsByKey.get(key)
  if (object === undefined) throw otherwise(`没有模块 ${key}。`, `There is no object ${key}.`)
  return object
}

export interface Cast {
  readonly administrator: Actor
  readonly people: ReadonlyMap<string, Actor>
}

/** Makes the people of a scenario and their actors, and the administrator behind steps that name nobody. */
export async function castPeople(
  engine: Engine,
  workspace: string,
  people: Readonly<Record<string, ScenarioPerson>>,
): Promise<Cast> {
  const platform = systemActor(workspace, 'scenario')
  const idsOfRoles = new Map((await engine.access.roles(workspace)).map(({ key, id }) => [key, id]))
  let count = 0
  const add = async (name: string, roles: readonly string[]): Promise<Actor> => {
    count += 1
    const { id } = await engine.records.create(platform, 'user', { name, email: `person${count}@example.com` })
    return { id, name, workspace, roles, locale: 'zh-CN', through: { kind: 'person' } }
  }
  const administrator = await add('管理员', ['administrator'])
  const cast = new Map<string, Actor>()
  for (const [name, { roles }] of Object.entries(people)) {
    const ids = roles.map((role) => (role === 'administrator' ? role : idsOfRoles.get(role)))
    const unknown = roles.find((_, index) => ids[index] === undefined)
    if (unknown !== undefined) throw otherwise(`没有角色 ${unknown}。`, `There is no role ${unknown}.`)
    cast.set(
      name,
      await add(
        name,
        ids.filter((id) => id !== undefined),
      ),
    )
  }
  for (const [name, { manager }] of Object.entries(people)) {
    if (manager === undefined) continue
    const above = cast.get(manager)
    if (above === undefined)
      throw otherwise(`场景里没有「${manager}」这个人。`, `The scenario has no person “${manager}”.`)
    await engine.records.update(platform, 'user', cast.get(name)?.id ?? '', { manager: above.id })
  }
  return { administrator, people: cast }
}
