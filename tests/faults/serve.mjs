/**
 * A server process to be killed: `serve.mjs <database url> <data folder> <e-mail> <password> [role]`; prints its address. Plain
 * JavaScript on built packages, because it starts hundreds of times.
 */
import { startServer } from '@tessera/server'

const [databaseUrl, dataDir, adminEmail, adminPassword, role = 'all'] = process.argv.slice(2)
const { url } = await startServer({
  databaseUrl,
  dataDir,
  port: 0,
  host: '127.0.0.1',
  role,
  adminEmail,
  adminPassword,
  outboundAllow: [],
})
process.stdout.write(`${url}\n`)
