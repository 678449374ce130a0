/** The elements a rich text is made of: what the server keeps, the browser shows and the editor makes. */
export const richTextTags = [
  ...['p', 'br', 'strong', 'em', 'u', 's', 'code', 'pre', 'blockquote', 'h2', 'h3', 'h4', 'ul', 'ol', 'li', 'hr', 'a'],
] as const

/** Schemes a link may have. */
export const richTextSchemes = ['http', 'https', 'mailto', 'tel'] as const

/** The address of a link, where it may be followed. */
export function safeHref(href: string | null): string | undefined {
  const scheme = /^([a-z]+):/i.exec(href?.trim() ?? '')?.[1]?.toLowerCase()
  return richTextSchemes.some((one) => one === scheme) ? href?.trim() : undefined
}
