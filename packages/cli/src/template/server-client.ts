import { readFile } from 'node:fs/promises'
import type { FieldProblem } from '@tessera/metadata'
import { LaunchError } from '../launch-error.js'

/** An answer of the server that is no success, as `application/problem+json` carries it. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly errors: readonly FieldProblem[],
  ) {
    super(detail)
  }
}

export interface ServerAccess {
  /** Address of the installation. */
  readonly server: URL
  readonly token: string
  /** Key of the workspace; the token's own when absent. */
  readonly workspace?: string | undefined
}

/**
 * Reads how to reach the server from flags and environment: `--server` or TESSERA_SERVER, `--token-file` or TESSERA_TOKEN.
 * A LaunchError when one is missing. Tokens are no flags: everybody on a machine sees the words of its programs.
 */
export async function readAccess(
  flags: { readonly server?: string; readonly tokenFile?: string; readonly workspace?: string },
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ServerAccess> {
  const address = flags.server ?? environment['TESSERA_SERVER']
  const server = address !== undefined && URL.canParse(address) ? new URL(address) : undefined
  if (server === undefined || !/^https?:$/.test(server.protocol)) {
    throw new LaunchError(
      '请用 --server 给出服务器地址，如 http://localhost:3300。',
      'Give the address of the server with --server, such as http://localhost:3300.',
    )
  }
  const token = (
    flags.tokenFile === undefined ? environment['TESSERA_TOKEN'] : await readToken(flags.tokenFile)
  )?.trim()
  if (token === undefined || token === '') {
    throw new LaunchError(
      '请用 --token-file 给出存有令牌的文件，或设置 TESSERA_TOKEN。令牌在「设置 → API 令牌」中创建。',
      'Give a file that holds a token with --token-file, or set TESSERA_TOKEN. Tokens are made in Settings → API tokens.',
    )
  }
  return { server, token, workspace: flags.workspace }
}

async function readToken(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => {
    throw new LaunchError(`读不到令牌文件 ${file}。`, `The token file ${file} cannot be read.`)
  })
}

/** Asks the API of an installation. Errors: Refusal; LaunchError when the server cannot be reached. */
export class ServerClient {
  constructor(private readonly access: ServerAccess) {}

  get<T>(path: string): Promise<T> {
    return this.#ask('GET', path)
  }

  post<T>(path: string, body: unknown): Promise<T> {
    return this.#ask('POST', path, typeof body === 'string' ? body : JSON.stringify(body))
  }

  async #ask<T>(method: string, path: string, body?: string): Promise<T> {
    const { server, token, workspace } = this.access
    const url = new URL(`api/${path}`, server.href.endsWith('/') ? server : `${server.href}/`)
    const headers = {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(workspace === undefined ? {} : { 'tessera-workspace': workspace }),
    }
    // A token is for one address alone: where that leads elsewhere is for a person to look at.
    const request = { method, headers, redirect: 'error' as const, ...(body === undefined ? {} : { body }) }
    const response = await fetch(url, request).catch((error: unknown) => {
      const reason = (error as { cause?: { code?: string } }).cause?.code ?? String(error)
      throw new LaunchError(`连不上 ${server.href}（${reason}）。`, `${server.href} cannot be reached (${reason}).`)
    })
    const answer = (await response.json().catch(() => undefined)) as unknown
    if (response.ok) return answer as T
    const { code = String(response.status), detail = '', errors = [] } = (answer ?? {}) as Partial<Refusal>
    throw new Refusal(response.status, code, detail, errors)
  }
}
