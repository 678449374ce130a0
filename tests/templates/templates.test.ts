/**
 * Every template that comes with the product, in one go: it installs, and does what its scenarios say. The titles of tests are the
 * sentences of the scenarios, so that docs/reference/capabilities.md can name them.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { localize, type ScenarioReport } from '@tessera/metadata'
import { readTemplate, templateKeys } from './support/template-folders.js'
import { openWorkspace, type OpenWorkspace } from './support/template-workspace.js'

const longestMs = 180_000

describe.each(templateKeys)('template %s', (key) => {
  const template = readTemplate(key)
  let workspace: OpenWorkspace
  let report: ScenarioReport

  beforeAll(async () => {
    workspace = await openWorkspace()
    const changes = template.documents.map((document) => ({ op: 'put' as const, document }))
    await workspace.engine.changes.publish(workspace.admin, { changes })
    report = await workspace.scenarios.run({ workspace: 'main', scenarios: template.scenarios })
  }, longestMs)

  afterAll(() => workspace.close())

  for (const { key: name, label, steps } of template.scenarios) {
    test(localize(label, 'zh-CN'), () => {
      const { failure } = report.results.find((result) => result.key === name) ?? {}
      const told =
        failure === undefined
          ? undefined
          : `${name}, step ${failure.step} ${JSON.stringify(steps[failure.step])}\n${localize(failure.message, 'zh-CN')}`
      expect(told).toBeUndefined()
    })
  }

  test('all its scenarios together take less than 30 seconds', () => {
    expect(report.results.reduce((sum, { ms }) => sum + ms, 0)).toBeLessThan(30_000)
  })
})
