/** Small pieces of sentences that the problem table shares. */

/** Subject of a Chinese sentence about a value: 「费用」, or 此项 without a label. */
export function zhSubject(label: string | undefined): string {
  return label === undefined ? '此项' : `「${label}」`
}

/** Subject of an English sentence about a value: “Cost”, or This value without a label. */
export function enSubject(label: string | undefined): string {
  return label === undefined ? 'This value' : `“${label}”`
}

/** The same within an English sentence: “Cost”, or this value without a label. */
export function enObject(label: string | undefined): string {
  return label === undefined ? 'this value' : `“${label}”`
}

/** Chinese proposal after an unknown name; empty without one. */
export function zhDidYouMean(name: string | undefined): string {
  return name === undefined ? '' : `您是不是想写「${name}」？`
}

/** English proposal after an unknown name; empty without one. */
export function enDidYouMean(name: string | undefined): string {
  return name === undefined ? '' : ` Did you mean “${name}”?`
}

/** Number with its English noun: 1 record, 3 records. */
export function enCount(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`
}

/** A whole number with a comma at every thousand, as both languages write it: 1,000,000. */
export function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
}

/** Bytes as people read them: 1 MB, 256 kB. */
export function formatBytes(bytes: number): string {
  if (bytes >= 1024 * 1024) return `${Math.round((bytes / (1024 * 1024)) * 10) / 10} MB`
  return bytes >= 1024 ? `${Math.round(bytes / 1024)} kB` : `${bytes} B`
}
