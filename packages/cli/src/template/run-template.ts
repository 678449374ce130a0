import type { TemplateAction } from '@tessera/metadata'
import { changeWorkspace } from './change-workspace.js'
import { diff, pack, validate } from './offline.js'
import { say, type Printer } from './printing.js'
import { readAccess, ServerClient } from './server-client.js'
import { readWords } from './words.js'

/** Exit code of a command line that says nothing that can be done. */
const WRONG_USE = 2

/**
 * Carries out `tessera template …`.
 *
 * @returns 0 when it did what was asked, 1 when there are problems or something is left to decide, 2 when the words make no sense
 */
export async function runTemplate(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  printer: Printer,
): Promise<number> {
  const read = readWords(words)
  const { verb, targets, output } = read
  const [first, second, ...others] = targets
  if (verb === 'validate' && first !== undefined) return validate(targets, printer)
  if (verb === 'pack' && first !== undefined && second === undefined) return pack(first, output, printer)
  if (verb === 'diff' && first !== undefined && second !== undefined && others.length === 0) {
    return diff(first, second, printer)
  }
  if (isAction(verb) && first !== undefined && second === undefined) {
    const access = await readAccess(read, environment)
    return changeWorkspace(verb, first, read, new ServerClient(access), printer)
  }
  say((line) => printer.err(line), '用法见 tessera template --help。', 'tessera template --help says what can be done.')
  return WRONG_USE
}

function isAction(verb: string): verb is TemplateAction {
  return verb === 'install' || verb === 'upgrade' || verb === 'uninstall'
}
