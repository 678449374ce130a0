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

/** Id of the platform's own actor: no account, no user record has it. */
export const systemActorId = '00000000-0000-7000-8000-000000000000'

/** True for the platform's own actor, the only writer of managed objects such as `user`. */
export const isSystemActor = (actor: Actor): boolean => actor.id === systemActorId
