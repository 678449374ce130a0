import { AppError } from '@tessera/metadata'
import type { ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { empty, type Answer } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { fileHead, isPicture, smallHead } from '../../files/file-answer.js'
import { idSchema, NO_BODY } from '../schemas.js'

const binary = {
  description: 'The file',
  contentType: 'application/octet-stream',
  schema: { type: 'string', format: 'binary' },
}

/** Reads a file, or a part of it; of a picture also a small one, as lists show it. Missing and forbidden are the same answer. */
export const getFile = defineRoute<{ params: { id: string }; query: { size?: 'small' } }>({
  method: 'GET',
  path: '/api/files/:id',
  tag: 'files',
  name: 'getFile',
  policy: 'account',
  streams: true,
  summary: { 'zh-CN': '读取文件', en: 'Reads a file' },
  input: { params: { id: idSchema }, query: { size: { enum: ['small'] } }, body: null },
  limits: NO_BODY,
  output: {
    200: binary,
    206: { ...binary, description: 'The part that Range asked for' },
    304: { description: 'Not modified since If-None-Match' },
  },
  async handler({ actor, params, query, headers, incoming }, { engine, files, log }) {
    const file = await engine.files.get(actor, params.id)
    const isSmall = query.size === 'small'
    if (isSmall && !isPicture(file)) throw new AppError('file.no_picture')
    const { status, range, contentType, headers: own } = isSmall ? smallHead(file, headers) : fileHead(file, headers)
    if (status === 304) return empty(304, own)
    // The head alone needs no bytes.
    if (incoming.method === 'HEAD') return { status, contentType, headers: own, stream: (response) => response.end() }
    const content = isSmall ? await files.openSmall(actor, file) : await files.open(actor, file, range)
    return {
      status,
      contentType,
      headers: own,
      stream: (response) => {
        send(content, response).catch((error: unknown) => log.warn({ err: error, file: file.id }, 'A file was cut off'))
      },
    } satisfies Answer
  },
})

/** A reader who goes away is no failure. */
async function send(content: Readable, response: ServerResponse): Promise<void> {
  try {
    await pipeline(content, response)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  }
}
