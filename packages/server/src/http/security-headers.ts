import helmet from 'helmet'
import { collectHeaders } from './collect-headers.js'

/**
 * The headers every answer carries, name and value by turns: helmet's, computed once, with a content policy that lets an
 * answer of the API load nothing at all.
 */
export function securityHeaders(): readonly string[] {
  const secure = helmet({
    // Whether and for how long a host speaks TLS only is for the proxy to say that speaks it.
    strictTransportSecurity: false,
    // Each header costs time on every answer; these mean nothing for what is not a page.
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] },
    },
  })
  return collectHeaders(secure)
}
