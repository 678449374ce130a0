import { describe, expect, test } from '@jest/globals'
import type { PhysicalName } from '../catalog/catalog.js'
import { ddlOf } from './ddl.js'
import { applyPartChanges, partChanges } from './part-changes.js'
import type { WantedPart } from './physical-part.js'

const table: WantedPart = { objectId: 'o', partId: '', kind: 'table', readable: 'visit' }
const column = (partId: string, type = 'text', derived = false): WantedPart => ({
  objectId: 'o',
  partId,
  kind: 'column',
  readable: partId,
  column: { type },
  derived,
})
const index = (partId: string): WantedPart => ({
  objectId: 'o',
  partId,
  kind: 'index',
  readable: `visit_${partId}`,
  spec: (columnOf) => `("${columnOf(partId)}")`,
})

const acts = (wanted: readonly WantedPart[], physical: readonly PhysicalName[]): string[] =>
  partChanges(wanted, physical).map(({ act, part }) => `${act} ${part.kind} ${part.partId}`)

const built = (wanted: readonly WantedPart[], from: readonly PhysicalName[] = []): PhysicalName[] =>
  applyPartChanges(from, partChanges(wanted, from))

describe('from wanted parts to acts', () => {
  test('a new object is made in one statement, with names that say what they are', () => {
    const statements = ddlOf('ws_main', partChanges([table, column('cost', 'numeric'), index('cost')], []), new Set())

    expect(statements).toHaveLength(2)
    expect(statements[0]).toMatch(
      /^CREATE TABLE "ws_main"\."visit_\w{8}" \(id uuid PRIMARY KEY, .*, "cost_\w{8}" numeric\)$/,
    )
    expect(statements[1]).toMatch(/^CREATE INDEX "visit_cost_\w{8}" ON "ws_main"\."visit_\w{8}" \("cost_\w{8}"\)$/)
  })

  test('nothing is done where everything is as wanted', () => {
    const wanted = [table, column('a'), index('a')]

    expect(acts(wanted, built(wanted))).toEqual([])
  })

  test('a column is hidden, its index dropped; both come back, the column as the same', () => {
    const wanted = [table, column('a'), index('a')]
    const hidden = built([table], built(wanted))

    expect(acts([table], built(wanted))).toEqual(['hide column a', 'drop index a'])
    expect(acts(wanted, hidden)).toEqual(['restore column a', 'create index a'])
    expect(built(wanted, hidden).map(({ name }) => name)).toEqual(
      expect.arrayContaining(built(wanted).map(({ name }) => name)),
    )
  })

  test('an object is hidden with all that belongs to it and nothing is dropped', () => {
    const wanted = [table, column('a'), column('sum', 'numeric', true), index('a')]

    const hidden = partChanges([], built(wanted))

    expect(hidden.every(({ act }) => act === 'hide')).toBe(true)
    expect(ddlOf('ws_main', hidden, new Set())).toEqual([])
    expect(acts(wanted, applyPartChanges(built(wanted), hidden)).every((act) => act.startsWith('restore'))).toBe(true)
  })

  test('a derived column is dropped with its field, and a column of another type takes a new name', () => {
    const before = built([table, column('a'), column('sum', 'numeric', true)])
    const changes = partChanges([table, column('a', 'date')], before)

    expect(changes.map(({ act, part }) => `${act} ${part.partId}`)).toEqual(['drop a', 'drop sum', 'create a'])
    expect(changes[2]?.part.name).not.toBe(changes[0]?.part.name)
  })
})
