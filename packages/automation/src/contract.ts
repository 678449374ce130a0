import type { Actor, AutomationPort, Engine, EngineLog } from '@tessera/engine'
import type {
  ActionDefinition,
  ActionServer,
  RunDetail,
  RunPage,
  RunState,
  ScenarioReport,
  SimulateAnswer,
  SimulateRequest,
  StartedRuns,
  TemplateScenario,
  TriggerDefinition,
  WorkflowHealth,
} from '@tessera/metadata'
import type { Pool } from 'pg'

/** The door of the automation: what the server and tests may call. Everything about runs names its actor. */
export interface Automation {
  /** Makes what the queue keeps outside workspaces. After `engine.migrate`; safe to run again and from several processes. */
  migrate(): Promise<void>
  /** Begins to work where `runsWorkers` allows it; other processes only tell the workers about new runs. */
  start(): Promise<void>
  /** Lets steps in hand end (their leases would run out anyway) and closes what was opened; the pool stays the caller's. */
  stop(): Promise<void>
  readonly runs: Runs
  /** How each workflow of the workspace does. Errors: access.denied. */
  health(actor: Actor): Promise<readonly WorkflowHealth[]>
}

/** Runs of workflows, for administrators. Errors of all: access.denied. */
export interface Runs {
  /** Newest first. Errors: document.not_found, request.bad_cursor, request.invalid_parameter. */
  list(actor: Actor, workflow: string, query: RunQuery): Promise<RunPage>
  /** Errors: run.not_found. */
  get(actor: Actor, id: string): Promise<RunDetail>
  /** Goes on at the step that failed, at once. Errors: run.not_found, run.not_retryable. */
  retry(actor: Actor, id: string): Promise<RunDetail>
  /** Ends a run that is not over, at once; what it did stays. Errors: run.not_found, run.not_cancellable. */
  cancel(actor: Actor, id: string): Promise<RunDetail>
  /** Starts a workflow by hand on records of its object. Errors: document.not_found, record.not_found, run.not_startable. */
  start(actor: Actor, workflow: string, input: { readonly records: readonly string[] }): Promise<StartedRuns>
  /** What the published workflow, or the draft that is sent, would do. Errors: document.not_found, document.invalid, record.not_found. */
  simulate(actor: Actor, workflow: string, request: SimulateRequest): Promise<SimulateAnswer>
}

export interface RunQuery {
  /** 1–200, default 50. */
  readonly limit?: number
  readonly after?: string
  readonly state?: RunState
}

/** The built-in and added actions, as blocks gives them. */
export interface ActionRegistry {
  readonly definitions: ReadonlyMap<string, ActionDefinition>
  readonly servers: ReadonlyMap<string, ActionServer>
}

export interface AutomationOptions {
  readonly engine: Engine
  /** From `createRunQueue()`; the engine was started with its `port`. */
  readonly queue: RunQueue
  /** For claims, steps and lists. A small pool of its own (3 connections), so that people's writes never wait for one. */
  readonly pool: Pool
  /** For the connection the queue listens with. */
  readonly databaseUrl: string
  readonly actions: ActionRegistry
  readonly triggers: ReadonlyMap<string, TriggerDefinition>
  /** `host:port` pairs that requests may reach though they are private. Default: none. */
  readonly outboundAllow?: readonly string[]
  /** How long a request may take as a whole. Default: 10 s. */
  readonly outboundTimeoutMs?: number
  /** False: this process leaves runs to others. Default: true. */
  readonly runsWorkers?: boolean
  /** Whom to tell when a limit stops a workflow, beside its maker: ids of people. */
  readonly administrators?: (workspace: string) => Promise<readonly string[]>
  /**
   * Roles of people, by id: who may not read what a notification says is told without it. Absent: everybody is told everything.
   */
  readonly rolesOf?: (workspace: string, people: readonly string[]) => Promise<ReadonlyMap<string, readonly string[]>>
  /** After the commit: these notifications are there to be read. Must not throw and not block. */
  readonly notified?: (workspace: string, notifications: readonly NewNotification[]) => void
  readonly clock?: () => Date
  readonly log?: EngineLog
}

export interface NewNotification {
  readonly id: string
  readonly userId: string
}

/**
 * The seam between engine and automation. It is made before both, because the engine needs its port and the automation
 * needs the engine.
 */
export interface RunQueue {
  readonly port: AutomationPort
  /** Who is told about new runs of this process; until then they wait in their table. */
  listen(wake: ((workspace: string) => void) | undefined): void
}

/** "Works when …", carried out in a scratch workspace: real records, real workflows, nobody's data. */
export interface Scenarios {
  /**
   * Plays scenarios one after another, each from an empty workspace, and tells how each went; what goes wrong in one is its result
   * and keeps none of the others from being played. Errors: workspace.unknown, template.scenarios_running,
   * template.not_installed.
   */
  run(request: ScenarioRequest): Promise<ScenarioReport>
  /** Ends what is under way after the step in hand, and waits until nothing is left of it. */
  stop(): Promise<void>
}

export interface ScenarioRequest {
  /** Whose documents of today are tried. */
  readonly workspace: string
  readonly scenarios: readonly TemplateScenario[]
  /** The installed template they are of: its keys count, whatever its parts are called today. Absent: today's keys. */
  readonly template?: string
}
