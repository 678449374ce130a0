import { AppError } from '@tessera/metadata'
import { compileBodyCheck } from './check-body.js'
import { compileQuery } from './read-query.js'
import type { RouteInput } from './route.js'
import { compileSchema } from './schemas.js'

/** The checks of one route. Each throws an AppError, or gives what the handler gets. */
export interface CompiledInput {
  readParams(names: readonly string[], values: readonly string[]): Readonly<Record<string, unknown>>
  readQuery(search: string): Readonly<Record<string, unknown>>
  checkBody(body: unknown): void
}

/** Compiles the schemas of a route once, when it is mounted. */
export function compileInput(input: RouteInput): CompiledInput {
  return {
    readParams: compileParams(input.params),
    readQuery: input.anyQuery === true ? () => ({}) : compileQuery(input.query ?? {}),
    checkBody: input.body === null ? () => undefined : compileBodyCheck(input.body, input.bodyPaths ?? 'field'),
  }
}

/** A part of the path that does not fit its schema leads nowhere: 404, as for any other address. */
function compileParams(params: RouteInput['params']): CompiledInput['readParams'] {
  const checks = new Map(Object.entries(params ?? {}).map(([name, schema]) => [name, compileSchema(schema)]))
  const whole = new Set(Object.entries(params ?? {}).flatMap(([name, { type }]) => (type === 'integer' ? [name] : [])))
  return (names, values) => {
    const read: Record<string, unknown> = {}
    for (let index = 0; index < names.length; index++) {
      const name = names[index] as string
      const text = decodePart(values[index] as string)
      const value = whole.has(name) && /^\d{1,15}$/.test(text) ? Number(text) : text
      if (checks.get(name)?.(value) !== undefined) throw new AppError('request.not_found')
      read[name] = value
    }
    return read
  }
}

function decodePart(part: string): string {
  if (!part.includes('%')) return part
  try {
    return decodeURIComponent(part)
  } catch {
    throw new AppError('request.bad_encoding')
  }
}
