import type { Knex } from 'knex'

/** One step of the server's own tables. Names sort by their number and never change. */
export interface PlatformMigration {
  readonly name: string
  up(database: Knex): Promise<void>
  down(database: Knex): Promise<void>
}
