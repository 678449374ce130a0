import { expect, test } from '@jest/globals'
import { groupOf, groupTasks, todayIn, type TaskRow } from './task-groups'

test('a task is overdue, due today, this week, later, or without a date', () => {
  // 2026-11-26 is a Thursday; its week ends on Sunday the 29th.
  expect(groupOf('2026-11-25', '2026-11-26')).toBe('overdue')
  expect(groupOf('2026-11-26', '2026-11-26')).toBe('today')
  expect(groupOf('2026-11-29', '2026-11-26')).toBe('week')
  expect(groupOf('2026-11-30', '2026-11-26')).toBe('later')
  expect(groupOf(null, '2026-11-26')).toBe('undated')
})

test('on a Sunday nothing more is due this week', () => {
  expect(groupOf('2026-11-30', '2026-11-29')).toBe('later')
})

test('groups come in order and empty ones are left out', () => {
  const task = (id: string, dueOn: string | null) => ({ id, dueOn }) as TaskRow
  const groups = groupTasks([task('a', null), task('b', '2026-11-26'), task('c', '2026-11-01')], '2026-11-26')

  expect(groups.map(({ key, tasks }) => [key, tasks.map(({ id }) => id)])).toEqual([
    ['overdue', ['c']],
    ['today', ['b']],
    ['undated', ['a']],
  ])
})

test('the day is that of the workspace, not of the browser', () => {
  const late = new Date('2026-11-26T17:00:00Z')

  expect(todayIn('Asia/Shanghai', late)).toBe('2026-11-27')
  expect(todayIn('America/New_York', late)).toBe('2026-11-26')
})
