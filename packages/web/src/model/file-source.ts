import type { FileSource, Settle } from '@tessera/blocks/web'
import { problemOf } from '@/api/problem'
import { uploadFile } from '@/api/upload'

/** What inputs that are on the screen still have to do, by the id of their element. */
const open = new Map<string, Settle>()

/** Where inputs of the application send files: the API. */
export const fileSource: FileSource = {
  upload: async (file, options) => {
    try {
      return await uploadFile(file, options)
    } catch (error) {
      const { detail, hint, isOffline } = problemOf(error)
      // What is said of typing that is kept here is not true of files.
      const parts = isOffline || hint === undefined ? [detail] : [detail, hint]
      throw new Error(parts.join(isChinese(detail) ? '' : ' '), { cause: error })
    }
  },
  beforeSaving: (id, settle) => {
    open.set(id, settle)
    return () => {
      if (open.get(id) === settle) open.delete(id)
    }
  },
}

const isChinese = (text: string): boolean => /[\u3000-\u9fff]$/u.test(text) || text.endsWith('。')

/** The input with this id, and those within it: of lines. */
const within = (id: string): Settle[] =>
  [...open].flatMap(([one, settle]) => (one === id || one.startsWith(`${id}-`) ? [settle] : []))

/** May something of this input be on its way, or waiting to be tried again? */
export const hasOpenFiles = (id: string): boolean => within(id).length > 0

/** Waits until the input with this id has nothing on its way any more; false when something did not arrive. */
export async function filesArrived(id: string): Promise<boolean> {
  const arrived = await Promise.all(within(id).map((settle) => settle()))
  return arrived.every(Boolean)
}
