/** A form with one file, as a browser sends it: written out here, so that its parts can also be wrong. */
export interface SentForm {
  readonly body: Uint8Array<ArrayBuffer>
  readonly headers: Readonly<Record<string, string>>
}

const boundary = '----TesseraFormBoundary7MA4YWxkTrZu0gW'

/** The form with a file under a name and a type that its sender claims. */
export function formOf(
  content: Uint8Array | string,
  name: string,
  type = 'application/octet-stream',
  more = '',
): SentForm {
  const head =
    `${more}--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name.replaceAll('"', '%22')}"\r\n` +
    `Content-Type: ${type}\r\n\r\n`
  const parts = [Buffer.from(head), Buffer.from(content as string), Buffer.from(`\r\n--${boundary}--\r\n`)]
  return {
    body: new Uint8Array(Buffer.concat(parts)),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  }
}

/** A part with a plain value, to stand before the file. */
export const formField = (name: string, value: string): string =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`

/** The smallest picture: one transparent dot. */
export const tinyPng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)
