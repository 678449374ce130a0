import { describe, expect, test } from '@jest/globals'
import type { WorkflowHealth } from '@tessera/metadata'
import { brokenDevice, deviceWorld } from '../flow-world.testing'
import { flowRows, foundRows, isFailing } from './flow-rows'

const entry = (key: string, label: string, more: object = {}) => ({
  document: { ...brokenDevice, key, label, ...more },
  isNew: false,
  isChanged: false,
  problems: 0,
})
const line = (key: string, failed7d: number): WorkflowHealth => ({
  key,
  lastRun: null,
  runs7d: 9,
  failed7d,
  waiting: 0,
  pausedUntil: null,
})

describe('the list of automations', () => {
  const rows = flowRows(
    [
      entry('a', '安排维修'),
      entry('b', '报废登记'),
      entry('c', '到期提醒', { object: 'gone' }),
      entry('d', '定时', { object: undefined }),
    ],
    [line('a', 0), line('b', 3), line('c', 0)],
    deviceWorld,
    'zh-CN',
  )

  test('has those that fail first, then the others by name', () => {
    expect(rows.map(({ key }) => key)).toEqual(['b', 'a', 'c', 'd'])
    expect(rows.map(isFailing)).toEqual([true, false, false, false])
  })

  test('says when each starts, of which module, and when that is gone', () => {
    expect(rows[0]).toMatchObject({
      sentence: '设备变更，变为满足「状态等于 故障」时',
      object: { label: '设备' },
      isOrphan: false,
    })
    expect(rows[2]).toMatchObject({ object: undefined, isOrphan: true })
    expect(rows[3]).toMatchObject({ object: undefined, isOrphan: false, health: undefined })
  })

  test('is searched by name, sentence and module, and narrowed to what fails', () => {
    expect(foundRows(rows, '维修', false).map(({ key }) => key)).toEqual(['a'])
    expect(foundRows(rows, '故障', false).map(({ key }) => key)).toEqual(['b', 'a'])
    expect(foundRows(rows, '', true).map(({ key }) => key)).toEqual(['b'])
    expect(foundRows(rows, 'zzz', false)).toEqual([])
  })

  test('stands without numbers', () => {
    const [row] = flowRows([entry('a', 'A')], undefined, deviceWorld, 'en')

    expect(row).toMatchObject({ health: undefined })
    expect(row === undefined ? true : isFailing(row)).toBe(false)
  })
})
