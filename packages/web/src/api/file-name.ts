/** The name a `Content-Disposition` gives a file (RFC 6266: `filename*` before `filename`); undefined where it gives none. */
export function fileNameOf(disposition: string | null): string | undefined {
  const extended = /;\s*filename\*\s*=\s*UTF-8'[^']*'([^;\s]+)/i.exec(disposition ?? '')?.[1]
  const quoted = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(disposition ?? '')
  const plain = quoted?.[1]?.replace(/\\(.)/g, '$1') ?? quoted?.[2]
  const name = (extended === undefined ? undefined : decoded(extended)) ?? plain
  return name === undefined || name.trim() === '' ? undefined : name
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
