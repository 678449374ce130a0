/**
 * Fields every record has. Their ids are their keys: keys of this list are reserved, so no field of a document can have
 * one, and a formula keeps the same text in its stored form.
 */
export interface SystemField {
  readonly key: string
  readonly type: 'lookup' | 'number' | 'user' | 'dateTime'
  readonly column: string
  readonly label: { readonly 'zh-CN': string; readonly en: string }
  readonly writable: boolean
  /** Part of every answer that names no fields. */
  readonly shown: boolean
}

export const systemFields: readonly SystemField[] = [
  field('id', 'lookup', 'id', '记录 ID', 'Record ID'),
  field('version', 'number', 'version', '版本', 'Version'),
  field('createdAt', 'dateTime', 'created_at', '创建时间', 'Created at'),
  field('createdBy', 'user', 'created_by', '创建人', 'Created by'),
  field('updatedAt', 'dateTime', 'updated_at', '修改时间', 'Updated at'),
  field('updatedBy', 'user', 'updated_by', '修改人', 'Updated by'),
  { ...field('owner', 'user', 'owner', '负责人', 'Owner'), writable: true },
  { ...field('deletedAt', 'dateTime', 'deleted_at', '删除时间', 'Deleted at'), shown: false },
  { ...field('deletedBy', 'user', 'deleted_by', '删除人', 'Deleted by'), shown: false },
]

function field(key: string, type: SystemField['type'], column: string, zh: string, en: string): SystemField {
  return { key, type, column, label: { 'zh-CN': zh, en }, writable: false, shown: true }
}

/** Column definitions of a new record table, in order; `computed_version` counts writes of roll-ups. */
export const systemColumns: readonly string[] = [
  'id uuid PRIMARY KEY',
  'version integer NOT NULL DEFAULT 1',
  'computed_version integer NOT NULL DEFAULT 0',
  'owner uuid',
  'created_at timestamptz(3) NOT NULL',
  'created_by uuid',
  'updated_at timestamptz(3) NOT NULL',
  'updated_by uuid',
  'deleted_at timestamptz(3)',
  'deleted_by uuid',
]
