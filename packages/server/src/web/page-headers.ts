import helmet from 'helmet'
import { collectHeaders } from '../http/collect-headers.js'

const placeholder = "'nonce-0'"

/**
 * Headers of pages and of the files they load, name and value by turns: everything comes from our own origin, nothing
 * runs that is not a file of ours, nobody frames us.
 *
 * Style elements need the nonce of their page (the editor makes some). Style attributes are set by scripts through the
 * object model, which no policy stands against, so none are allowed in markup. Images may be `data:` and `blob:`, for
 * previews of what is being uploaded.
 */
const headers = collectHeaders(
  helmet({
    // Whether and for how long a host speaks TLS only is for the proxy to say that speaks it.
    strictTransportSecurity: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", placeholder],
        styleSrcAttr: ["'none'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
  }),
)

/** Headers of a page whose style elements carry `nonce`; without one, of a file. */
export function pageHeaders(nonce?: string): Headers {
  const answer = new Headers()
  for (let index = 0; index < headers.length; index += 2) {
    const value = headers[index + 1] as string
    answer.set(
      headers[index] as string,
      value.replace(` ${placeholder}`, nonce === undefined ? '' : ` 'nonce-${nonce}'`),
    )
  }
  return answer
}
