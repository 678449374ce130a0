/**
 * `@tessera/cli`: the `tessera` command (`main.ts`, one file per command below `commands/`) and the embedded PostgreSQL.
 * This door exports what tests and tools need: a PostgreSQL of their own. Nothing here knows records or documents.
 */
export { startPostgres } from './postgres/start-postgres.js'
export type { RunningPostgres, StartPostgresOptions } from './postgres/start-postgres.js'
export { sweepTestFolders, testDataFolder } from './postgres/test-data-folder.js'
export { LaunchError } from './launch-error.js'
