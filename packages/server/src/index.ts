/**
 * @tessera/server: the HTTP API. Routes are data (`routes/`), passed through one row of gates (`http/`); people, sessions
 * and tokens are here (`identity/`, `people/`), with the tables they need (`platform/`). What a record or a document is,
 * the engine knows: nothing here reads or writes one but through it.
 */
export { createApp, type App } from './create-app.js'
export type { ServiceParts } from './create-services.js'
export type { Policy, Route } from './http/route.js'
export type { ServerLog } from './log.js'
export { routes } from './routes/index.js'
export type { SsoSettings } from './identity/sso/sso-settings.js'
export type { S3Settings } from './files/s3-store.js'
export { startServer, type RunningServer, type ServerOptions } from './start-server.js'
export {
  packTemplateFolder,
  readTemplateFile,
  type FindTemplate,
  type PackedTemplate,
} from './templates/pack-template-folder.js'
export { bundledTemplates, TemplateShelf, type ShelvedTemplate } from './templates/template-shelf.js'
