/**
 * Jest calls this before all tests, as plain Node: it registers the TypeScript hooks (packages from their sources, so
 * that no build is needed) and hands over to start-test-server.ts.
 */
import { register } from 'node:module'

export default async function globalSetup() {
  register('../../scripts/ts-hooks.mjs', import.meta.url, { data: { source: true } })
  const { startTestServer } = await import('./start-test-server.ts')
  globalThis.stopTesseraTestServer = await startTestServer()
}
