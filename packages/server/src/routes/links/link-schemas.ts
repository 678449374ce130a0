/** Schemas that the routes of links share. */
import type { JsonSchema } from '@tessera/metadata'
import { answerShape, instantSchema } from '../schemas.js'

/** A token is checked by looking it up; here only that it is a text. */
export const linkTokenSchema: JsonSchema = { type: 'string', minLength: 1, maxLength: 200 }

export const personLinkSchema = answerShape({
  path: { type: 'string' },
  url: { type: ['string', 'null'] },
  expiresAt: instantSchema,
})

export const linkLookSchema = answerShape({
  email: { type: 'string' },
  name: { type: 'string' },
  workspace: answerShape({ title: { type: 'string' } }),
  expiresAt: instantSchema,
})
