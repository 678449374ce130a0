import { answerShape, instantSchema } from '../schemas.js'

const text = { type: 'string' }

/** A secret without its value. */
export const secretSchema = answerShape({
  id: text,
  name: text,
  host: text,
  purpose: { type: ['string', 'null'] },
  hasValue: { type: 'boolean' },
  createdAt: instantSchema,
  changedAt: instantSchema,
  lastUsedAt: { type: ['string', 'null'] },
  usedBy: { type: 'array', items: answerShape({ key: text, label: text }) },
})

export const hostSchema = { type: 'string', minLength: 1, maxLength: 260 }
export const purposeSchema = { type: 'string', minLength: 1, maxLength: 200 }
/** Longer than a header may be: the engine says so without repeating it. */
export const valueSchema = { type: 'string', minLength: 1, maxLength: 20_000 }
