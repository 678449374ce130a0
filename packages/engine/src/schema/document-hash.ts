import { createHash } from 'node:crypto'

/** The hash ids of parts are derived from; see `deriveId` of metadata. */
export const hashText = (text: string): string => createHash('sha256').update(text).digest('hex')
