import type { DuplicatesDocument, FieldDocument, ObjectDocument } from '@tessera/metadata'

/** Key of a rule while it is tried: no rule of an object has it, so that it counts as a new one. */
export const triedRule = 'tried-rule'

/** How a field of some type is best compared first. */
const usual: Readonly<Record<string, DuplicatesDocument['fields'][number]['match']>> = {
  companyName: 'similar',
  phone: 'phone',
  email: 'exact',
  text: 'similar',
}

/** A rule to begin with: the first field by which records of this kind usually meet again; undefined when none can be compared. */
export function firstDuplicatesRule(object: ObjectDocument): DuplicatesDocument | undefined {
  const title = object.fields.find(({ key }) => key === object.titleField)
  const field = [...(title === undefined ? [] : [title]), ...object.fields].find(({ type }) => type in usual)
  if (field === undefined) return undefined
  const taken = new Set((object.duplicates ?? []).map(({ key }) => key))
  let n = taken.size + 1
  while (taken.has(`duplicates${n}`)) n += 1
  return { key: `duplicates${n}`, fields: [{ field: field.key, match: matchOf(field) }], action: 'warn' }
}

const matchOf = ({ type }: FieldDocument): DuplicatesDocument['fields'][number]['match'] => usual[type] ?? 'exact'

/** The object with one rule alone, as if it were new. */
export function triedObject(object: ObjectDocument, rule: DuplicatesDocument): ObjectDocument {
  const { id: _id, ...body } = rule
  return { ...object, duplicates: [{ ...body, key: triedRule }] }
}

/** Without the rules that compare one of these fields. */
export function withoutCompared(
  rules: readonly DuplicatesDocument[] | undefined,
  keys: ReadonlySet<string>,
): DuplicatesDocument[] | undefined {
  const left = rules?.filter(({ fields }) => !fields.some(({ field }) => keys.has(field)))
  return left === undefined || left.length === 0 ? undefined : left
}
