import { accessSync, constants, mkdirSync } from 'node:fs'
import { LaunchError } from '../launch-error.js'

/**
 * Makes the data folder and makes sure of it.
 *
 * Errors: `LaunchError` when it cannot be written.
 */
export function makeDataFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true })
    accessSync(dataDir, constants.W_OK)
  } catch (error) {
    throw new LaunchError(
      `无法写入数据文件夹 ${dataDir}。请用 TESSERA_DATA 指定可写的位置。`,
      `Cannot write the data folder ${dataDir}. Name a writable one in TESSERA_DATA.`,
      { cause: error },
    )
  }
}
