import type { Actor, Files, StoredFile } from '@tessera/engine'
import { AppError, isAppError, type FileInfo } from '@tessera/metadata'
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { WorkLimit } from '../identity/work-limit.js'
import { detectType } from './detect-type.js'
import { placeOf, type ByteRange, type FileStore } from './file-store.js'
import { receiveFile } from './receive-file.js'
import { SMALL_PICTURE_LIMIT, smallPicture } from './small-picture.js'

const HOUR_MS = 3600_000

/** Where the small picture of a picture is kept. */
const smallOf = (place: string): string => `${place}.small`

/**
 * Joins what the engine knows of files with where their bytes are. A file is announced, arrives in a folder of its own, is taken
 * over by the store as a whole, and is complete last: whatever is cut off on the way is in no store's place, or in no row, and the
 * row of the announcement says what to remove.
 */
export class FileKeeper {
  readonly #engine: Files
  readonly #store: FileStore
  readonly #arriving: string
  readonly #shrinking = new WorkLimit(SMALL_PICTURE_LIMIT)

  constructor(engine: Files, store: FileStore, arriving: string) {
    this.#engine = engine
    this.#store = store
    this.#arriving = arriving
  }

  /** Errors: those of `Files.begin`, `receiveFile` and `Files.complete`; 503 file.store_unavailable. */
  async receive(actor: Actor, incoming: IncomingMessage): Promise<FileInfo> {
    const id = await this.#engine.begin(actor)
    const path = join(this.#arriving, id)
    try {
      await mkdir(this.#arriving, { recursive: true, mode: 0o700 })
      const file = await receiveFile(incoming, path)
      const type = await detectType(path)
      await this.#store.take(placeOf(actor.workspace, id), path, file)
      return await this.#engine.complete(actor, id, { ...file, type })
    } catch (error) {
      await this.#giveUp(actor, id, path)
      throw isFull(error) ? new AppError('file.store_unavailable').with({ cause: error as Error }) : error
    }
  }

  /** The bytes of a file that the caller asked the engine for. Errors: 503 file.store_unavailable. */
  open(actor: Actor, { id }: StoredFile, range: ByteRange | undefined): Promise<Readable> {
    return this.#store.read(placeOf(actor.workspace, id), range)
  }

  /**
   * A small picture of a picture, kept beside it once it was asked for. Errors: 422 file.no_picture, 503 file.store_unavailable
   * and request.busy.
   */
  async openSmall(actor: Actor, { id }: StoredFile): Promise<Readable> {
    const place = placeOf(actor.workspace, id)
    const kept = await this.#store.read(smallOf(place)).catch(ignoreMissing)
    if (kept !== undefined) return kept
    const small = await this.#shrinking.run(async () => smallPicture(await this.#store.read(place)))
    await this.#keep(smallOf(place), small)
    return Readable.from([small])
  }

  /** Best effort: it can be made again. */
  async #keep(place: string, content: Buffer): Promise<void> {
    const path = join(this.#arriving, randomUUID())
    try {
      await mkdir(this.#arriving, { recursive: true, mode: 0o700 })
      await writeFile(path, content, { mode: 0o600 })
      const sha256 = createHash('sha256').update(content).digest('hex')
      await this.#store.take(place, path, { size: content.length, sha256 })
    } catch {
      await rm(path, { force: true }).catch(() => undefined)
    }
  }

  /** Removes the bytes of files that nobody needs any more, and what broken uploads left in this process' folder. */
  async sweep(workspaces: readonly string[]): Promise<number> {
    let removed = 0
    for (const workspace of workspaces) {
      for (
        let ids = await this.#engine.release(workspace);
        ids.length > 0;
        ids = await this.#engine.release(workspace)
      ) {
        for (const place of ids.map((id) => placeOf(workspace, id))) {
          await this.#store.remove(smallOf(place))
          await this.#store.remove(place)
        }
        await this.#engine.forget(workspace, ids)
        removed += ids.length
      }
    }
    await this.#removeBroken()
    return removed
  }

  /** Best effort: what cannot be removed now goes with the row of the announcement, within the hour. */
  async #giveUp(actor: Actor, id: string, path: string): Promise<void> {
    try {
      await rm(path, { force: true })
      await this.#store.remove(placeOf(actor.workspace, id))
      await this.#engine.abandon(actor, id)
    } catch {
      return
    }
  }

  async #removeBroken(): Promise<void> {
    const names = await readdir(this.#arriving).catch(() => [])
    for (const name of names) {
      const path = join(this.#arriving, name)
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }))
      if (mtimeMs < Date.now() - HOUR_MS) await rm(path, { force: true })
    }
  }
}

const isFull = (error: unknown): boolean =>
  error instanceof Error &&
  ['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')

function ignoreMissing(error: unknown): undefined {
  if (!isAppError(error, 'file.store_unavailable')) throw error
  return undefined
}
