import type { Readable } from 'node:stream'

/** Part of a file: offsets of its first and last byte. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/**
 * Where the bytes of files are. A place is `<workspace>/<two characters>/<id>`, made by the server; no name a person chose ever
 * gets here. Errors of all: `file.store_unavailable`.
 */
export interface FileStore {
  /** What the terminal shows at start. */
  readonly title: string
  /** Proves at start that files can be kept, read and removed. */
  check(): Promise<void>
  /** Takes a complete file over: it is at its place as a whole or not at all, and on disk when this returns. */
  take(place: string, path: string, content: { readonly size: number; readonly sha256: string }): Promise<void>
  read(place: string, range?: ByteRange): Promise<Readable>
  /** Nothing at the place is no error. */
  remove(place: string): Promise<void>
}

/** Where a file is. The last characters of an id are random, so that folders fill evenly. */
export const placeOf = (workspace: string, id: string): string => `${workspace}/${id.slice(-2)}/${id}`
