import { AppError } from '@tessera/metadata'
import { createReadStream } from 'node:fs'
import { access, constants, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import type { ByteRange, FileStore } from './file-store.js'

/** Files in a folder, which is on the same volume as the one they arrive in. All processes of an installation share it. */
export function folderStore(folder: string): FileStore {
  return {
    title: folder,
    check: async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await access(folder, constants.W_OK).catch(unavailable)
    },
    take: async (place, path) => {
      const target = join(folder, place)
      try {
        await mkdir(dirname(target), { recursive: true, mode: 0o700 })
        await rename(path, target)
        await syncFolder(dirname(target))
      } catch (error) {
        unavailable(error)
      }
    },
    read: (place, range) => openRead(join(folder, place), range),
    remove: (place) => rm(join(folder, place), { force: true }),
  }
}

/** Opens before it answers, so that a missing file is an answer of its own. */
async function openRead(path: string, range: ByteRange | undefined): Promise<Readable> {
  const handle = await open(path, 'r').catch(unavailable)
  return createReadStream(path, { fd: handle, ...range })
}

/** A rename is on disk when its folder is. Windows has no such thing. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function unavailable(cause: unknown): never {
  throw new AppError('file.store_unavailable').with({ cause: cause as Error })
}
