import { Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

/** A file in an archive; its content comes in pieces. */
export interface ZipEntry {
  /** ASCII, with slashes. */
  readonly name: string
  readonly content: AsyncIterable<string> | Iterable<string>
}

interface Written {
  readonly name: Buffer
  readonly offset: number
  readonly sums: Sums
}

interface Sums {
  crc: number
  size: number
  packed: number
}

/** Sizes and sum of a file stand behind it, since they are known only then. */
const sumsBehind = 0x0008
const deflated = 8
/** Version 2.0: folders and deflate. */
const version = 20
/** 1 January 1980, the first day there is: the same records give the same bytes. */
const day = 0x0021

/**
 * An archive as it is made: nothing of it is kept, and files are packed outside the thread that answers requests. At most 4 GB.
 * Source: PKWARE, APPNOTE.TXT 6.3.9, sections 4.3.7 to 4.3.16.
 */
export async function* zipFile(entries: Iterable<ZipEntry>): AsyncGenerator<Buffer> {
  const written: Written[] = []
  let at = 0
  for (const entry of entries) {
    const name = Buffer.from(entry.name, 'ascii')
    const offset = at
    const sums: Sums = { crc: 0, size: 0, packed: 0 }
    const head = Buffer.concat([numbers([4, 0x04034b50], [2, version], ...described(undefined), ...names(name)), name])
    yield head
    for await (const piece of packed(entry.content, sums)) yield piece
    const tail = numbers([4, 0x08074b50], ...sumNumbers(sums))
    yield tail
    at += head.length + sums.packed + tail.length
    written.push({ name, offset, sums })
  }
  yield directory(written, at)
}

async function* packed(content: ZipEntry['content'], sums: Sums): AsyncGenerator<Buffer> {
  const source = Readable.from(counted(content, sums))
  const deflate = source.compose<Readable>(createDeflateRaw())
  for await (const piece of deflate as AsyncIterable<Buffer>) {
    sums.packed += piece.length
    yield piece
  }
}

async function* counted(content: ZipEntry['content'], sums: Sums): AsyncGenerator<Buffer> {
  for await (const text of content) {
    const bytes = Buffer.from(text)
    sums.crc = crc32(bytes, sums.crc)
    sums.size += bytes.length
    yield bytes
  }
}

/** What is in the archive and where, and the end. */
function directory(written: readonly Written[], at: number): Buffer {
  const entries = written.map(({ name, offset, sums }) =>
    Buffer.concat([
      numbers(
        [4, 0x02014b50],
        [2, version],
        [2, version],
        ...described(sums),
        ...names(name),
        // No comment, first disk, no attributes.
        ...([2, 2, 2, 4] as const).map((bytes) => [bytes, 0] as const),
        [4, offset],
      ),
      name,
    ]),
  )
  const length = entries.reduce((sum, entry) => sum + entry.length, 0)
  const count = written.length
  const end = numbers([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, length], [4, at], [2, 0])
  return Buffer.concat([...entries, end])
}

type Numbered = readonly [bytes: 2 | 4, value: number]

/** What both heads of a file say: how it is packed, when it was made, its sums where they are known. */
const described = (sums: Sums | undefined): readonly Numbered[] => [
  [2, sumsBehind],
  [2, deflated],
  [2, 0],
  [2, day],
  ...sumNumbers(sums ?? { crc: 0, size: 0, packed: 0 }),
]

const sumNumbers = ({ crc, size, packed: length }: Sums): readonly Numbered[] => [
  [4, crc],
  [4, length],
  [4, size],
]

const names = (name: Buffer): readonly Numbered[] => [
  [2, name.length],
  [2, 0],
]

/** Little-endian. */
function numbers(...list: readonly Numbered[]): Buffer {
  const bytes = Buffer.alloc(list.reduce((sum, [length]) => sum + length, 0))
  let at = 0
  for (const [length, value] of list) at = bytes.writeUIntLE(value, at, length)
  return bytes
}
