/**
 * @tessera/automation: workflows at work. Runs of immutable graphs, their queue and workers, schedules, simulation, and the
 * one client that may call addresses outside. It works through the engine's door and never writes a record past it.
 */
export type * from './contract.js'
export { createRunQueue } from './queue/create-run-queue.js'
