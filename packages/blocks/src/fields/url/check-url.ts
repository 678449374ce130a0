/** White space, control and format characters: `URL` would drop or encode them without a word. */
const hidden = /[\s\p{Cc}\p{Cf}]/u

/**
 * The address as typed when a browser would open it over http or https, else undefined: javascript:, data: and file:
 * addresses never become links.
 */
export function checkUrl(text: string): string | undefined {
  if (!/^https?:\/\//i.test(text) || hidden.test(text) || !URL.canParse(text)) return undefined
  const { protocol, hostname } = new URL(text)
  return (protocol === 'http:' || protocol === 'https:') && hostname !== '' ? text : undefined
}
