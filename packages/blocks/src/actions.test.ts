import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from '@jest/globals'
import { schemaAnnotations, type ActionDefinition, type ActionServer } from '@tessera/metadata'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { actionDefinitions, triggerDefinitions } from './definitions.js'
import { exampleNames, exampleNow, type ActionExamples } from './examples/action-examples.js'
import { actionServers } from './server.js'
import { cronWords } from './triggers/schedule/cron-words.js'
import { parseCron } from './triggers/schedule/cron.js'

interface Extension {
  readonly folder: string
  readonly definition: ActionDefinition
  readonly server: ActionServer
  readonly examples: ActionExamples
}

const folders = readdirSync(fileURLToPath(new URL('./actions', import.meta.url))).sort()
const extensions = await Promise.all(
  folders.map(async (folder) => ({
    folder,
    ...((await import(`./actions/${folder}/definition.js`)) as Pick<Extension, 'definition'>),
    ...((await import(`./actions/${folder}/server.js`)) as Pick<Extension, 'server'>),
    ...((await import(`./actions/${folder}/examples.js`)) as Pick<Extension, 'examples'>),
  })),
)

const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false })
ajv.addVocabulary([...schemaAnnotations])

describe.each(extensions)('actions/$folder', ({ definition, server, examples }) => {
  const validate = ajv.compile(definition.configSchema)
  const isAccepted = (config: unknown): boolean =>
    validate(config) && (definition.check?.(config as Record<string, unknown>) ?? []).length === 0

  test('is part of both registries under its name', () => {
    expect(actionDefinitions.get(definition.name)).toBe(definition)
    expect(actionServers.get(definition.name)).toBe(server)
  })

  test('means something to the engine where it may stand before saving', () => {
    expect(definition.beforeSave !== undefined).toBe(definition.phases.includes('beforeSave'))
  })

  test('has a title and an explanation for every property', () => {
    const { properties } = definition.configSchema as { properties: Record<string, Record<string, unknown>> }
    const untitled = Object.entries(properties).filter(([, schema]) => schema['x-title'] === undefined)

    expect(untitled).toEqual([])
  })

  test('reads as a sentence from the first moment', () => {
    for (const locale of ['zh-CN', 'en'] as const)
      expect(definition.sentence(definition.initialConfig, exampleNames(locale), locale)).not.toBe('')
  })

  test.each(examples.good.map((example) => [JSON.stringify(example.config).slice(0, 80), example] as const))(
    'takes %s',
    (_, { config, sentence, values, gives }) => {
      expect(isAccepted(config)).toBe(true)
      for (const locale of ['zh-CN', 'en'] as const)
        expect(definition.sentence(config, exampleNames(locale), locale)).toBe(sentence[locale])
      expect(server.run(withValues(config, values), { now: exampleNow })).toEqual(gives)
    },
  )

  test.each(examples.bad.map((config) => [JSON.stringify(config).slice(0, 80), config] as const))(
    'refuses %s',
    (_, config) => {
      expect(isAccepted(config)).toBe(false)
    },
  )
})

/** The configuration with values in place of the formulas at the pointers. */
function withValues(config: Readonly<Record<string, unknown>>, values: Readonly<Record<string, unknown>>) {
  const copy = structuredClone(config) as Record<string, unknown>
  for (const [pointer, value] of Object.entries(values)) {
    const path = pointer.split('/').slice(1)
    const last = path.pop() ?? ''
    const holder = path.reduce((at, step) => at[step] as Record<string, unknown>, copy)
    holder[last] = value
  }
  return copy
}

describe('triggers', () => {
  test('are named as the documents name them', () => {
    expect([...triggerDefinitions.keys()].sort()).toEqual(['beforeSave', 'recordChanged', 'recordCreated', 'schedule'])
  })

  test.each([
    ['recordCreated', {}, '新建设备时', 'When a new Device is made'],
    ['recordCreated', { when: 'cost > 1' }, '新建设备时，如果cost > 1', 'When a new Device is made and cost > 1'],
    [
      'recordChanged',
      { watch: ['status'], when: 'status = "broken"' },
      '设备的状态变化，变为满足「status = "broken"」时',
      'When Status of a Device changes and it becomes true that status = "broken"',
    ],
    ['recordChanged', {}, '设备变更时', 'When a Device is changed'],
    ['beforeSave', {}, '保存设备之前', 'Before a Device is saved'],
    [
      'schedule',
      { cron: '0 9 * * 1-5', when: 'not done' },
      '周一至周五 09:00，对每条满足「not done」的设备',
      'Monday to Friday at 09:00, for every Device where not done',
    ],
  ])('%s with %j is said in words', (name, trigger, chinese, english) => {
    const definition = triggerDefinitions.get(name)
    const label = { 'zh-CN': '设备', en: 'Device' }

    expect(definition?.sentence(trigger, label, exampleNames('zh-CN'), 'zh-CN')).toBe(chinese)
    expect(definition?.sentence(trigger, label, exampleNames('en'), 'en')).toBe(english)
  })

  test.each([
    ['0 9 * * *', '每天 09:00'],
    ['30 18 * * 5', '每周五 18:30'],
    ['0 8 * * 1,3', '每周一、周三 08:00'],
    ['0 0 1 * *', '每月 1 日 00:00'],
    ['*/15 * * * *', '每 15 分钟'],
    ['5 * * * *', '每小时第 5 分'],
    ['0 9-17 * * *', '按计划 0 9-17 * * *'],
  ])('the times %s are said in words', (cron, words) => {
    expect(cronWords(cron, 'zh-CN')).toBe(words)
  })

  test.each([
    '',
    '* * * *',
    '60 * * * *',
    '* 24 * * *',
    '0 9 0 * *',
    '*/0 * * * *',
    '5-1 * * * *',
    '@daily',
    '0 9 * * MON',
  ])('“%s” is no schedule', (cron) => {
    expect(parseCron(cron)).toBeUndefined()
  })
})
