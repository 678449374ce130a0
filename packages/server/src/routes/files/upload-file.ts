import { LARGEST_FILE } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape } from '../schemas.js'

/** Boundaries and headers of the form around the file. */
const FORM_BYTES = 64 * 1024

/**
 * Takes a file. Its caller may read and attach it; 24 hours later it goes if no record holds it. A repeated upload is another
 * file and harmless, so no answer is kept by Idempotency-Key.
 */
export const uploadFile = defineRoute({
  method: 'POST',
  path: '/api/files',
  tag: 'files',
  name: 'uploadFile',
  policy: 'account',
  idempotency: 'none',
  summary: { 'zh-CN': '上传文件', en: 'Uploads a file' },
  input: { params: null, query: null, body: null, file: true },
  limits: { bodyBytes: LARGEST_FILE + FORM_BYTES },
  output: {
    201: {
      description: 'The file; its type is decided by its content',
      schema: answerShape({
        id: { type: 'string', format: 'uuid' },
        name: { type: 'string' },
        type: { type: 'string' },
        size: { type: 'integer' },
      }),
    },
  },
  handler: async ({ actor, incoming }, { files }) => json(201, await files.receive(actor, incoming)),
})
