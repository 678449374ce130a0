/**
 * How well a word being typed finds something, smaller is better; undefined when it does not. `names` are all the words it
 * goes by: its label in each language, its key, other words people look for. The first characters of Chinese words count,
 * and for keys the letters in order (`cstm` finds `customer`), so that few strokes are enough.
 */
export function findRank(typed: string, names: readonly string[]): number | undefined {
  const wanted = typed.trim().toLowerCase()
  if (wanted === '') return 0
  let best: number | undefined
  for (const name of names) {
    const rank = rankIn(wanted, name)
    if (rank !== undefined && (best === undefined || rank < best)) best = rank
  }
  return best
}

function rankIn(wanted: string, name: string): number | undefined {
  const lower = name.toLowerCase()
  if (lower === wanted) return 0
  if (lower.startsWith(wanted)) return 1
  const at = lower.indexOf(wanted)
  if (at > 0) return isWordStart(name, at) ? 2 : 3
  return wanted.length > 1 && /^[\x21-\x7e]+$/.test(wanted) && isSubsequence(wanted, lower) ? 4 : undefined
}

function isWordStart(name: string, at: number): boolean {
  const [before = '', first = ''] = [name[at - 1], name[at]]
  return !/[\p{L}\p{N}]/u.test(before) || (/\p{Lu}/u.test(first) && !/\p{Lu}/u.test(before))
}

/** The letters of `wanted` in order in `text`, the first one where the text begins. */
function isSubsequence(wanted: string, text: string): boolean {
  if (wanted[0] !== text[0]) return false
  let at = 0
  for (const letter of wanted) {
    at = text.indexOf(letter, at) + 1
    if (at === 0) return false
  }
  return true
}
