/** A key that no other document of the kind has (case does not count): the stem, else the stem with a number. */
export function freeKey(stem: string, taken: Iterable<string>): string {
  const used = new Set([...taken].map((key) => key.toLowerCase()))
  const base = (/^[a-z][A-Za-z0-9]*$/.exec(stem)?.[0] ?? 'flow').slice(0, 36)
  if (!used.has(base.toLowerCase())) return base
  for (let n = 2; ; n += 1) if (!used.has(`${base}${n}`.toLowerCase())) return `${base}${n}`
}
