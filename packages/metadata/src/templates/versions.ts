/**
 * Which of two versions is later: below 0 when `a` is the earlier one, 0 when they are the same.
 *
 * Shape: compareVersions('1.4.0', '1.10.0') < 0
 */
export function compareVersions(a: string, b: string): number {
  const [x, y] = [numbersOf(a), numbersOf(b)]
  const index = x.findIndex((number, at) => number !== y[at])
  return index === -1 ? 0 : (x[index] ?? 0) - (y[index] ?? 0)
}

/** Whether a version is good for whoever needs another one: the same first number, and not earlier. */
export function meetsVersion(version: string, needed: string): boolean {
  return numbersOf(version)[0] === numbersOf(needed)[0] && compareVersions(version, needed) >= 0
}

function numbersOf(version: string): readonly number[] {
  return version.split('.').map(Number)
}
