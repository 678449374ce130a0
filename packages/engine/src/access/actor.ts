import type { Actor } from '../contract.js'

/**
 * The actor of the platform itself, for example when an account makes its user record. It must be asked for by name and
 * says what for; history shows the sentence.
 */
export function systemActor(workspace: string, purpose: string): Actor {
  return {
    id: systemActorId,
    name: 'Tessera',
    workspace,
    roles: ['administrator'],
    locale: 'zh-CN',
    through: { kind: 'agent', title: purpose },
  }
}

/** By which workflow, for whom and how deep a write of a workflow happens. */
export interface WorkflowCause {
  /** Id of the workflow document. */
  readonly workflow: string
  /** Its label, for history. */
  readonly title: string
  /** The run that does it; none for a simulation. */
  readonly run?: string
  /** Of the run: runs that this write starts are one deeper. */
  readonly depth: number
  /** The person whose change began it all, if any. */
  readonly by?: string | null
}

/**
 * The actor of a workflow at work. Like the platform's own it must be asked for by name. It has an administrator's rights until
 * there are roles, owns nothing and is nobody's author: history names the workflow.
 */
export function workflowActor(workspace: string, cause: WorkflowCause): Actor {
  const { workflow, title, run, depth, by } = cause
  return {
    id: workflowActorId,
    name: title,
    workspace,
    roles: ['administrator'],
    locale: 'zh-CN',
    through: { kind: 'workflow', id: workflow, title, depth, by: by ?? null, ...(run === undefined ? {} : { run }) },
  }
}

/** Id of the actor of every workflow: no account, no user record has it. */
export const workflowActorId = '00000000-0000-7000-8000-000000000001'

/** Id of the acting user as records keep it and formulas call `me`: the platform and workflows are nobody. */
export const authorId = (actor: Actor): string | null =>
  isSystemActor(actor) || actor.id === workflowActorId ? null : actor.id

/** Id of the platform's own actor: no account, no user record has it. */
export const systemActorId = '00000000-0000-7000-8000-000000000000'

/** True for the platform's own actor, the only writer of managed objects such as `user`. */
export const isSystemActor = (actor: Actor): boolean => actor.id === systemActorId
