/**
 * What lives in this folder: the files of the browser application and the headers they go out with. What the application
 * is, packages/web knows; here it is a folder with an `index.html` and hashed files below `assets`.
 */
import compression from 'compression'
import express, { Router, type ErrorRequestHandler, type Express, type Request, type Response } from 'express'
import { randomBytes, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ServerLog } from '../log.js'
import { missingBuildPage } from './missing-build-page.js'
import { pageHeaders } from './page-headers.js'

/** Where the build of packages/web is, seen from this file's place in `src` and in `dist`. */
export const builtWeb = fileURLToPath(new URL('../../../web/dist/', import.meta.url))

const YEAR_MS = 365 * 24 * 3600 * 1000

/**
 * Serves the browser application from a folder: hashed files for ever, `index.html` for every other page that is asked
 * for. What is neither goes on to the next handler; so does everything but GET and HEAD.
 */
export function serveWeb(app: Express, root: string, log: ServerLog): void {
  const files = Router()
  files.use((_request, response, next) => {
    response.setHeaders(pageHeaders())
    response.setHeader('Request-Id', randomUUID())
    next()
  })
  files.use(compression())
  files.use('/assets', express.static(join(root, 'assets'), { index: false, maxAge: YEAR_MS, immutable: true }))
  files.use(express.static(root, { index: false, redirect: false, setHeaders: revalidate }))
  files.use(async (request, response, next) => {
    if (isPage(request)) await sendPage(response, root)
    else next()
  })
  const giveUp: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
    log.error({ err: error }, 'A file of the web application could not be read')
    response.destroy()
  }
  files.use(giveUp)
  app.use((request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') files(request, response, next)
    else next()
  })
}

/** A browser that goes somewhere asks for HTML by name; scripts, images and programs do not. */
function isPage({ headers, path }: Request): boolean {
  return !path.startsWith('/assets/') && headers.accept?.includes('text/html') === true
}

/** The page with a nonce of its own, which its script finds in `meta[name=csp-nonce]`. */
async function sendPage(response: Response, root: string): Promise<void> {
  const page = await readFile(join(root, 'index.html'), 'utf8').catch(ignoreMissing)
  const nonce = randomBytes(16).toString('base64url')
  response.setHeaders(pageHeaders(nonce))
  response.setHeader('Cache-Control', 'no-store')
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  if (page === undefined) response.status(503).end(missingBuildPage)
  else response.end(page.replace('<head>', `<head>\n    <meta name="csp-nonce" nonce="${nonce}" />`))
}

function revalidate(response: Response): void {
  response.setHeader('Cache-Control', 'no-cache')
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
  return undefined
}
