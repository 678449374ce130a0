import type { RoleDocument } from '@tessera/metadata'
import { labelOf } from '@/app/i18n'
import type { ObjectModel } from '@/model/objects'
import { hiddenFields, roleActions, type RoleAction, type RoleGrant } from './role-edits'
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
  const hidden = hiddenWords(role, objects)
  if (hidden.length > 0) parts.push(t('hides', { fields: listed(hidden) }))
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
  const values = {
    actions: actions.join(t('between')),
    scope: t(first?.scope ?? 'all').toLowerCase(),
    modules: listed(names),
  }
  return first?.rows === undefined ? t('sees', values) : t('seesSome', values)
}

/** 「报价单」的「毛利」, once for each module. */
function hiddenWords(role: RoleDocument, objects: ReadonlyMap<string, ObjectModel>): readonly string[] {
  return [...hiddenFields(role)].map(([object, fields]) => {
    const model = objects.get(object)
    const names = fields.map((field) => t('quoted', { name: labelOf(model?.fieldsByKey.get(field)?.label, field) }))
    return t('fieldsOf', { module: labelOf(model?.label, object), fields: names.join(t('between')) })
  })
}

/** The first few, each once, and how many there are. */
function listed(names: readonly string[]): string {
  const all = [...new Set(names)]
  const few = all.slice(0, most).join(t('between'))
  return all.length > most ? t('andMore', { few, n: all.length, more: all.length - most }) : few
}
