import { localize, type Locale, type Texts } from '@tessera/metadata'
import { ADMINISTRATOR, knownRoles } from './identity.js'

const titles: Readonly<Record<string, Texts>> = {
  [ADMINISTRATOR]: { 'zh-CN': '管理员', en: 'Administrator' },
}

/** A role with its name in one language. */
export interface RoleTitle {
  readonly key: string
  readonly title: string
}

export const roleTitle = (key: string, locale: Locale): RoleTitle => ({
  key,
  title: localize(titles[key] ?? key, locale),
})

/** The role a text means: by its key, or by its name in either language. */
export const roleNamed = (text: string): string | undefined =>
  knownRoles.find((key) =>
    [key, ...Object.values(titles[key] ?? {})].some((name) => name.toLowerCase() === text.toLowerCase()),
  )

/** The roles a person may be given. */
export const rolesToGive = (locale: Locale): readonly RoleTitle[] => knownRoles.map((key) => roleTitle(key, locale))
