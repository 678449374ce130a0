import { chmodSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readPostmasterFile } from './postmaster-file.js'
import { commandLine, isAlive } from './processes.js'

const PREFIX = 'tessera-test-'
const ENOUGH_BYTES = 1024 ** 3

/**
 * Makes a data folder for the databases of one test run: in memory (`/dev/shm`) when at least 1 GB is free there, as
 * containers often give it 64 MB, else in the temporary folder. Its name carries our process id for `sweepTestFolders`.
 * Benches ask for `disk`, because what a disk costs is part of what they measure.
 */
export function testDataFolder(place: 'memory' | 'disk' = 'memory'): string {
  const folder = mkdtempSync(join(place === 'disk' ? tmpdir() : room(), `${PREFIX}${process.pid}-`))
  // mkdtemp closes the folder to others, but root's PostgreSQL runs as somebody else and must pass.
  chmodSync(folder, 0o755)
  return folder
}

/** Stops the servers and removes the folders of test runs that were killed. */
export function sweepTestFolders(): void {
  for (const parent of new Set([room(), tmpdir()])) {
    for (const name of readdirSync(parent).filter((entry) => entry.startsWith(PREFIX))) {
      const owner = Number(name.slice(PREFIX.length).split('-')[0])
      if (owner > 0 && !isAlive(owner)) removeRun(join(parent, name))
    }
  }
}

function removeRun(folder: string): void {
  try {
    const server = readPostmasterFile(join(folder, 'cluster'))
    if (server !== undefined && commandLine(server.pid)?.includes(folder)) process.kill(server.pid, 'SIGQUIT')
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  } catch {
    // It belongs to another user of this machine, who will sweep it.
  }
}

function room(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return bavail * bsize >= ENOUGH_BYTES ? '/dev/shm' : tmpdir()
  } catch {
    return tmpdir()
  }
}
