import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { largestTemplate, makeFieldProblem, shownText, type FolderProblem } from '@tessera/metadata'

/** Files of a folder, at most: more than a template can have of each kind. */
const mostFiles = 5000

/** A template has files two levels below its folder; what lies deeper is refused without being read. */
const deepest = 3

export interface ReadFolder {
  /** Texts by path below the folder, with `/` between names. */
  readonly files: Readonly<Record<string, string>>
  readonly problems: readonly FolderProblem[]
}

/**
 * The files of a template's folder. Links are refused, wherever they lead; names that begin with a dot are passed over. Nothing larger
 * than a template may be is read.
 *
 * Errors: `template.link`, `template.too_large`, `template.file_missing` (there is no such folder), `text.invalid` (not UTF-8).
 */
export async function readTemplateFolder(folder: string): Promise<ReadFolder> {
  const paths: string[] = []
  const problems: FolderProblem[] = []
  try {
    await list('', 1)
  } catch (error) {
    if (!isMissing(error)) throw error
    return { files: {}, problems: [missing(folder)] }
  }
  if (problems.length > 0) return { files: {}, problems }
  const sizes = await Promise.all(paths.map(async (path) => (await stat(join(folder, path))).size))
  const total = sizes.reduce((sum, size) => sum + size, 0)
  if (total > largestTemplate || paths.length > mostFiles) {
    const limit = makeFieldProblem('', 'template.too_large', { limitBytes: largestTemplate })
    return { files: {}, problems: [{ ...limit, file: paths[sizes.indexOf(Math.max(...sizes))] ?? '' }] }
  }
  const files: Record<string, string> = {}
  for (const path of paths) {
    const text = decode(await readFile(join(folder, path)))
    if (text === undefined) problems.push({ ...makeFieldProblem('', 'text.invalid'), file: path })
    else files[path] = text
  }
  return { files, problems }

  async function list(below: string, level: number): Promise<void> {
    for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
      if (entry.name.startsWith('.') || paths.length > mostFiles) continue
      const path = below === '' ? entry.name : `${below}/${entry.name}`
      if (entry.isDirectory() && level < deepest) await list(path, level + 1)
      else if (entry.isFile()) paths.push(path)
      else
        problems.push(entry.isSymbolicLink() ? refused('template.link', path) : refused('template.file_unknown', path))
    }
  }
}

function refused(code: 'template.link' | 'template.file_unknown', path: string): FolderProblem {
  const name = shownText(path, 200)
  return { ...makeFieldProblem('', code, { name }), file: name }
}

function missing(folder: string): FolderProblem {
  const name = 'template.json'
  return { ...makeFieldProblem('', 'template.file_missing', { name }), file: join(folder, name) }
}

function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOENT' || code === 'ENOTDIR'
}

/** The text of a file in UTF-8; undefined when it is none. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
