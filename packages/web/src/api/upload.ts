import { describeProblem, LARGEST_FILE, localize, type FileInfo } from '@tessera/metadata'
import { i18n } from '@/app/i18n'
import { offlineProblem, offerSignIn } from './client'
import { ApiProblem } from './problem'

/** Sends a file, with its progress: `fetch` does not tell it. Throws `ApiProblem`; an aborted upload never ends. */
export async function uploadFile(
  file: File,
  { signal, progress }: { readonly signal: AbortSignal; progress(share: number): void },
): Promise<FileInfo> {
  const answer = await send(file, signal, progress)
  if (answer.status !== 401 || !(await offerSignIn())) return fileOf(answer)
  return fileOf(await send(file, signal, progress))
}

interface Answer {
  readonly status: number
  readonly text: string
}

function send(file: File, signal: AbortSignal, progress: (share: number) => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const form = new FormData()
    form.append('file', file)
    request.open('POST', '/api/files')
    request.setRequestHeader('Accept', 'application/json')
    request.setRequestHeader('Accept-Language', i18n.global.locale.value)
    request.upload.addEventListener('progress', ({ loaded, total }) => progress(total === 0 ? 0 : loaded / total))
    request.addEventListener('load', () => resolve({ status: request.status, text: request.responseText }))
    for (const end of ['error', 'timeout'] as const) request.addEventListener(end, () => reject(offlineProblem()))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.addEventListener('abort', () => reject(offlineProblem()))
    request.send(form)
  })
}

function fileOf({ status, text }: Answer): FileInfo {
  const body = parse(text)
  if (status === 201) return body as unknown as FileInfo
  throw new ApiProblem(status, 'code' in body ? body : unsaid(status))
}

/** A proxy may refuse a large file with a page of its own. */
function unsaid(status: number): { readonly code: string; readonly detail: string } {
  const code = status === 413 ? 'file.too_large' : 'file.store_unavailable'
  return { code, detail: localize(describeProblem(code, { limitBytes: LARGEST_FILE }), i18n.global.locale.value) }
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return {}
  }
}
