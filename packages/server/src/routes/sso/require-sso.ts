import { AppError } from '@tessera/metadata'
import type { SingleSignOn } from '../../identity/sso/single-sign-on.js'
import type { Services } from '../../services.js'

/** Single sign-on, where it is set up. Errors: 404 `sso.off`. */
export function requireSso({ sso }: Services): SingleSignOn {
  if (sso === undefined) throw new AppError('sso.off')
  return sso
}
