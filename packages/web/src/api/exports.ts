import type { ExportPreview, ExportRequest } from '@tessera/metadata'
import { textsOf } from '@/app/i18n'
import { api, respond, type RequestOptions } from './client'
import { fileNameOf } from './file-name'
import { ApiProblem } from './problem'

const t = textsOf('exports', {
  'zh-CN': {
    cut: '文件没有传完，连接就断了。',
    cutHint: '没有保存不完整的文件。检查网络后重试。',
  },
  en: {
    cut: 'The connection was lost before the file had come.',
    cutHint: 'No incomplete file was saved. Check the network and try again.',
  },
})

/** A file that has come. */
export interface ExportedFile {
  readonly name: string
  readonly content: Blob
  /** Records in it. */
  readonly count: number
}

/** Pieces that are handed over to the browser together, which may keep them on the disk. */
const PART_BYTES = 4 * 1024 * 1024

/** Records as a file (P-15). */
export const exports = {
  preview: (body: ExportRequest, options?: RequestOptions): Promise<ExportPreview> =>
    api.post<ExportPreview>('/api/exports/preview', body, options),

  /**
   * Fetches the file. `progress` is told the bytes that came so far, and how many records the file will have. Throws `ApiProblem`,
   * code `network.cut` when the file broke off; an aborted one throws what the browser throws.
   */
  async fetch(
    body: ExportRequest,
    { signal, progress }: { readonly signal: AbortSignal; progress(bytes: number, count: number): void },
  ): Promise<ExportedFile> {
    const response = await respond('POST', '/api/exports', { body, signal })
    const count = Number(response.headers.get('X-Record-Count') ?? 0)
    const name = fileNameOf(response.headers.get('Content-Disposition')) ?? `${body.object}.${body.format}`
    const type = response.headers.get('Content-Type') ?? ''
    progress(0, count)
    try {
      const content = await contentOf(response, type, (bytes) => progress(bytes, count))
      return { name, content, count }
    } catch (error) {
      if (signal.aborted) throw error
      throw new ApiProblem(0, { code: 'network.cut', detail: t('cut'), hint: t('cutHint') })
    }
  },
}

async function contentOf(response: Response, type: string, progress: (bytes: number) => void): Promise<Blob> {
  const reader = response.body?.getReader()
  const parts: Blob[] = []
  let pieces: Uint8Array<ArrayBuffer>[] = []
  let waiting = 0
  let bytes = 0
  for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
    pieces.push(read.value)
    waiting += read.value.byteLength
    bytes += read.value.byteLength
    progress(bytes)
    if (waiting < PART_BYTES) continue
    parts.push(new Blob(pieces))
    pieces = []
    waiting = 0
  }
  return new Blob([...parts, ...pieces], { type })
}
