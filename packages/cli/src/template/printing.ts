import { isTexts, type FieldProblem, type FolderProblem, type Localized } from '@tessera/metadata'

/** Where commands of templates write: lines for people, problems apart. */
export interface Printer {
  out(line: string): void
  err(line: string): void
}

export const terminal: Printer = {
  out: (line) => console.log(line),
  err: (line) => console.error(line),
}

/** A text from a file or a server as a terminal may show it: without characters that move its cursor or colours. */
export function printable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
}

/** A label in both languages, once when they are the same. */
export function shown(label: Localized): string {
  if (!isTexts(label)) return printable(label)
  return printable(label['zh-CN'] === label.en ? label.en : `${label['zh-CN']} · ${label.en}`)
}

/**
 * Problems with their places, Chinese first: two or three lines each.
 *
 * @param root what stands in front of the names of files
 */
export function printProblems(
  printer: Printer,
  root: string,
  problems: readonly (FieldProblem | FolderProblem)[],
): void {
  for (const problem of problems) {
    const file = 'file' in problem ? problem.file : ''
    const place = [root, file].filter((name) => name !== '').join('/')
    printer.err(printable(`✗ ${place}${problem.path.startsWith(':') ? '' : ' '}${problem.path}  ${problem.code}`))
    for (const sentence of [problem.message, problem.hint]) {
      if (sentence === undefined) continue
      const lines = isTexts(sentence) ? [sentence['zh-CN'], sentence.en] : [sentence]
      for (const line of lines) printer.err(printable(`    ${line}`))
    }
  }
}

/** A sentence in both languages, below each other. */
export function say(write: (line: string) => void, zh: string, en: string): void {
  write(printable(zh))
  write(printable(en))
}
