import type { Actor } from '@tessera/engine'
import { createHash } from 'node:crypto'
import { entityTag } from '../../http/answer.js'
import { ADMINISTRATOR } from '../../identity/identity.js'

/** The tag of documents as somebody sees them: the revision, and for others than administrators what their roles make of it. */
export function documentTag({ roles }: Actor, revision: number): string {
  if (roles.includes(ADMINISTRATOR)) return entityTag(revision)
  const seen = createHash('sha256')
    .update([...roles].sort().join(' '))
    .digest('base64url')
    .slice(0, 12)
  return entityTag(`${revision}-${seen}`)
}
