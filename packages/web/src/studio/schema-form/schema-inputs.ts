import { isTexts, type JsonSchema, type Localized } from '@tessera/metadata'

/** Which editor a property gets. */
export type InputKind =
  | 'text'
  | 'number'
  | 'boolean'
  | 'choice'
  | 'choices'
  | 'formula'
  | 'textFormula'
  | 'object'
  | 'objects'
  | 'field'
  | 'fields'
  | 'relation'
  | 'path'
  | 'node'
  | 'values'
  | 'headers'
  | 'people'
  | 'duration'
  | 'sort'
  | 'cron'
  | 'localized'
  | 'options'
  | 'icon'
  | 'color'
  | 'group'
  | 'list'

export type InputTab = 'basic' | 'rules' | 'look'

export interface InputChoice {
  readonly value: unknown
  readonly label: Localized
}

/** One input of a properties panel, read from the schema of one property. */
export interface SchemaInput {
  readonly name: string
  /** JSON pointer from the value of the form. */
  readonly pointer: string
  readonly kind: InputKind
  readonly title: Localized
  readonly help: Localized | undefined
  readonly isRequired: boolean
  readonly tab: InputTab
  readonly schema: JsonSchema
  /** Of a choice, or of several. */
  readonly choices: readonly InputChoice[]
  /** The property of the same value that names what a field or formula is about: an `object`, a `relation`. */
  readonly about: string | undefined
}

/** Editors by the name that `x-input` gives; see defineAction of @tessera/metadata. */
const kinds: Readonly<Record<string, InputKind>> = {
  formula: 'formula',
  text: 'textFormula',
  object: 'object',
  objects: 'objects',
  field: 'field',
  fields: 'fields',
  relation: 'relation',
  path: 'path',
  node: 'node',
  values: 'values',
  headers: 'headers',
  people: 'people',
  duration: 'duration',
  sort: 'sort',
  cron: 'cron',
  localized: 'localized',
  options: 'options',
  icon: 'icon',
  color: 'color',
}

/** More inputs than this are too many for one look: the rest goes to the next tab. */
export const BASIC_INPUTS = 8

/**
 * The inputs that a JSON Schema of an object asks for, in the schema's order. A property with `x-input: false` has none. A
 * duration takes the `unit` beside it along and a node the `object` of its records, so that these have no input of their own.
 */
export function schemaInputs(schema: JsonSchema, at = ''): readonly SchemaInput[] {
  const properties = objectOf(schema.properties)
  const required = Array.isArray(schema.required) ? (schema.required as readonly unknown[]) : []
  const entries = Object.entries(properties).map(([name, property]) => [name, objectOf(property)] as const)
  const has = (input: string): boolean => entries.some(([, property]) => property['x-input'] === input)
  const taken = [...(has('duration') ? ['unit'] : []), ...(has('node') ? ['object'] : [])]
  const inputs = entries
    .filter(([name, property]) => property['x-input'] !== false && !taken.includes(name))
    .map(([name, property]) => inputOf(name, property, `${at}/${name}`, required.includes(name)))
  return withTabs(inputs)
}

function objectOf(value: unknown): JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonSchema) : {}
}

function inputOf(name: string, schema: JsonSchema, pointer: string, isRequired: boolean): SchemaInput {
  const tab = schema['x-tab']
  return {
    name,
    pointer,
    kind: kindOf(schema),
    title: textOf(schema['x-title']) ?? name,
    help: textOf(schema['x-help']),
    isRequired,
    tab: tab === 'rules' || tab === 'look' ? tab : 'basic',
    schema,
    choices: choicesOf(schema),
    about: typeof schema['x-about'] === 'string' ? schema['x-about'] : undefined,
  }
}

function textOf(value: unknown): Localized | undefined {
  return typeof value === 'string' || isTexts(value) ? value : undefined
}

function kindOf(schema: JsonSchema): InputKind {
  const named = typeof schema['x-input'] === 'string' ? kinds[schema['x-input']] : undefined
  if (named !== undefined) return named
  if (Array.isArray(schema.enum)) return 'choice'
  const types: readonly unknown[] = Array.isArray(schema.type) ? schema.type : [schema.type]
  if (types.includes('boolean')) return 'boolean'
  if (types.includes('integer') || types.includes('number')) return 'number'
  if (types.includes('array')) return Array.isArray(objectOf(schema.items).enum) ? 'choices' : 'list'
  if (types.includes('object') && !types.includes('string')) return 'group'
  return 'text'
}

/** Values of an enum, with the words that `x-options` gives them. */
function choicesOf(schema: JsonSchema): readonly InputChoice[] {
  const values = schema.enum ?? objectOf(schema.items).enum
  if (!Array.isArray(values)) return []
  const words = objectOf(schema['x-options'])
  return (values as readonly unknown[]).map((value) => ({
    value,
    label: textOf(words[String(value)]) ?? String(value),
  }))
}

/** At most eight inputs at first sight: what the schema puts nowhere else and comes after them goes under the rules. */
function withTabs(inputs: readonly SchemaInput[]): readonly SchemaInput[] {
  let basic = 0
  return inputs.map((input) => {
    if (input.tab !== 'basic') return input
    basic += 1
    return basic > BASIC_INPUTS ? { ...input, tab: 'rules' } : input
  })
}
