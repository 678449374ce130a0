import express, { type Express } from 'express'
import { createServices, type ServiceParts } from './create-services.js'
import { createDispatcher } from './http/dispatch.js'
import type { Route } from './http/route.js'
import { mountRoutes } from './http/route-table.js'
import { routes as allRoutes } from './routes/index.js'
import type { Services } from './services.js'

/** The application without a socket. */
export interface App {
  readonly express: Express
  readonly services: Services
}

/**
 * Builds the application: express with one dispatcher, which walks our own table of routes. Throws when a route does not
 * declare what it must.
 *
 * express keeps its place as the frame other middleware is mounted in (files, single sign-on, the web application); the
 * API passes one layer of it, because each further layer costs time on every request.
 */
export function createApp(parts: ServiceParts, routes: readonly Route[] = allRoutes): App {
  const table = mountRoutes(routes)
  const services = createServices(parts, () => table)
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('trust proxy', false)
  app.use(createDispatcher(table, services))
  return { express: app, services }
}
