/** The most records one filter may name: 500 ids fill the 20,000 characters of a formula. */
export const mostNamed = 500

/** A filter that keeps these records, at most `mostNamed`. */
export const namedIds = (ids: Iterable<string>): string => `id in [${[...ids].map((id) => `"${id}"`).join(',')}]`
