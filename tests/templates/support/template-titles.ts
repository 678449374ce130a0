import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { localize, type TemplateScenario } from '@tessera/metadata'
import { bundledTemplates } from '@tessera/server'

/** Keys of the templates that come with the product: the folders of `templates/`. */
export const templateKeys: readonly string[] = readdirSync(bundledTemplates).filter((name) =>
  existsSync(join(bundledTemplates, name, 'template.json')),
)

/** Keys and sentences of the scenarios of a template, read at once: tests are named by them. */
export function scenarioTitles(key: string): readonly { readonly key: string; readonly title: string }[] {
  const folder = join(bundledTemplates, key, 'scenarios')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as TemplateScenario)
    .map((scenario) => ({ key: scenario.key, title: localize(scenario.label, 'zh-CN') }))
}
