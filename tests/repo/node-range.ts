/**
 * Whether an `engines.node` range of a package accepts a version. Reads what packages really write: `>=18.12`,
 * `^20.19.0 || >=22.12.0`, `18 || 20`, `>= 14.0 <21`, `20.x`, `*`.
 *
 * Shape: acceptsNode('^20.9.0 || >=22', '20.19.0') → true
 */
export function acceptsNode(range: string, version: string): boolean {
  return range.split('||').some((part) => comparatorsOf(part).every((comparator) => holds(comparator, version)))
}

function comparatorsOf(part: string): string[] {
  return part
    .trim()
    .replaceAll(/([<>=^~])\s+/g, '$1')
    .split(/\s+/)
}

function holds(comparator: string, version: string): boolean {
  const [, operator = '', text = ''] = /^([<>=^~]*)v?(.*)$/.exec(comparator) ?? []
  const wanted = text
    .split('.')
    .filter((part) => /^\d+$/.test(part))
    .map(Number)
  if (wanted.length === 0) return true
  const found = version.split('.').map(Number)
  const order = compare(found, wanted)
  if (operator === '>=') return order >= 0
  if (operator === '>') return order > 0
  if (operator === '<=') return order <= 0
  if (operator === '<') return order < 0
  // A caret keeps the major, a tilde the minor, nothing keeps what is written.
  const kept = operator === '^' ? 1 : operator === '~' ? 2 : wanted.length
  return order >= 0 && wanted.slice(0, kept).every((number, index) => found[index] === number)
}

function compare(found: readonly number[], wanted: readonly number[]): number {
  for (const index of [0, 1, 2]) {
    const difference = (found[index] ?? 0) - (wanted[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
