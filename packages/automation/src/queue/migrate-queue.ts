import type { Pool } from 'pg'
import { runMigrations } from 'graphile-worker'
import { quietLogger } from './queue-log.js'

/** Name of the one kind of job: a workspace has runs that are due. */
export const taskName = 'tessera_workflows'

/**
 * Makes what the queue needs: graphile-worker's own tables, the list of live workers, and the two functions by which runs ask
 * for a job. Safe to run again and from several processes at once.
 *
 * The functions write the job without the notification that graphile's add_job sends with every commit, and at most one a
 * second and workspace (decision 0012): rows of `runs` are the truth, workers of this process are told in memory and those of
 * others by a notice after the commit, and a job reminds of what all of that has missed.
 */
export async function migrateQueue(pool: Pool, databaseUrl: string): Promise<void> {
  await runMigrations({ connectionString: databaseUrl, logger: quietLogger })
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query("SELECT pg_advisory_xact_lock(hashtextextended('tessera migrate', 0))")
    await client.query(statements)
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

const statements = `
CREATE TABLE IF NOT EXISTS platform.workflow_workers (id text PRIMARY KEY, seen_at timestamptz(3) NOT NULL);
INSERT INTO graphile_worker._private_tasks (identifier) VALUES ('${taskName}') ON CONFLICT DO NOTHING;
CREATE OR REPLACE FUNCTION platform.wake_workflows_at(workspace text, due timestamptz) RETURNS integer LANGUAGE sql VOLATILE AS $$
  WITH added AS (
    INSERT INTO graphile_worker._private_jobs (task_id, payload, run_at, max_attempts)
    SELECT t.id, json_build_object('workspace', $1), $2, 3 FROM graphile_worker._private_tasks AS t
    WHERE t.identifier = '${taskName}' AND NOT EXISTS (
      SELECT 1 FROM graphile_worker._private_jobs AS j
      WHERE j.is_available AND j.priority = 0 AND j.run_at BETWEEN $2 - interval '1 second' AND $2 AND j.task_id = t.id
        AND j.payload->>'workspace' = $1)
      AND pg_try_advisory_xact_lock(hashtextextended('workflows ' || $1, 0))
    RETURNING 1)
  SELECT count(*)::integer FROM added
$$;
CREATE OR REPLACE FUNCTION platform.wake_workflows(workspace text) RETURNS integer LANGUAGE sql VOLATILE AS $$
  SELECT platform.wake_workflows_at($1, now() + interval '1 second')
$$;
`
