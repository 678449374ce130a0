import { isKeyword, isReservedFieldKey } from '@tessera/metadata'
import { englishWords } from './key-words'

const MOST = 40

/**
 * A key for what a person called something: the Latin words of the label, or of its Chinese words as the dictionary has them, in
 * camel case; else `otherwise` with a number. Free: not in `taken` (whatever the case), no keyword, no name of the platform.
 */
export function keyFor(label: string, taken: Iterable<string>, otherwise: 'field' | 'module' | string): string {
  const used = new Set([...taken].map((key) => key.toLowerCase()))
  const isFree = (key: string): boolean => !used.has(key.toLowerCase()) && !isForbidden(key, otherwise)
  const stem = camelCase(wordsOf(label))
  const base = /^[a-z]/.test(stem) ? stem : otherwise
  if (base !== otherwise && isFree(base)) return base
  for (let n = base === otherwise ? 1 : 2; ; n += 1) {
    const key = `${base.slice(0, MOST - String(n).length)}${n}`
    if (isFree(key)) return key
  }
}

function isForbidden(key: string, otherwise: string): boolean {
  return otherwise === 'field' ? isReservedFieldKey(key) : isKeyword(key)
}

function wordsOf(label: string): readonly string[] {
  const plain = label.normalize('NFKD').replace(/\p{M}/gu, '').trim()
  // What stands in brackets explains the name: 金额（元） → 金额.
  const named = plain.replace(/[(（[【].*?[)）\]】]/g, ' ').trim() || plain
  const runs = named.split(/[^\p{Script=Han}A-Za-z0-9]+/u).filter((run) => run !== '')
  const translated = runs.map((run) => englishWords(run))
  return translated.some((words) => words === undefined) ? [] : translated.flatMap((words) => words ?? [])
}

function camelCase(words: readonly string[]): string {
  const joined = words.map((word, index) => {
    const isName = /^[A-Z0-9]+$/.test(word)
    const rest = isName ? word.slice(1).toLowerCase() : word.slice(1)
    return (index === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + rest
  })
  return joined.join('').slice(0, MOST)
}
