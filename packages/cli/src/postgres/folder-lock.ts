import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LaunchError } from '../launch-error.js'
import { isAlive, startedAt, until } from './processes.js'

/**
 * Runs `action` while no other process does so for the same data folder: two starts at once must not create two
 * clusters. The lock is a file naming its holder; that of a dead process is taken over.
 *
 * Errors: `LaunchError` when another process holds it for two minutes.
 */
export async function withFolderLock<Result>(dataDir: string, action: () => Promise<Result>): Promise<Result> {
  const file = join(dataDir, 'starting.lock')
  if (!(await until(() => takeLock(file), 120_000))) {
    throw new LaunchError(
      `另一个进程一直在使用数据文件夹 ${dataDir}。`,
      `Another process keeps the data folder ${dataDir} busy.`,
    )
  }
  try {
    return await action()
  } finally {
    rmSync(file, { force: true })
  }
}

function takeLock(file: string): boolean {
  try {
    writeFileSync(file, `${process.pid} ${startedAt(process.pid)}`, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const [pid, started] = readText(file).split(' ')
    // An empty file is being written this moment.
    if (pid && !(isAlive(Number(pid)) && startedAt(Number(pid)) === started)) rmSync(file, { force: true })
    return false
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
