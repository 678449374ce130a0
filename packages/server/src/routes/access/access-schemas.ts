/** Shapes that the routes about rights share. */
import type { JsonSchema } from '@tessera/metadata'
import { answerShape } from '../schemas.js'

const text: JsonSchema = { type: 'string' }
export const textOrNull: JsonSchema = { type: ['string', 'null'] }

export const actionNames = [
  'read',
  'create',
  'change',
  'delete',
  'transfer',
  'import',
  'export',
  'share',
  'print',
] as const

export const actionSchema: JsonSchema = { type: 'string', enum: actionNames }

export const actionsSchema: JsonSchema = { type: 'array', items: actionSchema }

export const subjectSchema: JsonSchema = { type: 'string', enum: ['person', 'department', 'role'] }

const titled = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => answerShape(properties)

export const shareSchema: JsonSchema = titled({
  id: text,
  with: titled({ kind: subjectSchema, id: text, title: text }),
  level: { type: 'string', enum: ['read', 'change'] },
  title: textOrNull,
  until: textOrNull,
  by: { anyOf: [titled({ id: text, title: text }), { type: 'null' }] },
  at: text,
})

export const sharesAnswer: JsonSchema = answerShape({ shares: { type: 'array', items: shareSchema } })
