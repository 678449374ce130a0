/** The twelve colours of the design tokens: `--app-<name>` on `--app-<name>-tint`. */
export type TokenColor =
  'slate' | 'blue' | 'cyan' | 'teal' | 'green' | 'lime' | 'amber' | 'orange' | 'red' | 'pink' | 'violet' | 'brown'

/** A piece of a value on the screen. Data, so that a grid may paint it without components. */
export type ValuePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'tag'; readonly text: string; readonly color: TokenColor }
  | { readonly kind: 'person'; readonly text: string; readonly color: TokenColor; readonly initial: string }
  /** Another record; the screen knows its address. */
  | { readonly kind: 'record'; readonly text: string; readonly id: string; readonly object?: string | undefined }
  | { readonly kind: 'link'; readonly text: string; readonly href: string; readonly isOutside: boolean }
  | { readonly kind: 'check'; readonly text: string; readonly isOn: boolean }
  /** So many stars of a few. */
  | { readonly kind: 'stars'; readonly text: string; readonly filled: number; readonly of: number }
  /** How far something is; `share` from 0 to 1. */
  | { readonly kind: 'bar'; readonly text: string; readonly share: number }
  /** `color` is #rrggbb. */
  | { readonly kind: 'swatch'; readonly text: string; readonly color: string }
  /** A clip before what is said of files. */
  | { readonly kind: 'files'; readonly text: string }
  /** A small picture; `text` says what it is. */
  | { readonly kind: 'picture'; readonly text: string; readonly src: string }
