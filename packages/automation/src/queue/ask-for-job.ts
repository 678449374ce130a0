import type { PoolClient } from 'pg'

/** Asks for a job when runs of a workspace are due; see `migrateQueue` for the functions, and how few jobs they make. */
export async function askForJob(client: PoolClient, workspace: string, at?: Date): Promise<void> {
  if (at === undefined) await client.query('SELECT platform.wake_workflows($1)', [workspace])
  else await client.query('SELECT platform.wake_workflows_at($1, $2)', [workspace, at])
}
