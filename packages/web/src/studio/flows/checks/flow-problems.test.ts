import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { WorkflowDocument, WorkflowNode } from '@tessera/metadata'
import { brokenDevice, deviceWorld } from '../flow-world.testing'
import { anyFlow } from '../graph/flows.testing'
import { flowProblems } from './flow-problems'

// Another seed is another day's work: what fails must fail again.
fc.configureGlobal({ seed: 20_261_130 })

const problems = (flow: WorkflowDocument) => flowProblems(flow, deviceWorld)
const said = (flow: WorkflowDocument) =>
  problems(flow).map(({ grade, node, message }) => `${grade} ${node} ${message['zh-CN']}`)
const withNodes = (...nodes: readonly WorkflowNode[]): WorkflowDocument => ({
  ...brokenDevice,
  nodes: [...nodes],
  start: nodes[0]?.id ?? '',
})
const withTrigger = (trigger: WorkflowDocument['trigger']): WorkflowDocument => ({ ...brokenDevice, trigger })

describe('problems of a flow', () => {
  test('a complete flow has none', () => {
    expect(problems(brokenDevice)).toEqual([])
  })

  test('a flow without steps says how to add one', () => {
    expect(said(withNodes())).toEqual(['block $trigger 还没有任何步骤，触发后什么也不会发生。'])
  })

  test('what is not filled in is named as the panel names it', () => {
    const flow = withNodes(
      { id: 'a', type: 'notify', config: { to: [], title: '' }, next: { next: 'b' } },
      {
        id: 'b',
        type: 'createRecord',
        config: { object: '', values: [{ field: 'subject', value: '' }] },
        next: { next: 'c' },
      },
      { id: 'c', type: 'wait', config: {} },
    )

    expect(problems(flow).map(({ pointer, message }) => [pointer, message['zh-CN']])).toEqual([
      ['/nodes/0/config/to', '「通知谁」还没有填写。'],
      ['/nodes/0/config/title', '「标题」还没有填写。'],
      ['/nodes/1/config/object', '「创建哪个模块的记录」还没有填写。'],
      ['/nodes/1/config/values/0/value', '「字段与值」第 1 行没有填完。'],
      ['/nodes/2/config/amount', '「等待多久」或「等到」还没有填写。'],
    ])
  })

  test('fields and modules that are gone are told where they are used', () => {
    const flow = withNodes(
      {
        id: 'a',
        type: 'createRecord',
        config: { object: 'task', values: [{ field: 'gone', value: '1' }] },
        next: { next: 'b' },
      },
      { id: 'b', type: 'createRecord', config: { object: 'lost', values: [] } },
    )

    expect(said(flow)).toEqual(['block a 这里用到的字段已不存在。', 'block b 这里用到的模块已不存在。'])
  })

  test('a watched field that is gone can be dropped with one click', () => {
    const flow = withTrigger({ type: 'recordChanged', watch: ['gone', 'status'] })
    const [problem] = problems(flow)

    expect(problem).toMatchObject({ node: '$trigger', pointer: '/trigger/watch/0' })
    expect(problem?.fix?.apply(flow).trigger).toEqual({ type: 'recordChanged', watch: ['status'] })
  })

  test.each<[string, WorkflowNode['config'], string]>([
    ['condition', { when: 'status = "lost"' }, '/nodes/0/config/when'],
    ['condition', { when: 'price + 1' }, '/nodes/0/config/when'],
    ['notify', { to: ['name'], title: '"x"' }, '/nodes/0/config/to/0'],
    [
      'createRecord',
      { object: 'task', values: [{ field: 'dueOn', value: '"soon"' }] },
      '/nodes/0/config/values/0/value',
    ],
    [
      'createRecord',
      { object: 'task', values: [{ field: 'device', value: 'owner' }] },
      '/nodes/0/config/values/0/value',
    ],
    ['wait', { until: 'name' }, '/nodes/0/config/until'],
    ['findRecords', { object: 'task', filter: 'old.dueOn = blank' }, '/nodes/0/config/filter'],
  ])('a formula of %s that cannot work blocks: %j', (type, config, pointer) => {
    expect(problems(withNodes({ id: 'a', type, config })).map((one) => [one.grade, one.pointer])).toEqual([
      ['block', pointer],
    ])
  })

  test('values of another module are formulas about the record that started it', () => {
    const flow = withNodes({
      id: 'a',
      type: 'createRecord',
      config: {
        object: 'task',
        values: [
          { field: 'device', value: 'id' },
          { field: 'dueOn', value: 'TODAY() + 3' },
          { field: 'owner', value: 'keeper' },
        ],
      },
    })

    expect(problems(flow)).toEqual([])
  })

  test('steps have their place: before saving or after', () => {
    const before = { ...brokenDevice, trigger: { type: 'beforeSave' as const } }
    const problem = problems(before)[0]

    expect(said(before)[0]).toBe('block tell 「发送通知」不能在保存之前执行。')
    expect(problem?.fix?.apply(before).nodes.map(({ id }) => id)).toEqual(['make'])
    expect(said(withNodes({ id: 'a', type: 'refuse', config: { message: '不行' } }))).toEqual([
      'block a 「拒绝保存」只能在保存之前执行。',
    ])
  })

  test('a step out of reach is a warning, a circle blocks and is cut with one click', () => {
    const loose: WorkflowDocument = { ...brokenDevice, start: 'make' }
    expect(said(loose)).toEqual(['warn tell 没有连线通到这一步，它不会执行。'])

    const [tell, make] = brokenDevice.nodes as [WorkflowNode, WorkflowNode]
    const circle = withNodes(tell, { ...make, next: { next: 'tell' } })
    const [problem] = problems(circle)
    expect(problem).toMatchObject({ grade: 'block', node: 'make', pointer: '/nodes/1/next/next' })
    expect(problems(problem?.fix?.apply(circle) ?? circle)).toEqual([])
  })

  test('a step may only use records of a step before it, of the same module', () => {
    const find: WorkflowNode = { id: 'find', type: 'findRecords', config: { object: 'task' }, next: { found: 'set' } }
    const set = (config: WorkflowNode['config']): WorkflowNode => ({ id: 'set', type: 'updateRecord', config })
    const values = [{ field: 'subject', value: '"x"' }]

    expect(problems(withNodes(find, set({ target: 'find', object: 'task', values })))).toEqual([])
    expect(said(withNodes(find, set({ target: 'gone', object: 'task', values })))).toEqual([
      'block set 它要用的那个步骤已被删除。',
    ])
    expect(said(withNodes(find, set({ target: 'set', object: 'task', values })))).toEqual([
      'block set 它要用的那个步骤不在它之前，记录还不存在。',
    ])
    expect(
      said(withNodes(find, set({ target: 'find', object: 'device', values: [{ field: 'name', value: '"x"' }] }))),
    ).toEqual(['block set 这里的模块与所用步骤的模块不同。'])
  })

  test('a flow that writes what it watches is warned of starting itself', () => {
    const change: WorkflowNode = {
      id: 'a',
      type: 'updateRecord',
      config: { values: [{ field: 'status', value: '"normal"' }] },
    }
    const grades = (trigger: WorkflowDocument['trigger']) =>
      problems({ ...withNodes(change), trigger }).map(({ grade, node }) => `${grade} ${node}`)

    expect(grades({ type: 'recordChanged', watch: ['status'] })).toEqual(['warn a'])
    expect(grades({ type: 'recordChanged' })).toEqual(['warn a'])
    expect(grades({ type: 'recordChanged', when: 'status = "broken"' })).toEqual(['hint a'])
    expect(grades({ type: 'recordChanged', watch: ['price'] })).toEqual([])
    expect(grades({ type: 'recordChanged', when: 'price > 3' })).toEqual([])
    expect(grades({ type: 'recordCreated' })).toEqual([])
  })

  test('a schedule needs its times', () => {
    expect(said(withTrigger({ type: 'schedule' }))).toEqual(['block $trigger 「时间」还没有填写。'])
    expect(said(withTrigger({ type: 'schedule', cron: '99 * * * *' }))[0]).toMatch(/^block \$trigger /)
    expect(said(withTrigger({ type: 'schedule', cron: '0 9 * * *' }))).toEqual([])
  })

  test('no graph, however broken, keeps the others from being told', () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        for (const problem of problems(flow)) {
          expect(problem.message.en).not.toBe('')
          expect(() => problem.fix?.apply(flow)).not.toThrow()
        }
        expect(new Set(problems(flow).map(({ id }) => id)).size).toBe(problems(flow).length)
      }),
    )
  })
})
