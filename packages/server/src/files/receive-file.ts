import { AppError, LARGEST_FILE } from '@tessera/metadata'
import busboy from 'busboy'
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { cleanName } from './clean-name.js'

/** A file that has arrived as a whole. */
export interface ReceivedFile {
  readonly name: string
  readonly size: number
  readonly sha256: string
}

/**
 * Reads the one file of a form and writes it to `path`, piece by piece, and on disk when this returns. What the form says about
 * its type is not looked at.
 *
 * Errors: 400 file.bad_form (also when the sender goes away), 413 file.too_large, 422 file.missing. A part of the file may be at
 * `path` then.
 */
export async function receiveFile(
  incoming: IncomingMessage,
  path: string,
  limitBytes = LARGEST_FILE,
): Promise<ReceivedFile> {
  const form = openForm(incoming, limitBytes)
  let kept: Promise<ReceivedFile> | undefined
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: AppError): void => {
      reject(error)
      // Nothing reads the rest, and the connection is free for the next request only when it has come.
      incoming.unpipe(form)
      incoming.resume()
      // Ends the writing of the file, too. With an error: a file cut off at its very end would count as complete, and never end.
      // Not at once: the form is in the middle of what it told us about.
      process.nextTick(() => form.destroy(error))
    }
    const isBad = (cause?: Error): void =>
      refuse(new AppError('file.bad_form').with(cause === undefined ? {} : { cause }))
    form.on('file', (_part, stream, { filename }) => {
      stream.once('limit', () => refuse(new AppError('file.too_large', { limitBytes })))
      kept = keep(stream, path, filename)
      kept.catch(reject)
    })
    for (const surplus of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) form.on(surplus, () => isBad())
    form.on('close', resolve).on('error', (error) => isBad(error as Error))
    incoming.on('close', () => {
      if (!incoming.complete) isBad(new Error('The sender went away.'))
    })
    incoming.pipe(form)
  }).catch(async (error: unknown) => {
    // Nothing is written any more once the refusal is known.
    await kept?.catch(() => undefined)
    throw error
  })
  const file = await kept
  if (file === undefined || file.size === 0) throw new AppError('file.missing')
  return file
}

function openForm(incoming: IncomingMessage, limitBytes: number): busboy.Busboy {
  try {
    return busboy({
      headers: incoming.headers,
      // Browsers send names in UTF-8 and do not say so.
      defParamCharset: 'utf8',
      // A limit of parts or bytes strikes when it is reached.
      limits: { files: 1, fields: 0, parts: 2, fileSize: limitBytes + 1, headerPairs: 20 },
    })
  } catch (cause) {
    throw new AppError('file.bad_form').with({ cause: cause as Error })
  }
}

async function keep(stream: Readable, path: string, filename: string | undefined): Promise<ReceivedFile> {
  const hash = createHash('sha256')
  let size = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      size += chunk.length
      done(null, chunk)
    },
  })
  await pipeline(stream, measure, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }))
  // Browsers write a quotation mark in this one way.
  return { name: cleanName(filename?.replaceAll('%22', '"')), size, sha256: hash.digest('hex') }
}
