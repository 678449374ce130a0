import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fromRoot, startProgram, type RunningProcess } from '../records/processes.js'

const account = { email: 'bench@example.com', password: 'bench-password-2026' }

/** The product as people start it, with an administrator signed in. */
export interface Product {
  readonly origin: string
  readonly headers: Readonly<Record<string, string>>
  readonly userId: string
  readonly pid: number
  /** Sends JSON and gives the answer's; throws what is no success. */
  send(method: string, path: string, body: unknown): Promise<Readonly<Record<string, unknown>>>
  stop(): Promise<void>
}

export async function startProduct(databaseUrl: string): Promise<Product> {
  const running: RunningProcess = await startProgram(
    [fromRoot('packages/cli/dist/main.js'), 'start'],
    {
      DATABASE_URL: databaseUrl,
      PORT: '0',
      TESSERA_DATA: join(tmpdir(), `tessera-bench-${process.pid}`),
      TESSERA_ADMIN_EMAIL: account.email,
      TESSERA_ADMIN_PASSWORD: account.password,
    },
    /http:\/\/[^\s:]+:(\d+)/,
  )
  const origin = `http://127.0.0.1:${running.port}`
  const answer = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  })
  const headers = { cookie: (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '' }
  const { user } = (await answer.json()) as { user: { id: string } }
  return {
    origin,
    headers,
    userId: user.id,
    pid: running.process.pid ?? 0,
    stop: () => running.stop(),
    send: async (method, path, body) => {
      const sent = await fetch(`${origin}${path}`, {
        method,
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      const text = await sent.text()
      if (!sent.ok) throw new Error(`${method} ${path}: ${sent.status} ${text}`)
      return JSON.parse(text) as Record<string, unknown>
    },
  }
}
