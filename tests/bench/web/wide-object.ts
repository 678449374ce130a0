import type { Pool } from 'pg'
import { physicalNames } from '../../support/physical-names.js'

/** A module of 30 fields of the types people use most, for the grid. */
export const wideObject = {
  kind: 'object',
  key: 'wide',
  label: { 'zh-CN': '宽表', en: 'Wide' },
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    ...Array.from({ length: 10 }, (_, n) => ({ key: `text${n}`, type: 'text', label: `文本 ${n}` })),
    ...Array.from({ length: 8 }, (_, n) => ({ key: `amount${n}`, type: 'currency', label: `金额 ${n}` })),
    ...Array.from({ length: 5 }, (_, n) => ({ key: `day${n}`, type: 'date', label: `日期 ${n}` })),
    ...Array.from({ length: 4 }, (_, n) => ({
      key: `stage${n}`,
      type: 'select',
      label: `阶段 ${n}`,
      options: ['plan', 'doing', 'done', 'lost'].map((key, at) => ({
        key,
        label: ['计划', '进行中', '完成', '流失'][at],
        color: ['slate', 'blue', 'green', 'red'][at],
      })),
    })),
    ...Array.from({ length: 2 }, (_, n) => ({ key: `flag${n}`, type: 'boolean', label: `开关 ${n}` })),
  ],
}

/** A view of the module with every field, so that the grid has 30 columns. */
export const wideView = {
  kind: 'view',
  key: 'wideAll',
  object: 'wide',
  type: 'table',
  label: '全部字段',
  fields: wideObject.fields.map(({ key }) => key),
}

/** A form of 60 fields: some shown, required or computed by others. */
export const longForm = {
  kind: 'object',
  key: 'longForm',
  label: { 'zh-CN': '长表单', en: 'Long form' },
  titleField: 'field0',
  fields: [
    ...Array.from({ length: 50 }, (_, n) => ({
      key: `field${n}`,
      type: n % 5 === 4 ? 'number' : 'text',
      label: `字段 ${n}`,
    })),
    ...Array.from({ length: 10 }, (_, n) => ({
      key: `sum${n}`,
      type: 'formula',
      label: `合计 ${n}`,
      formula: `field${n * 5 + 4} * 2 + field4`,
    })),
  ],
}

export const longFormLayout = {
  kind: 'layout',
  key: 'longFormForm',
  object: 'longForm',
  variant: 'form',
  sections: [0, 1, 2].map((part) => ({
    label: `第 ${part + 1} 部分`,
    columns: 2,
    items: longForm.fields
      .filter((_, at) => Math.floor(at / 20) === part)
      .map(({ key }, at) => ({
        field: key,
        ...(at % 7 === 3 ? { visibleWhen: 'field0 <> "hide"' } : {}),
        ...(at % 7 === 5 ? { requiredWhen: 'field0 = "strict"' } : {}),
      })),
  })),
}

/** Fills the module by SQL: every field gets a value by its type. Its records have no search entries. */
export async function seedWide(pool: Pool, rows: number, owner: string): Promise<void> {
  const { table, columns } = await physicalNames(pool, wideObject.key)
  const values = wideObject.fields.map(({ key, type }): [string, string] => [columns[key] ?? key, valueOf(type)])
  await pool.query(
    `INSERT INTO ${table} (id, created_at, updated_at, owner, ${values.map(([column]) => column).join(', ')})
     SELECT ('01930000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, timestamptz '2025-01-01' + n * interval '1 second',
       now(), $1::uuid, ${values.map(([, sql]) => sql).join(', ')} FROM generate_series(1, ${Math.floor(rows)}) AS n`,
    [owner],
  )
  await pool.query(`ANALYZE ${table}`)
}

/** SQL of the nth record's value. */
function valueOf(type: string): string {
  switch (type) {
    case 'select':
      return "(ARRAY['plan','doing','done','lost'])[1 + n % 4]"
    case 'currency':
      return '(n::bigint * 7919 % 1000000) / 100.0'
    case 'date':
      return "date '2026-01-01' + (n % 365)::int"
    case 'boolean':
      return 'n % 3 = 0'
    default:
      return "'值 ' || n"
  }
}
