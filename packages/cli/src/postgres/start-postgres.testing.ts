/** Starts PostgreSQL on the folder given as argument, prints its address, and waits to be killed. Run by a test. */
import { startPostgres } from '@tessera/cli'

const { url } = await startPostgres({ dataDir: process.argv[2] ?? '', preset: 'test' })
console.log(url)
setInterval(() => undefined, 60_000)
