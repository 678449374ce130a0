/** Schemas that the routes of the second step share. */
import type { JsonSchema } from '@tessera/metadata'
import { answerShape, passwordSchema, shape } from '../schemas.js'

/** Six digits of an app, or a recovery code with or without its dash. */
export const codeSchema: JsonSchema = { type: 'string', minLength: 1, maxLength: 20 }

/** Password and code of somebody who changes how their account is secured. */
export const proofBody = shape({ password: passwordSchema, code: codeSchema }, ['code'])

export interface Proof {
  readonly password?: string
  readonly code: string
}

export const recoveryCodesSchema = answerShape({ recoveryCodes: { type: 'array', items: { type: 'string' } } })
