import type { ParseResult } from '@tessera/metadata'
import { parseText } from './parse-text.js'
import { wrongFormat, wrongType } from './refuse.js'

/**
 * Checks a JSON object or array, sent as such or as its text, and gives its text without blanks between its parts. What is in it
 * stays as written, numbers of many digits too.
 *
 * Shape:  '{ "port": 80 }' → '{"port":80}'
 * Errors: those of `parseText`, `field.format`.
 */
export function parseJson(value: unknown, maxLength: number): ParseResult {
  if (value === null) return { value: null }
  if (typeof value !== 'string' && typeof value !== 'object') return wrongType('json')
  const text = typeof value === 'string' ? value : textOf(value)
  if (text === undefined) return wrongFormat('json')
  // Blanks between the parts are not counted; four times as many are too many to be looked through.
  const parsed = parseText(text, maxLength * 4)
  if ('problem' in parsed || typeof parsed.value !== 'string') return parsed
  if (parsed.value.trim() === '') return { value: null }
  return isDocument(parsed.value) ? parseText(compactJson(parsed.value), maxLength) : wrongFormat('json')
}

/** Undefined of what nests deeper than the stack. */
function textOf(value: object): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}

function isDocument(text: string): boolean {
  try {
    const found: unknown = JSON.parse(text)
    return typeof found === 'object' && found !== null
  } catch {
    return false
  }
}

/** The text of JSON without blanks between its parts; those within its strings stay. */
function compactJson(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*")|\s+/gs, (_, string: string | undefined) => string ?? '')
}

/** The text of JSON as one reads it, two blanks a level, numbers as they are written; other text as it is. */
export function prettyJson(text: string): string {
  if (!isDocument(text)) return text
  let depth = 0
  const line = (): string => `\n${'  '.repeat(depth)}`
  return compactJson(text).replace(/("(?:[^"\\]|\\.)*")|(\{\}|\[\])|([{[])|([}\]])|(,)|(:)/gs, (sign, ...found) => {
    const [string, empty, open, close, comma] = found as (string | undefined)[]
    if (string !== undefined || empty !== undefined) return sign
    if (open !== undefined) {
      depth += 1
      return sign + line()
    }
    if (close !== undefined) {
      depth -= 1
      return line() + sign
    }
    return comma === undefined ? ': ' : sign + line()
  })
}
