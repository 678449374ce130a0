/** Schemas of drafts. What is inside documents and edits is the designers' business; publishing checks it. */
import { DRAFT_COMMANDS, DRAFT_DOCUMENTS, type JsonSchema } from '@tessera/metadata'
import { instantSchema, shape } from '../schemas.js'

const countSchema: JsonSchema = { type: 'integer', minimum: 0, maximum: DRAFT_COMMANDS }
const textSchema: JsonSchema = { type: 'string', maxLength: 500 }
const tabSchema: JsonSchema = { type: 'string', minLength: 1, maxLength: 60 }

/** `<kind>/<key the document had when the draft met it>` */
const nameSchema: JsonSchema = { type: 'string', maxLength: 120, pattern: '^[A-Za-z]+/.+$' }

const documentSchema: JsonSchema = { type: ['object', 'null'] }
const draftDocumentSchema = shape({ published: documentSchema, document: documentSchema }, ['published', 'document'])

const commandSchema = shape(
  {
    id: { type: 'string', minLength: 1, maxLength: 60 },
    at: instantSchema,
    label: shape({ 'zh-CN': textSchema, en: textSchema }, ['zh-CN', 'en']),
    edits: {
      type: 'object',
      propertyNames: nameSchema,
      additionalProperties: { type: 'array', items: { type: 'object' } },
    },
  },
  ['id', 'at', 'label', 'edits'],
)

const commandsSchema: JsonSchema = { type: 'array', items: commandSchema, maxItems: DRAFT_COMMANDS }

export const versionSchema: JsonSchema = { type: 'integer', minimum: 0, maximum: 2_147_483_646 }

export const draftPatchSchema = shape(
  {
    version: versionSchema,
    base: versionSchema,
    tab: tabSchema,
    keep: countSchema,
    commands: commandsSchema,
    cursor: { ...countSchema, maximum: 2 * DRAFT_COMMANDS },
    documents: {
      type: 'object',
      maxProperties: 2 * DRAFT_DOCUMENTS,
      propertyNames: nameSchema,
      additionalProperties: { anyOf: [{ type: 'null' }, draftDocumentSchema] },
    },
  },
  ['version', 'base', 'tab', 'keep', 'commands', 'cursor', 'documents'],
)

export const draftSchema: JsonSchema = {
  type: 'object',
  properties: {
    version: { type: 'integer' },
    base: { type: 'integer' },
    savedAt: { type: ['string', 'null'] },
    tab: { type: ['string', 'null'] },
    documents: { type: 'object', additionalProperties: draftDocumentSchema },
    commands: { type: 'array', items: commandSchema },
    cursor: { type: 'integer' },
  },
  required: ['version', 'base', 'savedAt', 'tab', 'documents', 'commands', 'cursor'],
}
