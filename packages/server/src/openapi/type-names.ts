/** Names of the three types of an object: what is read, what creates, what changes. */
export interface TypeNames {
  readonly record: string
  readonly create: string
  readonly update: string
}

/**
 * Type names of objects by key: visit → Visit, VisitCreate, VisitUpdate. Where names would meet (objects `visit` and
 * `visitCreate`), the longer key gets `Record` behind its name. A letter after a digit is a capital (area51b → Area51B): the
 * generator of declarations writes names so.
 */
export function nameTypes(keys: readonly string[]): ReadonlyMap<string, TypeNames> {
  const taken = new Set(['Objects', 'Problem'])
  const names = new Map<string, TypeNames>()
  const shortFirst = [...keys].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
  for (const key of shortFirst) {
    let base = (key.slice(0, 1).toUpperCase() + key.slice(1)).replace(/\d[a-z]/g, (pair) => pair.toUpperCase())
    while (all(base).some((name) => taken.has(name))) base += 'Record'
    for (const name of all(base)) taken.add(name)
    names.set(key, { record: base, create: `${base}Create`, update: `${base}Update` })
  }
  return names
}

function all(base: string): readonly string[] {
  return [base, `${base}Create`, `${base}Update`]
}
