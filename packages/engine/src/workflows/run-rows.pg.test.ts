import { expect, test } from '@jest/globals'
import { execute } from '../storage/statement.js'
import { noReach } from '../engine-context.js'
import { runSlots, runsStatement } from './run-rows.js'
import { withMachines } from './workflows.testing.js'

/** Through the index of workflows, 10,000 changes took 98 s instead of 12: each counted all runs of its workflow. */
test('the runs of a record are counted by its own index, on a table that has just been filled and on a known one', () =>
  withMachines([], async ({ engine, admin, pool }) => {
    await pool.query(
      `INSERT INTO ws_main.runs (id, workflow_id, version, record_id, state, started_at)
       SELECT gen_random_uuid(), 'w' || n % 3, 3, gen_random_uuid(), 'done', now() FROM generate_series(1, 20000) AS n`,
    )
    const statement = runsStatement(await engine.automation.catalog('main'), undefined)
    const explain = { text: `EXPLAIN ${statement.text}`, bindings: statement.bindings }
    const runtime = {
      ...noReach,
      me: null,
      now: 0,
      today: '',
      timeZone: 'UTC',
      weekend: [],
      holidays: [],
      workdays: [],
    }
    const plan = async (): Promise<string> => {
      const slots = { ...runSlots(admin, []), at: new Date().toISOString() }
      const { rows } = await execute<{ 'QUERY PLAN': string }>(pool, explain, runtime, slots)
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    }
    const fresh = await plan()
    await pool.query('ANALYZE ws_main.runs')
    for (const text of [fresh, await plan()]) {
      expect(text).toContain('runs_of_record')
      expect(text).not.toContain('runs_of_workflow')
    }
  }))
