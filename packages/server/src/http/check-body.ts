import { AppError, makeFieldProblem, type FieldProblem, type JsonSchema } from '@tessera/metadata'
import type { ErrorObject } from 'ajv/dist/2020.js'
import { closestName } from './closest-name.js'
import { describeExpected, invalidParameter, unknownParameter } from './read-query.js'
import type { RouteInput } from './route.js'
import { compileSchema } from './schemas.js'

export type BodyPaths = NonNullable<RouteInput['bodyPaths']>

const MAX_PROBLEMS = 100

type JsonType = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'null'

/**
 * Compiles the check of a body. What does not fit is refused with 422 `request.invalid` and one entry per problem; the
 * body of a query, whose properties are parameters, with 400 like the query string.
 */
export function compileBodyCheck(schema: JsonSchema, paths: BodyPaths): (body: unknown) => void {
  const check = compileSchema(schema)
  return (body) => {
    const errors = check(body)
    if (errors === undefined) return
    if (paths === 'parameter') throw parameterProblem(errors[0] as ErrorObject)
    throw new AppError('request.invalid').with({
      errors: errors
        .filter(isOwnFinding)
        .slice(0, MAX_PROBLEMS)
        .map((error) => describeError(error, paths)),
    })
  }
}

/** A condition only repeats that its branch found something. */
const isOwnFinding = ({ keyword }: ErrorObject): boolean => keyword !== 'if'

/** The name of a place in the body: '/update/3/cost' → 'update/3/cost' where paths are by field. */
export function bodyPath(pointer: string, paths: BodyPaths): string {
  return paths === 'pointer' ? pointer : pointer.slice(1)
}

function parameterProblem(error: ErrorObject): AppError {
  const name = error.instancePath.slice(1)
  if (error.keyword === 'additionalProperties' && name === '') {
    return unknownParameter(String(error.params['additionalProperty']).slice(0, 100), knownNames(error))
  }
  if (error.keyword === 'required') {
    const missing = String(error.params['missingProperty'])
    const path = name === '' ? missing : `${name}/${missing}`
    const problem = makeFieldProblem(path, 'request.missing_parameter', { name: path })
    return new AppError('request.missing_parameter', { name: path }).with({ errors: [problem] })
  }
  return invalidParameter(name, describeExpected((error.parentSchema ?? {}) as JsonSchema))
}

function describeError(error: ErrorObject, paths: BodyPaths): FieldProblem {
  const path = bodyPath(error.instancePath, paths)
  const { params } = error
  switch (error.keyword) {
    case 'required':
      return makeFieldProblem(below(error, String(params['missingProperty']), paths), 'document.missing', {
        name: String(params['missingProperty']),
      })
    case 'additionalProperties':
      return unknownProperty(error, String(params['additionalProperty']), paths)
    case 'type':
      return makeFieldProblem(path, 'document.type', { expected: [params['type']].flat() as JsonType[] })
    case 'enum':
    case 'const':
      return notAllowed(error, path)
    case 'maxLength':
      return makeFieldProblem(path, 'document.too_long', { max: Number(params['limit']) })
    case 'minLength':
      return makeFieldProblem(path, 'document.too_short', { min: Number(params['limit']) })
    case 'maxItems':
      return makeFieldProblem(path, 'document.too_many', { max: Number(params['limit']) })
    case 'minItems':
      return makeFieldProblem(path, 'document.too_few', { min: Number(params['limit']) })
    case 'minimum':
      return makeFieldProblem(path, 'document.too_small', { min: Number(params['limit']) })
    case 'maximum':
      return makeFieldProblem(path, 'document.too_large', { max: Number(params['limit']) })
    case 'format':
      return makeFieldProblem(path, 'document.format', { format: String(params['format']) })
    case 'pattern':
      return patternProblem(error, path)
    default:
      return makeFieldProblem(path, 'document.refused')
  }
}

/** A pattern is explained by an example of its schema; one that only wants a visible character, in words. */
function patternProblem({ params, parentSchema }: ErrorObject, path: string): FieldProblem {
  const pattern = String(params['pattern'])
  if (pattern === '\\S') return makeFieldProblem(path, 'document.too_short', { min: 1 })
  const [example] = [parentSchema?.['examples']].flat() as readonly unknown[]
  return makeFieldProblem(path, 'document.pattern', {
    pattern,
    ...(example === undefined ? {} : { example: String(example) }),
  })
}

function unknownProperty(error: ErrorObject, name: string, paths: BodyPaths): FieldProblem {
  return makeFieldProblem(below(error, name, paths), 'document.unknown_property', {
    name: name.slice(0, 100),
    didYouMean: closestName(name, knownNames(error)),
  })
}

function notAllowed(error: ErrorObject, path: string): FieldProblem {
  const allowed = [error.params['allowedValues'] ?? error.params['allowedValue']].flat().map(String)
  const value = String(error.data).slice(0, 100)
  return makeFieldProblem(path, 'document.not_allowed', { value, allowed, didYouMean: closestName(value, allowed) })
}

function below(error: ErrorObject, name: string, paths: BodyPaths): string {
  return bodyPath(`${error.instancePath}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, paths)
}

function knownNames(error: ErrorObject): readonly string[] {
  return Object.keys((error.parentSchema?.['properties'] ?? {}) as object)
}
