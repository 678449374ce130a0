/** Example details of a problem code. */
export function detailsOf(code: string): Readonly<Record<string, unknown>>
