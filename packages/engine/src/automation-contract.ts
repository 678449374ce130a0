import type { Compiled, Expression, Wanted, WireValue } from '@tessera/formula'
import type { StoredDocument } from '@tessera/metadata'
import type { PoolClient } from 'pg'
import type { Catalog } from './catalog/catalog.js'

/**
 * Where the write path and the workflows meet. The write path matches triggers in process and inserts `runs` rows in the
 * statement of the record change; everything after belongs to the automation package, which works through this door.
 */

/** What automation gives the engine at start. Without it runs are inserted all the same and wait for a worker. */
export interface AutomationPort {
  /**
   * SQL expression (constants of our own) that puts one job into the queue for a workspace; evaluated at most once per
   * transaction that inserted runs.
   */
  wakeSql(workspace: string): string
  /** After the commit, in memory: these runs wait. Must not throw and not block. */
  wake(workspace: string, runIds: readonly string[]): void
}

/**
 * Values of a record by field id, in wire form, but options by id: a run that waits for weeks still means the same options when
 * their keys have changed (`evaluate` takes keys too, and answers with keys). Blank ones may be missing. `before` is null for a
 * new record and where there was no change. Of the system fields `id` is always there.
 */
export interface RunSnapshot {
  readonly before: Readonly<Record<string, WireValue>> | null
  readonly after: Readonly<Record<string, WireValue>> | null
}

export interface EvaluateInput {
  /** Id of the object the expressions are about; undefined: about nothing (a schedule without object). */
  readonly object: string | undefined
  readonly snapshots: readonly RunSnapshot[]
  readonly expressions: readonly Expression[]
  /** Who `me` is: the person whose change started the run; null for a schedule. */
  readonly me: string | null
}

/** What running workflows needs beside reading and writing records. */
export interface AutomationDoor {
  /** The documents of a workspace as they are now, compiled. */
  catalog(workspace: string): Promise<Catalog>
  /** A workflow as a revision published it: immutable. */
  workflowAt(workspace: string, workflowId: string, version: number): Promise<StoredDocument | undefined>
  /** Reads and checks a formula in stored form (`old` and `me` allowed); `object` undefined: about nothing. */
  compile(catalog: Catalog, object: string | undefined, text: string, want: Wanted): Compiled
  /**
   * Values of expressions, one row per snapshot, as the definer sees them: own values from the snapshot, what lies over
   * lookups read now, one statement per relation.
   */
  evaluate(workspace: string, input: EvaluateInput): Promise<readonly (readonly WireValue[])[]>
  /** Today's values of records, by record id: for manual starts, schedules and simulation. Missing ones are absent. */
  snapshots(workspace: string, object: string, ids: readonly string[]): Promise<ReadonlyMap<string, RunSnapshot>>
}

/**
 * Work done in the transaction of a write, just before its commit: how a step commits together with its effect. `ids` are
 * the written records in request order. What it throws rolls everything back and is thrown on.
 */
export type Alongside = (client: PoolClient, ids: readonly string[]) => Promise<void>
