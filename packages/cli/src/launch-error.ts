/**
 * A reason why Tessera cannot start that the person at the terminal can do something about. Printed without a stack,
 * Chinese first, English below.
 */
export class LaunchError extends Error {
  readonly zh: string
  readonly en: string

  constructor(zh: string, en: string, options?: ErrorOptions) {
    super(`${zh}\n${en}`, options)
    this.name = 'LaunchError'
    this.zh = zh
    this.en = en
  }
}
