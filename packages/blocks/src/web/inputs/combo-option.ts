import type { TokenColor } from '../value-part.js'

/** One line of a list one chooses from. */
export interface ComboOption {
  readonly key: string
  readonly label: string
  readonly color?: TokenColor
  /** Tells two lines with the same label apart. */
  readonly note?: string
  /** Makes something instead of choosing it. */
  readonly isNew?: true
}

/** The lines whose label or key holds every word of what was typed, without regard to case; all for nothing. */
export function filterOptions(options: readonly ComboOption[], text: string): readonly ComboOption[] {
  const words = text.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return options
  return options.filter(({ label, key }) => {
    const hay = `${label} ${key}`.normalize('NFKC').toLowerCase()
    return words.every((word) => hay.includes(word))
  })
}

/** How wide a text is drawn, in Latin letters: a Chinese character takes two. */
export function drawnWidth(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + (/[\u2e80-\uffff]/.test(letter) ? 2 : 1), 0)
}

/** Few short options stand side by side; more, or longer ones, are a list that opens. */
export function fitsSegments(labels: readonly string[]): boolean {
  return labels.length <= 7 && labels.reduce((sum, label) => sum + drawnWidth(label) + 3, 0) <= 44
}
