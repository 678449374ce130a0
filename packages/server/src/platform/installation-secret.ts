import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const BYTES = 32

/**
 * The secret of an installation: 32 bytes in `<dataDir>/secret.key`, made at the first start, readable by the owner only.
 * Sessions and cursors are sealed with keys derived from it, so processes of one installation share the folder.
 *
 * Errors: throws when the file is there but holds something else.
 */
export async function readInstallationSecret(dataDir: string): Promise<Uint8Array> {
  const path = join(dataDir, 'secret.key')
  const found = await readFile(path).catch(ignoreMissing)
  if (found !== undefined) return checked(found, path)
  await mkdir(dataDir, { recursive: true })
  const draft = join(dataDir, `secret.${process.pid}.${Date.now()}.tmp`)
  await writeFile(draft, randomBytes(BYTES), { mode: 0o600, flag: 'wx' })
  // A hard link appears whole or not at all, and never replaces the secret another process has just made.
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
  return checked(await readFile(path), path)
}

function checked(secret: Buffer, path: string): Uint8Array {
  if (secret.length !== BYTES) throw new Error(`${path} does not hold ${BYTES} bytes.`)
  return new Uint8Array(secret)
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
  return undefined
}
