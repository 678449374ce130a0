import type { JsonSchema } from '@tessera/metadata'
import { answerShape, idSchema, keySchema } from '../schemas.js'

const idOrNull: JsonSchema = { type: ['string', 'null'], minLength: 1, maxLength: 60 }
const text: JsonSchema = { type: 'string' }
const textOrNull: JsonSchema = { type: ['string', 'null'] }
const linked: JsonSchema = answerShape({ id: text, title: textOrNull })
const linkedOrNull: JsonSchema = { anyOf: [linked, { type: 'null' }] }

export const rolesSchema: JsonSchema = { type: 'array', items: keySchema, maxItems: 50, uniqueItems: true }

/** What the record of a person says, as it is sent; lengths are the fields' own. */
export const detailProperties: Readonly<Record<string, JsonSchema>> = {
  department: idOrNull,
  departments: { type: 'array', items: idSchema, maxItems: 100 },
  manager: idOrNull,
  phone: textOrNull,
  title: textOrNull,
}

export const personStates = ['active', 'invited', 'deactivated'] as const

/** A person as administrators see them. */
export const personSchema: JsonSchema = answerShape({
  id: { type: 'string', format: 'uuid' },
  name: text,
  email: text,
  phone: textOrNull,
  title: textOrNull,
  state: { type: 'string', enum: personStates },
  roles: { type: 'array', items: text },
  department: linkedOrNull,
  departments: { type: 'array', items: linked },
  manager: linkedOrNull,
  createdAt: text,
  lastSignInAt: textOrNull,
  secondStep: { type: 'boolean' },
})

/** A role that may be given, in the caller's language. */
export const roleSchema: JsonSchema = answerShape({ key: text, title: text })
