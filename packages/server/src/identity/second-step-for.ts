import { ADMINISTRATOR, type Membership } from './identity.js'

/** Of whom the operator asks a second step; everybody else may set one up. */
export type SecondStepFor = 'nobody' | 'administrators' | 'everybody'

/** Is a second step asked of somebody with these memberships? */
export function isSecondStepAsked(whom: SecondStepFor, memberships: readonly Membership[]): boolean {
  if (whom === 'administrators') return memberships.some(({ roles }) => roles.includes(ADMINISTRATOR))
  return whom === 'everybody'
}
