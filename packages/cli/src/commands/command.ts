/** A sentence in both languages. */
export interface Bilingual {
  readonly zh: string
  readonly en: string
}

/** One word of the command line: `tessera <name>`. Each lives in a file of its name in this folder. */
export interface Command {
  readonly name: string
  readonly summary: Bilingual
  /** What can be set, shown by `tessera <name> --help`: name of the variable or flag → what it does. */
  readonly settings: Readonly<Record<string, Bilingual>>
  /**
   * Runs to the end of the program's life.
   *
   * @returns the exit code
   */
  run(words: readonly string[]): Promise<number>
}
