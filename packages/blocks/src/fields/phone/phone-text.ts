/** A stored number as people read it: mobile numbers of China in groups of 3, 4, 4, extensions after 转. */
export function phoneText(value: unknown): string {
  if (typeof value !== 'string') return ''
  const [main = '', extension] = value.split(' ext. ')
  const grouped = /^1[3-9]\d{9}$/.test(main) ? `${main.slice(0, 3)} ${main.slice(3, 7)} ${main.slice(7)}` : main
  return extension === undefined ? grouped : `${grouped} 转 ${extension}`
}

/** What a telephone dials. */
export function phoneUri(value: string): string {
  const [main = '', extension] = value.split(' ext. ')
  return `tel:${main.replaceAll(/[^+\d]/g, '')}${extension === undefined ? '' : `;ext=${extension}`}`
}
