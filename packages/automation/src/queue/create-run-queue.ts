import type { RunQueue } from '../contract.js'

/** Name of our function that puts a job into the queue; made by `migrateQueue`. */
export const wakeFunction = 'platform.wake_workflows'

/**
 * Makes the seam between engine and automation. It opens nothing: jobs are put into the queue by the engine's own
 * statements, and runs of this process are handed over in memory after the commit.
 */
export function createRunQueue(): RunQueue {
  let listener: ((workspace: string) => void) | undefined
  return {
    port: {
      wakeSql: (workspace) => `${wakeFunction}(${quoteLiteral(workspace)})`,
      wake: (workspace) => listener?.(workspace),
    },
    listen: (wake) => {
      listener = wake
    },
  }
}

/** Keys of workspaces are checked when they are made; quoting is the second wall. */
const quoteLiteral = (text: string): string => `'${text.replaceAll("'", "''")}'`
