import type { RoleDocument, Texts } from '@tessera/metadata'
import type { RoleAction, RoleScope } from './role-edits'

/** A role to begin with; it takes the modules that there are. */
export interface RoleSample {
  readonly key: string
  readonly label: Texts
  readonly actions: readonly RoleAction[]
  readonly scope: RoleScope
}

export const roleSamples: readonly RoleSample[] = [
  {
    key: 'sales',
    label: { 'zh-CN': '销售', en: 'Sales' },
    actions: ['read', 'create', 'change', 'share'],
    scope: 'own',
  },
  {
    key: 'salesLead',
    label: { 'zh-CN': '销售主管', en: 'Sales lead' },
    actions: ['read', 'create', 'change', 'delete', 'transfer', 'export', 'share'],
    scope: 'subordinates',
  },
  {
    key: 'service',
    label: { 'zh-CN': '客服', en: 'Service' },
    actions: ['read', 'create', 'change'],
    scope: 'departmentTree',
  },
  { key: 'reader', label: { 'zh-CN': '只读', en: 'Reader' }, actions: ['read'], scope: 'all' },
]

export function roleOf(sample: RoleSample, key: string, objects: readonly string[]): RoleDocument {
  const { actions, scope, label } = sample
  const grants = objects.map((object) => ({ object, actions: [...actions], scope }))
  return { kind: 'role', key, label, grants } as RoleDocument
}
