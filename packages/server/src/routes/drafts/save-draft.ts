import type { DraftPatch } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, instantSchema, MEGABYTE } from '../schemas.js'
import { draftPatchSchema } from './draft-schemas.js'

const integer = { type: 'integer' }

/** Saves what changed in the caller's draft; refused when another tab was faster. */
export const saveDraft = defineRoute<{ body: DraftPatch }>({
  method: 'PATCH',
  path: '/api/draft',
  tag: 'drafts',
  name: 'saveDraft',
  policy: 'studio',
  summary: { 'zh-CN': '保存草稿', en: 'Saves the draft' },
  input: { params: null, query: null, body: draftPatchSchema, bodyPaths: 'pointer' },
  limits: { bodyBytes: 8 * MEGABYTE },
  output: {
    200: {
      description: 'Saved; `dropped` of the oldest commands fell off',
      schema: answerShape({
        version: integer,
        savedAt: instantSchema,
        commands: integer,
        dropped: integer,
        cursor: integer,
      }),
    },
  },
  handler: async ({ actor, body }, { engine }) => json(200, await engine.drafts.save(actor, body)),
})
