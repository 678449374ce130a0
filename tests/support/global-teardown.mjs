/** Jest calls this after all tests: stops the PostgreSQL that global-setup.mjs started. */
export default async function globalTeardown() {
  await globalThis.stopTesseraTestServer?.()
}
