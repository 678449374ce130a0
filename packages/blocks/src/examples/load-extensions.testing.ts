import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FieldTypeDefinition, FieldTypeServer, ServerFieldContext } from '@tessera/metadata'
import { fillDefaults } from '@tessera/metadata'
import type { Choice } from '../values/choice-options.js'
import type { FieldTypeExamples, GoodValue } from './field-type-examples.js'

/** One folder of fields/, complete. */
export interface FieldExtension {
  readonly folder: string
  readonly definition: FieldTypeDefinition
  readonly server: FieldTypeServer
  readonly examples: FieldTypeExamples
}

/** Every folder of fields/, the template too: a copy of it must work. */
export async function loadExtensions(): Promise<readonly FieldExtension[]> {
  const names = readdirSync(fileURLToPath(new URL('../fields', import.meta.url))).sort()
  return Promise.all(
    names.map(async (folder) => {
      const [{ definition }, { server }, { examples }] = (await Promise.all([
        import(`../fields/${folder}/definition.js`),
        import(`../fields/${folder}/server.js`),
        import(`../fields/${folder}/examples.js`),
      ])) as [Pick<FieldExtension, 'definition'>, Pick<FieldExtension, 'server'>, Pick<FieldExtension, 'examples'>]
      return { folder, definition, server, examples }
    }),
  )
}

/** The field an example is about, as the engine would describe it. */
export function fieldOf(
  { definition, examples }: FieldExtension,
  example: Pick<GoodValue<Record<string, unknown>>, 'options' | 'formulaType'> = {},
  required = false,
): ServerFieldContext {
  const options = fillDefaults(definition.optionsSchema, { ...examples.options, ...example.options })
  const choices = (options.options ?? []) as readonly Choice[]
  return {
    id: 'f1',
    key: 'field',
    label: { 'zh-CN': '字段', en: 'Field' },
    options,
    required,
    optionKeys: new Map(choices.map(({ id, key }) => [id ?? key, key])),
    ...(example.formulaType === undefined ? {} : { formulaType: example.formulaType }),
  }
}
