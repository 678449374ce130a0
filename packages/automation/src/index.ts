/**
 * @tessera/automation: workflows at work. Runs of immutable graphs, their queue and workers, schedules, simulation, and the
 * one client that may call addresses outside. It works through the engine's door and never writes a record past it.
 *
 * Where to look: `core/` how a run goes on, pure · `evaluate/` formulas of nodes · `execute/` what nodes want, done · `queue/`
 * who works on which run when · `schedule/` the clock · `runs/` what people see of it · `simulate/` a run as if · `outbound/`
 * requests to other systems · `scenarios/` sentences about a template, carried out.
 */
export type * from './contract.js'
export { createAutomation } from './create-automation.js'
export {
  createOutboundClient,
  type OutboundAnswer,
  type OutboundClient,
  type OutboundRequest,
} from './outbound/outbound-client.js'
export { createScenarios, type ScenariosOptions } from './scenarios/create-scenarios.js'
export { createRunQueue } from './queue/create-run-queue.js'
