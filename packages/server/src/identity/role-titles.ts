import type { Engine, RoleInfo } from '@tessera/engine'
import {
  locales,
  localize,
  makeFieldProblem,
  type FieldProblem,
  type Locale,
  type Localized,
  type Texts,
} from '@tessera/metadata'
import { ADMINISTRATOR } from './identity.js'

/** The one role that is no document. */
const administrator: Texts = { 'zh-CN': '管理员', en: 'Administrator' }

/** A role with its name in one language. */
export interface RoleTitle {
  readonly key: string
  readonly title: string
}

/**
 * Roles between what memberships keep (ids, which stay when a role is renamed) and what people read and write (keys). Roles that
 * are gone are not shown, and come back with their document.
 */
export class RoleNames {
  readonly #roles: readonly RoleInfo[]

  private constructor(roles: readonly RoleInfo[]) {
    this.#roles = roles
  }

  static async of(engine: Engine, workspace: string): Promise<RoleNames> {
    return new RoleNames(await engine.access.roles(workspace))
  }

  /** Keys of kept roles, the administrator's first, others by key. */
  keysOf(kept: readonly string[]): readonly string[] {
    return [
      ...(kept.includes(ADMINISTRATOR) ? [ADMINISTRATOR] : []),
      ...this.#roles.flatMap(({ id, key }) => (kept.includes(id) ? [key] : [])),
    ]
  }

  titlesOf(kept: readonly string[], locale: Locale): readonly RoleTitle[] {
    return this.keysOf(kept).map((key) => this.#titled(key, locale))
  }

  /** The roles a person may be given. */
  toGive(locale: Locale): readonly RoleTitle[] {
    return [ADMINISTRATOR, ...this.#roles.map(({ key }) => key)].map((key) => this.#titled(key, locale))
  }

  /** What memberships keep of a key; undefined for a role that is not there. */
  idOf(key: string): string | undefined {
    return key === ADMINISTRATOR ? key : this.#roles.find((role) => role.key === key)?.id
  }

  /** The key of the role a text means: by its key, or by its name in either language. */
  named(text: string): string | undefined {
    const wanted = text.toLowerCase()
    const isMeant = (key: string, label: Localized): boolean =>
      [key, ...locales.map((locale) => localize(label, locale))].some((name) => name.toLowerCase() === wanted)
    if (isMeant(ADMINISTRATOR, administrator)) return ADMINISTRATOR
    return this.#roles.find(({ key, label }) => isMeant(key, label))?.key
  }

  /** Ids for keys, and a problem `person.unknown_role` for each key that is none. */
  idsOf(keys: readonly string[]): { readonly ids: readonly string[]; readonly problems: readonly FieldProblem[] } {
    const found = keys.map((key) => ({ key, id: this.idOf(key) }))
    return {
      ids: found.flatMap(({ id }) => id ?? []),
      problems: found.flatMap(({ key, id }, index) =>
        id === undefined
          ? [makeFieldProblem(`roles/${index}`, 'person.unknown_role', { role: key.slice(0, 100) })]
          : [],
      ),
    }
  }

  #titled(key: string, locale: Locale): RoleTitle {
    const label = key === ADMINISTRATOR ? administrator : this.#roles.find((role) => role.key === key)?.label
    return { key, title: label === undefined ? key : localize(label, locale) }
  }
}
