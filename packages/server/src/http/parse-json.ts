import { AppError, makeFieldProblem, type FieldProblem } from '@tessera/metadata'
import { bodyPath, type BodyPaths } from './check-body.js'
import { isCleanText, toCleanText } from './text.js'

/** Deepest nesting of arrays and objects a body may have. */
export const MAX_DEPTH = 64

const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * Reads a body as strict JSON in UTF-8 (a byte order mark is allowed and dropped).
 *
 * Errors: 400 `request.not_json`; 422 `request.invalid` for nesting beyond 64 levels, a key `__proto__` (which must never
 * reach an object of ours) and, unless the engine checks texts, NUL characters and halves of surrogate pairs.
 */
export function parseJson(bytes: Buffer, paths: BodyPaths, checkTexts: boolean): unknown {
  const value = parse(bytes)
  if (typeof value === 'object' && value !== null) inspect(value, paths, checkTexts)
  else if (checkTexts && typeof value === 'string' && !isCleanText(value)) {
    throw refused(makeFieldProblem('', 'text.invalid'))
  }
  return value
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(decoder.decode(bytes)) as unknown
  } catch (cause) {
    throw new AppError('request.not_json').with({ cause })
  }
}

interface Level {
  readonly value: object
  readonly depth: number
  readonly parent: Level | undefined
  readonly key: string
}

/** Walks the value with a list of its own instead of recursion, so that no nesting can exhaust the stack. */
function inspect(root: object, paths: BodyPaths, checkTexts: boolean): void {
  const open: Level[] = [{ value: root, depth: 1, parent: undefined, key: '' }]
  for (let level = open.pop(); level !== undefined; level = open.pop()) {
    if (level.depth > MAX_DEPTH) throw refused(makeFieldProblem('', 'document.too_deep'))
    for (const [key, member] of Object.entries(level.value) as [string, unknown][]) {
      if (key === '__proto__') {
        throw refused(makeFieldProblem(place(level, key, paths), 'document.unknown_property', { name: key }))
      }
      if (typeof member === 'object' && member !== null) {
        open.push({ value: member, depth: level.depth + 1, parent: level, key })
      } else if (checkTexts && (!isCleanText(key) || (typeof member === 'string' && !isCleanText(member)))) {
        throw refused(makeFieldProblem(place(level, key, paths), 'text.invalid'))
      }
    }
  }
}

function place(level: Level, key: string, paths: BodyPaths): string {
  let pointer = `/${escapePart(key)}`
  for (let at: Level | undefined = level; at?.parent !== undefined; at = at.parent)
    pointer = `/${escapePart(at.key)}${pointer}`
  return bodyPath(pointer, paths)
}

/** RFC 6901; a broken character is shown as U+FFFD, so that the answer itself is clean. */
function escapePart(key: string): string {
  return toCleanText(key.slice(0, 100)).replaceAll('~', '~0').replaceAll('/', '~1')
}

function refused(problem: FieldProblem): AppError {
  return new AppError('request.invalid').with({ errors: [problem] })
}
