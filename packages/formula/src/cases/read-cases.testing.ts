import { readFileSync } from 'node:fs'

/** A case table beside this file; the type is what its file holds. */
export function readCases<T>(name: string): readonly T[] {
  return JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')) as T[]
}
