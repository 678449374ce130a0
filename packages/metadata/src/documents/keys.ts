/** Rules about keys; api.md section 3. */

/** Form of a key. */
export const keyPattern = '^[a-z][A-Za-z0-9]{0,39}$'

/** Form of the key of a rule: hyphens are allowed, since it never appears in a formula. */
export const ruleKeyPattern = '^[a-z][A-Za-z0-9-]{0,39}$'

/** Words of the expression language: no key of any kind may be one. */
export const keywords: ReadonlySet<string> = new Set([
  'me',
  'old',
  'true',
  'false',
  'blank',
  'and',
  'or',
  'not',
  'in',
  'under',
])

/** Keys of the fields every record has; their ids are their keys. */
export const systemFieldKeys: ReadonlySet<string> = new Set([
  'id',
  'version',
  'owner',
  'createdAt',
  'createdBy',
  'updatedAt',
  'updatedBy',
  'deletedAt',
  'deletedBy',
])

const reserved = new Set([...systemFieldKeys, 'title'].map((key) => key.toLowerCase()))

/** True for a word of the expression language; keywords have no case. */
export function isKeyword(key: string): boolean {
  return keywords.has(key.toLowerCase())
}

/** True when no field of a document may have this key. */
export function isReservedFieldKey(key: string): boolean {
  return isKeyword(key) || reserved.has(key.toLowerCase())
}
