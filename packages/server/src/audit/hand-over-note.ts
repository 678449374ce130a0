import type { AuditNote } from '@tessera/engine'
import type { HandOverRequest } from '../people/plan-hand-over.js'

/** Whether a request hands anything over. */
export const isHandedOver = ({ handOverTo, handOver = [] }: HandOverRequest): boolean =>
  handOverTo !== undefined || handOver.length > 0

/** That what a person holds goes to others, and to whom: how much it was is in the job that does it. */
export function handOverNote(person: string, { handOverTo, handOver = [] }: HandOverRequest): AuditNote {
  return {
    action: 'people.handedOver',
    subject: { kind: 'person', key: person },
    details: { to: handOverTo ?? null, parts: handOver.map(({ object, to }) => `${object}: ${to}`) },
  }
}
