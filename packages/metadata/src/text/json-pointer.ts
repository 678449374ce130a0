/** Names and positions from the root of a JSON value to a place in it. */
export type JsonPath = readonly (string | number)[]

/** The JSON pointer of a path: ['fields', 3, 'a/b'] → '/fields/3/a~1b'. Source: RFC 6901. */
export function toPointer(path: JsonPath): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
