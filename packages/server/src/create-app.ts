import express, { type Express } from 'express'
import type { RequestListener } from 'node:http'
import { createServices, type ServiceParts } from './create-services.js'
import { createDispatcher } from './http/dispatch.js'
import type { Route } from './http/route.js'
import { mountRoutes } from './http/route-table.js'
import { routes as allRoutes } from './routes/index.js'
import type { Services } from './services.js'
import { serveWeb } from './web/serve-web.js'

/** The application without a socket. */
export interface App {
  /** Takes every request: those of the API by the short way, all others through express. */
  readonly listener: RequestListener
  /** Where middleware for everything but the API is mounted. */
  readonly express: Express
  readonly services: Services
}

const ownPaths = /^\/(?:api|healthz|readyz|metrics)(?:[/?]|$)/

/**
 * Builds the application: a dispatcher over our own table of routes, and express for all other addresses (files, single
 * sign-on, the web application). Throws when a route does not declare what it must.
 *
 * The web application is served where `webRoot` names its folder. The API does not pass express: its router took 10 % of the CPU time of reading a record.
 */
export function createApp(parts: ServiceParts, routes: readonly Route[] = allRoutes, webRoot?: string): App {
  const table = mountRoutes(routes)
  const services = createServices(parts, () => table)
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('trust proxy', false)
  const dispatch = createDispatcher(table, services)
  if (webRoot !== undefined) serveWeb(app, webRoot, parts.log)
  app.use(dispatch)
  const listener: RequestListener = (request, response) => {
    if (ownPaths.test(request.url as string)) dispatch(request, response)
    else app(request, response)
  }
  return { listener, express: app, services }
}
