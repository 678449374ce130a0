/**
 * Every template that comes with the product, in one go: it checks, installs, does what its scenarios say, and goes without a trace. The
 * titles of tests are the sentences of the scenarios, so that docs/reference/capabilities.md can name them.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { localize, readSampleTable, type ScenarioReport, type TemplatePackage } from '@tessera/metadata'
import { bundledTemplates, TemplateShelf } from '@tessera/server'
import { install, loadSample, openWorkspace, type OpenWorkspace } from './support/template-workspace.js'
import { readTemplate, templateKeys } from './support/template-folders.js'

const longestMs = 240_000
/** A larger sample, that of the CRM, is loaded whole by the product itself in tests/browser/first-start.test.ts: once is enough. */
const mostRows = 5_000
const shelf = new TemplateShelf(bundledTemplates)

/** What a template stands on, each after what it stands on itself. */
async function neededFor({ manifest }: TemplatePackage): Promise<readonly TemplatePackage[]> {
  const needed: TemplatePackage[] = []
  for (const { key } of manifest.needs ?? []) {
    const need = (await shelf.find(key)) as TemplatePackage
    needed.push(...(await neededFor(need)), need)
  }
  return [...new Set(needed)]
}

describe.each(templateKeys)('template %s', (key) => {
  let workspace: OpenWorkspace
  let template: TemplatePackage
  let before: string
  let installed: string
  let report: ScenarioReport

  beforeAll(async () => {
    const found = await shelf.look(key)
    expect(found?.problems.map(({ file, path, message }) => [`${file}${path}`, localize(message, 'zh-CN')])).toEqual([])
    template = found?.package as TemplatePackage
    workspace = await openWorkspace()
    for (const need of await neededFor(template)) await install(workspace, need)
    before = await workspace.configuration()
    await install(workspace, template)
    installed = await workspace.configuration()
    const { scenarios } = template
    report = await workspace.scenarios.run({ workspace: 'main', template: key, scenarios })
  }, longestMs)

  afterAll(() => workspace?.close())

  test('is installed in its version, and documents and tables agree', async () => {
    const { engine, admin } = workspace
    const { version } = template.manifest
    expect(await engine.templates.installed(admin)).toContainEqual(expect.objectContaining({ key, version }))
    expect(await workspace.drift()).toEqual([])
  })

  for (const { key: name, label } of readTemplate(key).scenarios) {
    test(localize(label, 'zh-CN'), () => {
      const { failure, passed } = report.results.find((result) => result.key === name) ?? {}
      if (failure === undefined) {
        expect(passed).toBe(true)
        return
      }
      const step = template.scenarios.find((scenario) => scenario.key === name)?.steps[failure.step]
      const told = localize(failure.message, 'zh-CN')
      throw new Error(`${name}, step ${failure.step} ${JSON.stringify(step)}\n${told}`)
    })
  }

  test('its scenarios leave the workspace as it was', async () => {
    expect(report.results).toHaveLength(template.scenarios.length)
    expect(await workspace.configuration()).toBe(installed)
  })

  test('is not installed a second time', async () => {
    await expect(install(workspace, template)).rejects.toMatchObject({ code: 'template.installed' })
    expect(await workspace.configuration()).toBe(installed)
  })

  const rows = readTemplate(key).data.reduce((sum, { csv }) => sum + readSampleTable({ csv }).rows.length, 0)
  if (rows > 0 && rows <= mostRows)
    test(
      'loads its sample data whole',
      async () => {
        expect(await loadSample(workspace, template)).toMatchObject({ state: 'done', done: rows })
        const standing = (await workspace.engine.templates.installed(workspace.admin)).find((one) => one.key === key)
        expect(standing?.sample).toBe(rows)
        expect(await workspace.configuration()).toBe(installed)
      },
      longestMs,
    )

  test(
    'goes without leaving a trace in the configuration',
    async () => {
      await workspace.uninstall(key)
      expect(await workspace.configuration()).toBe(before)
      expect(await workspace.drift()).toEqual([])
    },
    longestMs,
  )
})
