import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { makeFieldProblem } from '../../errors/field-problem.js'
import type { ActionDefinition, TriggerDefinition } from '../../extensions/define-action.js'
import { validateDocument } from '../validate-document.js'
import { unreachableNodes } from './unreachable-nodes.js'

// Another seed is another day's work: what fails must fail again.
fc.configureGlobal({ seed: 20_261_130 })

const title = { 'zh-CN': '动作', en: 'Action' }
const words = { title, help: title, aliases: [], icon: 'x' }

const action: ActionDefinition = {
  ...words,
  name: 'act',
  group: 'logic',
  configSchema: {
    type: 'object',
    required: ['size'],
    additionalProperties: false,
    properties: {
      size: { type: 'integer', 'x-title': title, 'x-help': title },
      from: { type: 'string', 'x-input': 'node' },
    },
  },
  ports: [
    { key: 'yes', title },
    { key: 'no', title },
  ],
  phases: ['run'],
  initialConfig: {},
  check: ({ size }) => (size === 13 ? [makeFieldProblem('/size', 'document.refused')] : []),
  sentence: () => '',
}

const trigger: TriggerDefinition = {
  ...words,
  name: 'schedule',
  schema: { type: 'object', required: ['cron'], additionalProperties: false, properties: { cron: { type: 'string' } } },
  needsObject: false,
  phase: 'run',
  check: ({ cron }) => (cron === '* * * * * *' ? [makeFieldProblem('/cron', 'document.refused')] : []),
  sentence: () => '',
}

const options = { actions: new Map([['act', action]]), triggers: new Map([['schedule', trigger]]) }

type Json = Record<string, unknown>

const flow = (nodes: readonly Json[], more: Json = {}): Json => ({
  kind: 'workflow',
  key: 'flow',
  label: '流程',
  active: true,
  trigger: { type: 'schedule', cron: '0 9 * * *' },
  start: 'n1',
  nodes,
  ...more,
})

const problemsOf = (document: Json): string[] =>
  validateDocument(document, options).map(({ code, path }) => `${code} ${path}`)

describe('a workflow checked with its extensions', () => {
  test('is fine when its trigger and its nodes are what they ask for', () => {
    const nodes = [
      { id: 'n1', type: 'act', config: { size: 1 }, next: { yes: 'n2', no: 'n2' } },
      { id: 'n2', type: 'act', config: { size: 1, from: 'n1' } },
    ]
    expect(problemsOf(flow(nodes))).toEqual([])
  })

  test.each([
    [{ config: {} }, ['document.missing /nodes/0/config/size']],
    [
      { config: { size: 'x', y: 1 } },
      ['document.unknown_property /nodes/0/config/y', 'document.type /nodes/0/config/size'],
    ],
    [{ config: { size: 13 } }, ['document.refused /nodes/0/config/size']],
    [{ config: { size: 1, from: 'n1' } }, ['workflow.not_before /nodes/0/config/from']],
    [
      { config: { size: 1 }, next: { yse: 'n1' } },
      ['workflow.in_circle /nodes/0/next/yse', 'workflow.unknown_port /nodes/0/next/yse'],
    ],
    [{ type: 'ac', config: {} }, ['workflow.unknown_action /nodes/0/type']],
  ])('tells what is wrong with the node %j', (node, problems) => {
    expect(problemsOf(flow([{ id: 'n1', type: 'act', ...node }]))).toEqual(problems)
  })

  test('asks its trigger for its schema and for what the schema cannot say', () => {
    const nodes = [{ id: 'n1', type: 'act', config: { size: 1 } }]
    const withCron = (settings: Json): string[] =>
      problemsOf(flow(nodes, { trigger: { type: 'schedule', ...settings } }))
    expect(withCron({ cron: '* * * * * *' })).toEqual(['document.refused /trigger/cron'])
    expect(withCron({ cron: '0 9 * * *', when: 'true' })).toEqual(['document.unknown_property /trigger/when'])
    expect(withCron({})).toEqual(['document.missing /trigger/cron'])
  })

  test('proposes what was meant', () => {
    const nodes = [{ id: 'n1', type: 'atc', config: {} }]
    expect(validateDocument(flow(nodes), { ...options, locale: 'en' })[0]?.message).toContain('Did you mean “act”?')
  })
})

describe('graphs', () => {
  const graphs = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { minLength: 1, maxLength: 8 })
  const toNodes = (links: readonly (readonly [number, number])[]): Json[] =>
    links.map(([yes, no], index) => ({
      id: `n${index + 1}`,
      type: 'act',
      config: { size: 1 },
      next: Object.fromEntries(
        [
          ['yes', yes],
          ['no', no],
        ].flatMap(([port, to]) => (Number(to) < links.length ? [[port, `n${Number(to) + 1}`]] : [])),
      ),
    }))

  /** Node → nodes it leads to over any number of links, by repeated squaring of nothing clever. */
  function closure(nodes: readonly Json[]): ReadonlyMap<string, ReadonlySet<string>> {
    const reach = new Map(nodes.map(({ id, next }) => [String(id), new Set(Object.values(next as Json).map(String))]))
    for (let round = 0; round < nodes.length; round += 1)
      for (const set of reach.values()) for (const via of [...set]) for (const to of reach.get(via) ?? []) set.add(to)
    return reach
  }

  test('have a circle exactly when a node leads back to itself', () => {
    fc.assert(
      fc.property(graphs, (links) => {
        const nodes = toNodes(links)
        const hasCircle = [...closure(nodes)].some(([id, set]) => set.has(id))
        const found = problemsOf(flow(nodes)).filter((problem) => problem.startsWith('workflow.in_circle'))
        expect(found.length).toBe(hasCircle ? 1 : 0)
      }),
    )
  })

  test('name the nodes that nothing leads to', () => {
    fc.assert(
      fc.property(graphs, (links) => {
        const nodes = toNodes(links)
        const reached = new Set(['n1', ...(closure(nodes).get('n1') ?? [])])
        expect(unreachableNodes(flow(nodes))).toEqual(
          nodes.map(({ id }) => id).filter((id) => !reached.has(String(id))),
        )
      }),
    )
  })
})
