import { AppError, makeFieldProblem, type JsonSchema } from '@tessera/metadata'
import { closestName } from './closest-name.js'
import { compileSchema } from './schemas.js'
import { isCleanText } from './text.js'

interface Parameter {
  readonly type: unknown
  readonly schema: JsonSchema
  readonly isValid: (value: unknown) => boolean
}

const nothing: Readonly<Record<string, unknown>> = Object.freeze({})

/**
 * Compiles the reader of a query string: percent-decoding, `+` as a space, numbers and booleans by the parameter's schema.
 *
 * Refuses with 400 what is unknown, repeated (unless the schema is an array), badly encoded or not as the schema says.
 */
export function compileQuery(
  schemas: Readonly<Record<string, JsonSchema>>,
): (search: string) => Readonly<Record<string, unknown>> {
  const parameters = new Map<string, Parameter>(
    Object.entries(schemas).map(([name, schema]) => {
      const type = schema['type']
      const check = compileSchema(schema)
      return [name, { type, schema, isValid: (value: unknown) => check(value) === undefined }]
    }),
  )
  return (search) => {
    if (search === '') return nothing
    const texts = split(search, parameters)
    const query: Record<string, unknown> = {}
    for (const [name, values] of texts) {
      const parameter = parameters.get(name) as Parameter
      const value = parameter.type === 'array' ? values : toValue(values[0] as string, parameter.type)
      if (!parameter.isValid(value)) throw invalidParameter(name, describeExpected(parameter.schema))
      query[name] = value
    }
    return query
  }
}

/** The refusal of a parameter's value. */
export function invalidParameter(name: string, expected: string): AppError {
  const problem = makeFieldProblem(name, 'request.invalid_parameter', { name, expected })
  return new AppError('request.invalid_parameter', { name, expected }).with({ errors: [problem] })
}

/** The refusal of a parameter that does not exist. */
export function unknownParameter(name: string, known: Iterable<string>): AppError {
  const details = { name, didYouMean: closestName(name, known) }
  const problem = makeFieldProblem(name, 'request.unknown_parameter', details)
  return new AppError('request.unknown_parameter', details).with({ errors: [problem] })
}

function split(search: string, parameters: ReadonlyMap<string, Parameter>): Map<string, string[]> {
  const texts = new Map<string, string[]>()
  for (const pair of search.split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const name = decode(equals === -1 ? pair : pair.slice(0, equals))
    const text = equals === -1 ? '' : decode(pair.slice(equals + 1))
    const parameter = parameters.get(name)
    if (parameter === undefined) throw unknownParameter(name.slice(0, 100), parameters.keys())
    if (!isCleanText(text)) throw invalidParameter(name, 'Unicode')
    const known = texts.get(name)
    if (known === undefined) texts.set(name, [text])
    else if (parameter.type === 'array') known.push(text)
    else {
      const problem = makeFieldProblem(name, 'request.repeated_parameter', { name })
      throw new AppError('request.repeated_parameter', { name }).with({ errors: [problem] })
    }
  }
  return texts
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.includes('+') ? text.replaceAll('+', ' ') : text)
  } catch {
    throw new AppError('request.bad_encoding')
  }
}

function toValue(text: string, type: unknown): unknown {
  if (type === 'integer' && /^-?\d{1,15}$/.test(text)) return Number(text)
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}

/** What a schema wants, in signs that need no language: '1–500', 'none | estimate | exact', 'true | false'. */
export function describeExpected(schema: JsonSchema): string {
  const { type, enum: allowed, minimum, maximum, minLength, maxLength, items } = schema
  if (Array.isArray(allowed)) return allowed.join(' | ')
  if (type === 'array') return `[${describeExpected((items ?? {}) as JsonSchema)}, …]`
  if (type === 'boolean') return 'true | false'
  if (type === 'integer' && minimum !== undefined)
    return maximum === undefined ? `≥ ${minimum}` : `${minimum}–${maximum}`
  if (type === 'string' && maxLength !== undefined) return `"…" (${minLength ?? 0}–${maxLength})`
  return String(type)
}
