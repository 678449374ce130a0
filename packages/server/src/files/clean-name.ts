const MAX_CHARACTERS = 255
const MAX_EXTENSION = 20

/** Control characters, halves of characters, and signs that turn the direction of writing round: `gpj.exe` read as `exe.jpg`. */
const hidden = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]/gu

/**
 * The name of an uploaded file as it is shown and given back: no folders, nothing invisible, nothing a file system of the
 * reader stumbles over at its end. It is never a path here. Chinese and other names stay as they are.
 */
export function cleanName(given: string | undefined): string {
  const last = (given ?? '').normalize('NFC').replaceAll(hidden, '').split(/[/\\]/).at(-1) ?? ''
  const name = last
    .replaceAll(/[<>:"|?*]/g, '_')
    .replace(/[. ]+$/, '')
    .trim()
  return name === '' ? 'file' : shorten(name)
}

/** Too long a name loses its middle, not what it ends in. */
function shorten(name: string): string {
  const characters = [...name]
  if (characters.length <= MAX_CHARACTERS) return name
  const dot = characters.lastIndexOf('.')
  const extension = dot > 0 && characters.length - dot <= MAX_EXTENSION ? characters.slice(dot) : []
  return [...characters.slice(0, MAX_CHARACTERS - extension.length), ...extension].join('')
}
