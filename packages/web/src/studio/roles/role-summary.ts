import type { RoleDocument } from '@tessera/metadata'
import { labelOf } from '@/app/i18n'
import type { ObjectModel } from '@/model/objects'
import { roleActions, type RoleAction, type RoleGrant } from './role-edits'
import { t } from './texts'

/** The column names of actions. */
export const actionWord = (action: RoleAction): string => t(action === 'create' ? 'create_' : action)

const most = 4

/** What a role may do, in one sentence: modules with the same rights stand together. */
export function roleSummary(role: RoleDocument, objects: ReadonlyMap<string, ObjectModel>): string {
  const name = labelOf(role.label, role.key)
  const groups = new Map<string, RoleGrant[]>()
  for (const grant of role.grants ?? []) {
    const key = JSON.stringify([grant.actions, grant.scope ?? 'all', grant.rows !== undefined])
    groups.set(key, [...(groups.get(key) ?? []), grant])
  }
  const parts = [...groups.values()].map((grants) => partOf(grants, objects))
  const own = role.capabilities ?? []
  if (own.length > 0)
    parts.push(t('can', { capabilities: own.map((one) => t(one === 'studio' ? 'studio_' : one)).join(t('between')) }))
  return parts.length === 0 ? t('nothing', { role: name }) : t('says', { role: name, parts: parts.join(t('semi')) })
}

function partOf(grants: readonly RoleGrant[], objects: ReadonlyMap<string, ObjectModel>): string {
  const [first] = grants
  const actions = roleActions
    .filter((one) => first?.actions.includes(one) === true)
    .map((one) => actionWord(one).toLowerCase())
  const names = grants.map(({ object }) => t('quoted', { name: labelOf(objects.get(object)?.label, object) }))
  const modules =
    [...new Set(names)].slice(0, most).join(t('between')) + (names.length > most ? ` +${names.length - most}` : '')
  const hidden = grants.flatMap(({ object, fields = [] }) =>
    fields.flatMap(({ field, access }) =>
      access === 'none'
        ? [t('quoted', { name: labelOf(objects.get(object)?.fieldsByKey.get(field)?.label, field) })]
        : [],
    ),
  )
  const hides = hidden.length === 0 ? '' : t('hides', { fields: hidden.slice(0, most).join(t('between')) })
  return (
    t('sees', { actions: actions.join(t('between')), scope: t(first?.scope ?? 'all').toLowerCase(), modules }) +
    (first?.rows === undefined ? '' : t('when')) +
    hides
  )
}
