/** The map before, when the next one holds the very same things: what is computed from it need not be computed again. */
export function stableMap<K, V>(before: ReadonlyMap<K, V> | undefined, next: ReadonlyMap<K, V>): ReadonlyMap<K, V> {
  if (before === undefined || before.size !== next.size) return next
  for (const [key, value] of next) if (before.get(key) !== value) return next
  return before
}
