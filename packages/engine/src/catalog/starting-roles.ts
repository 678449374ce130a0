import type { WireDocument } from '@tessera/metadata'

/**
 * The role that everybody has who has any: what colleagues know of each other, and one's own tasks. It is an ordinary document:
 * administrators narrow it or take it away. It has no name in code but its key (access/role-documents.ts).
 */
export const startingRoles: readonly WireDocument[] = [
  {
    kind: 'role',
    key: 'everyone',
    label: { 'zh-CN': '所有人', en: 'Everyone' },
    grants: [
      { object: 'user', actions: ['read'], otherFields: 'read' },
      { object: 'department', actions: ['read'], otherFields: 'read' },
      { object: 'task', actions: ['read', 'create', 'change', 'delete', 'transfer'], scope: 'own' },
      { object: 'task', actions: ['read', 'change', 'transfer'], rows: 'assignee = me' },
    ],
  },
] as unknown as readonly WireDocument[]
