import { AppError } from '@tessera/metadata'
import { pipeline } from 'node:stream/promises'
import type { Readable } from 'node:stream'

/** Longest side of a small picture, in dots: tiles of lists and pages, on screens with two dots a point. */
const SIDE = 160

/** Larger pictures are not taken apart: they would take the memory of everybody. */
const MOST_DOTS = 100_000_000

/** Pictures at work in this process at a time. */
export const SMALL_PICTURE_LIMIT = { running: 2, waiting: 500 } as const

/**
 * A small WebP picture of a picture, upright as its camera held it; of a moving one its first frame.
 *
 * Errors: file.no_picture when it is none, is broken, or is too large.
 */
export async function smallPicture(content: Readable): Promise<Buffer> {
  const { default: sharp } = await import('sharp')
  // One picture after another is fast enough; what was decoded is not asked for twice.
  sharp.concurrency(1)
  sharp.cache(false)
  const shrink = sharp({ limitInputPixels: MOST_DOTS, sequentialRead: true, failOn: 'error' })
    .autoOrient()
    .resize(SIDE, SIDE, { fit: 'outside', withoutEnlargement: true })
    .webp({ quality: 78 })
  try {
    const [small] = await Promise.all([shrink.toBuffer(), pipeline(content, shrink)])
    return small
  } catch (cause) {
    content.destroy()
    throw new AppError('file.no_picture').with({ cause: cause as Error })
  }
}
