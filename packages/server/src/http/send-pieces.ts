import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Sends an answer piece by piece, as fast as its reader takes it, and ends it. A reader who goes away is no failure. */
export async function sendPieces(pieces: AsyncIterable<string | Buffer>, response: ServerResponse): Promise<void> {
  try {
    await pipeline(Readable.from(pieces), response)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  }
}
