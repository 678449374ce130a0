import { isTexts, type JsonSchema, type Localized, type Texts } from '@tessera/metadata'

/** What a value lacks of what its schema asks for, in words of the panel that would repair it. */
export interface SchemaFault {
  /** JSON pointer from the value. */
  readonly path: string
  readonly message: Texts
}

/**
 * The faults of a configuration that people make: something is not filled in, or out of bounds. What only a broken document
 * can have is left to the server, which checks the whole schema before publishing.
 */
export function schemaFaults(schema: JsonSchema, value: Readonly<Record<string, unknown>>): readonly SchemaFault[] {
  const properties = schemasOf(schema)
  const missing = requiredOf(schema, value).filter((name) => isMissing(value[name], properties[name]))
  return [
    ...missing.map((name) => ({ path: `/${name}`, message: notFilled(titleOf(properties[name], name)) })),
    ...missingChoice(schema, value, properties),
    ...Object.entries(properties).flatMap(([name, property]) =>
      missing.includes(name) ? [] : boundFaults(property, value[name], name),
    ),
  ]
}

export function schemasOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  return (schema.properties ?? {}) as Readonly<Record<string, JsonSchema>>
}

/** The title of a property as the panel shows it. */
export function titleOf(schema: JsonSchema | undefined, name: string): Texts {
  const title = schema?.['x-title'] as Localized | undefined
  if (isTexts(title)) return title
  return { 'zh-CN': title ?? name, en: title ?? name }
}

function requiredOf(schema: JsonSchema, value: Readonly<Record<string, unknown>>): readonly string[] {
  const required = (schema.required ?? []) as readonly string[]
  const dependent = Object.entries((schema.dependentRequired ?? {}) as Readonly<Record<string, readonly string[]>>)
  return [
    ...new Set([...required, ...dependent.flatMap(([name, others]) => (value[name] === undefined ? [] : others))]),
  ]
}

function isMissing(value: unknown, schema: JsonSchema | undefined): boolean {
  if (value === undefined || value === null) return true
  if (typeof value === 'string') return value.trim() === '' && Number(schema?.minLength ?? 1) > 0
  return Array.isArray(value) && value.length < Number(schema?.minItems ?? 0)
}

/** «Either this or that»: exactly one of several sets must be there. */
function missingChoice(
  schema: JsonSchema,
  value: Readonly<Record<string, unknown>>,
  properties: Readonly<Record<string, JsonSchema>>,
): readonly SchemaFault[] {
  const choices = ((schema.oneOf ?? []) as readonly JsonSchema[]).map(({ required }) => (required ?? []) as string[])
  const isThere = (names: readonly string[]): boolean =>
    names.length > 0 && names.every((name) => !isMissing(value[name], properties[name]))
  const there = choices.filter(isThere)
  if (choices.length === 0 || there.length === 1) return []
  const firsts = choices.flatMap(([first]) => (first === undefined ? [] : [titleOf(properties[first], first)]))
  const said = (locale: 'zh-CN' | 'en', or: string): string => firsts.map((title) => title[locale]).join(or)
  const path = `/${choices[0]?.[0] ?? ''}`
  if (there.length > 1) {
    const message = {
      'zh-CN': `「${said('zh-CN', '」和「')}」只能填一个。`,
      en: `Only one of “${said('en', '” and “')}” can be given.`,
    }
    return [{ path, message }]
  }
  return [
    {
      path,
      message: {
        'zh-CN': `「${said('zh-CN', '」或「')}」还没有填写。`,
        en: `“${said('en', '” or “')}” is not filled in yet.`,
      },
    },
  ]
}

function boundFaults(schema: JsonSchema, value: unknown, name: string): readonly SchemaFault[] {
  if (value === undefined) return []
  const title = titleOf(schema, name)
  const path = `/${name}`
  if (typeof value === 'string' && value.length > Number(schema.maxLength ?? Infinity)) {
    const limit = Number(schema.maxLength)
    return [
      {
        path,
        message: {
          'zh-CN': `「${title['zh-CN']}」最多 ${limit} 个字符。`,
          en: `“${title.en}” has at most ${limit} characters.`,
        },
      },
    ]
  }
  if (typeof value === 'number') {
    const [min, max] = [Number(schema.minimum ?? -Infinity), Number(schema.maximum ?? Infinity)]
    if (value >= min && value <= max) return []
    return [
      {
        path,
        message: {
          'zh-CN': `「${title['zh-CN']}」应在 ${min} 到 ${max} 之间。`,
          en: `“${title.en}” must be between ${min} and ${max}.`,
        },
      },
    ]
  }
  return Array.isArray(value) ? memberFaults(schema, value, name) : []
}

/** Rows of a list that were begun and not finished. */
function memberFaults(schema: JsonSchema, members: readonly unknown[], name: string): readonly SchemaFault[] {
  const items = (schema.items ?? {}) as JsonSchema
  const title = titleOf(schema, name)
  return members.flatMap((member, index) => {
    const isObject = typeof member === 'object' && member !== null && !Array.isArray(member)
    const lacking = isObject
      ? requiredOf(items, member as Record<string, unknown>).filter((key) =>
          isMissing((member as Record<string, unknown>)[key], schemasOf(items)[key]),
        )
      : isMissing(member, items)
        ? ['']
        : []
    return lacking.map((key) => ({
      path: `/${name}/${index}${key === '' ? '' : `/${key}`}`,
      message: {
        'zh-CN': `「${title['zh-CN']}」第 ${index + 1} 行没有填完。`,
        en: `Row ${index + 1} of “${title.en}” is not finished.`,
      },
    }))
  })
}

function notFilled(title: Texts): Texts {
  return { 'zh-CN': `「${title['zh-CN']}」还没有填写。`, en: `“${title.en}” is not filled in yet.` }
}
