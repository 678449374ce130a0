import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'

/** A file in an archive; its content comes in pieces. */
export interface ZipEntry {
  readonly name: string
  readonly content: AsyncIterable<string> | Iterable<string>
}

/** The first day an archive knows, by whatever clock: the same records give the same bytes. */
const firstDay = new Date(1980, 0, 1)

/**
 * An archive as it is made: nothing of it is kept, and files are packed outside the thread that answers requests. Who stops reading
 * stops what its files are made from.
 */
export async function* zipFile(entries: readonly ZipEntry[]): AsyncGenerator<Buffer> {
  const archive = new ZipFile()
  const output = archive.outputStream as Readable
  const sources = entries.map(({ name, content }) => {
    // yazl does not listen for what stops a file.
    const source = Readable.from(content).on('error', (error) => output.destroy(error))
    archive.addReadStream(source, name, { mtime: firstDay, forceDosTimestamp: true })
    return source
  })
  archive.on('error', (error: Error) => output.destroy(error))
  archive.end()
  try {
    yield* output as AsyncIterable<Buffer>
  } finally {
    for (const source of sources) source.destroy()
  }
}
