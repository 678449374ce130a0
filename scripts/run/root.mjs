import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Folder of the checkout, without a slash at its end. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '')

/** Folder for what a run remembers for the next one. It goes when the dependencies are removed, and that is right. */
export const cacheFolder = join(root, 'node_modules', '.cache', 'tessera')
