import type { Hazard, WireDocument } from '@tessera/metadata'
import type { Random, SchemaChange } from '../support/random-schema-change.js'
import { administrator } from './administrator.js'

/** What the server has promised: answers 201. */
export interface Acknowledged {
  readonly revisions: Set<number>
  /** Record ids. */
  readonly records: Set<string>
}

interface Answer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/** The server is gone, and with it the answer: nobody knows what it would have been. */
export class CutOff extends Error {}

async function unlessCutOff<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    throw new CutOff('the connection was cut off', { cause })
  }
}

/** Changes documents and creates records over HTTP, and remembers what was acknowledged. */
export class CrashClient {
  private constructor(
    readonly url: string,
    private readonly cookie: string,
    private readonly acknowledged: Acknowledged,
  ) {}

  static async signIn(url: string, acknowledged: Acknowledged): Promise<CrashClient> {
    const answer = await unlessCutOff(
      fetch(`${url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(administrator),
      }),
    )
    if (answer.status !== 200) throw new Error(`signing in: ${answer.status} ${await answer.text()}`)
    const cookie = answer.headers
      .getSetCookie()
      .map((set) => set.split(';')[0])
      .join('; ')
    return new CrashClient(url, cookie, acknowledged)
  }

  async documents(): Promise<{ documents: readonly WireDocument[]; revision: number }> {
    const { body } = await this.send('GET', '/api/documents')
    return body as { documents: readonly WireDocument[]; revision: number }
  }

  /** Publishes or undoes, accepting every warning; a refusal is an answer like any other. */
  async publish(change: SchemaChange): Promise<void> {
    const path = 'undo' in change ? `/api/changes/${change.undo}/undo` : '/api/changes'
    const body = 'undo' in change ? {} : { changes: change.changes }
    let answer = await this.send('POST', path, body)
    const { plan } = answer.body as { plan?: { hazards: readonly Hazard[] } }
    if (answer.status === 422 && plan !== undefined) {
      answer = await this.send('POST', path, { ...body, accept: plan.hazards.map(({ id }) => id) })
    }
    if (answer.status === 201) this.acknowledged.revisions.add(Number(answer.body.revision))
    else if (answer.status >= 500) throw new Error(`publishing: ${answer.status} ${JSON.stringify(answer.body)}`)
  }

  /** A blank record in some object; refused where something is required. */
  async createSomewhere(random: Random, documents: readonly WireDocument[]): Promise<void> {
    const own = documents.filter(({ kind, system }) => kind === 'object' && system !== true)
    const object = own[Math.floor(random() * own.length)]
    if (object === undefined) return
    const { status, body } = await this.send('POST', `/api/records/${object.key}`, {})
    if (status === 201) this.acknowledged.records.add(String(body.id))
  }

  async send(
    method: string,
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const json = body === undefined ? {} : { 'content-type': 'application/json' }
    const request = {
      method,
      headers: { cookie: this.cookie, ...json, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }
    const answer = await unlessCutOff(fetch(`${this.url}${path}`, request))
    return { status: answer.status, body: (await unlessCutOff(answer.json())) as Answer['body'] }
  }
}
