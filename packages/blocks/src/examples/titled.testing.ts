/** Cases with a short, printable name of their value in front, for titles of tests. */
export function titled<Case extends { readonly value: unknown }>(cases: readonly Case[]): (readonly [string, Case])[] {
  return cases.map((example) => [shown(example.value), example] as const)
}

/** A value as JSON in ASCII control-free form, at most 60 characters: `"a\u0000b"`, `NaN`. */
export function shown(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
