import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createInterface } from 'node:readline'
import { administrator } from './administrator.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const startWithinMs = 60_000

/** A real server in a process of its own. */
export interface MortalServer {
  readonly url: string
  readonly pid: number
  /** Resolves when the process is gone, by whomever. */
  readonly death: Promise<void>
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>
}

/**
 * Starts `serve.mjs` on a database, with failpoints (`publish.after-ddl=kill@2`) or none. It may die while starting: the
 * failpoint of a job that is taken up then; that is undefined.
 */
export async function startMortalServer(
  databaseUrl: string,
  dataDir: string,
  failpoints: string,
  role: 'all' | 'api' | 'worker' = 'all',
): Promise<MortalServer | undefined> {
  const child = spawn(
    process.execPath,
    ['tests/faults/serve.mjs', databaseUrl, dataDir, administrator.email, administrator.password, role],
    { cwd: root, env: { ...process.env, TESSERA_FAILPOINTS: failpoints }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  const death = once(child, 'exit').then(() => undefined)
  const url = await Promise.race([addressOf(child), death, lateness()])
  if (url === undefined) {
    // Its output may be closed a moment before it is known how it died.
    await death
    if (child.signalCode !== 'SIGKILL') throw new Error(`the server did not start: ${errors}`)
    return undefined
  }
  return {
    url,
    pid: child.pid ?? 0,
    death,
    kill: async () => {
      child.kill('SIGKILL')
      await death
    },
  }
}

/** The first line that is an address; log lines may come before it. */
async function addressOf(child: ChildProcess): Promise<string | undefined> {
  if (child.stdout === null) return undefined
  for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('http://')) return line
  return undefined
}

function lateness(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error('the server took too long to start')), startWithinMs).unref()
  })
}
