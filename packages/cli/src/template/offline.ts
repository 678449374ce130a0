import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { diffPackages, printPackage, type PackageChange, type TemplatePackage } from '@tessera/metadata'
import { TemplateLoader } from './load-template.js'
import { printable, printProblems, say, type Printer } from './printing.js'

/** `tessera template validate <folder|file>…`: everything that is wrong, each with its place. Exit code 1 when there is something. */
export async function validate(paths: readonly string[], printer: Printer): Promise<number> {
  const loader = new TemplateLoader()
  let code = 0
  for (const path of paths) {
    const loaded = await loader.load(path)
    if (loaded.package === undefined) code = 1
    else printer.out(printable(`✓ ${path}  ${summary(loaded.package)}`))
    printProblems(printer, path, loaded.problems)
  }
  return code
}

/** `tessera template pack <folder> [-o file]`: one file of what was checked, the same bytes for the same folder. */
export async function pack(path: string, output: string | undefined, printer: Printer): Promise<number> {
  const loaded = await loadWhole(path, new TemplateLoader(), printer)
  if (loaded === undefined) return 1
  const file = output ?? `${loaded.manifest.key}-${loaded.manifest.version}.json`
  await writeFile(file, printPackage(loaded))
  printer.out(printable(`✓ ${file}  ${summary(loaded)}`))
  return 0
}

/** `tessera template diff <a> <b>`: what the second changed, one line each. Exit code 0 whether or not anything did. */
export async function diff(from: string, to: string, printer: Printer): Promise<number> {
  const loader = new TemplateLoader()
  const [before, after] = [await loadWhole(from, loader, printer), await loadWhole(to, loader, printer)]
  if (before === undefined || after === undefined) return 1
  const changes = diffPackages(before, after, (text) => createHash('sha256').update(text).digest('hex'))
  for (const change of changes) printer.out(printable(lineOf(change)))
  if (changes.length === 0) say((line) => printer.out(line), '没有不同。', 'Nothing differs.')
  return 0
}

async function loadWhole(path: string, loader: TemplateLoader, printer: Printer): Promise<TemplatePackage | undefined> {
  const loaded = await loader.load(path)
  printProblems(printer, path, loaded.problems)
  return loaded.package
}

function summary({ manifest, documents, data, scenarios }: TemplatePackage): string {
  const counts = [
    `${documents.length} 文档 documents`,
    `${data.length} 表 tables`,
    `${scenarios.length} 场景 scenarios`,
  ]
  return `${manifest.key} ${manifest.version}  (${counts.join(', ')})`
}

const signs = { added: '+', removed: '-', changed: '~' } as const

/** `~ object/account/fields/level  label  "级别" → "等级"` */
function lineOf({ what, path, property, from, to }: PackageChange): string {
  const values = from === undefined && to === undefined ? '' : `  ${short(from)} → ${short(to)}`
  return `${signs[what]} ${path}${property === '' ? '' : `  ${property}`}${values}`
}

function short(value: unknown): string {
  if (value === undefined) return '–'
  const text = JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
