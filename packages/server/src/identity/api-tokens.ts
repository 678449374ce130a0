import { randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { uuid7, type Actor } from '@tessera/engine'
import { credentialHash } from './credentials.js'
import type { Identity } from './identity.js'

import type { Locale } from '@tessera/metadata'

/** An API token as its maker sees it in the list. */
export interface ApiToken {
  readonly id: string
  readonly name: string
  readonly role: string | null
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly lastUsedAt: string | null
}

interface VerifiedRow {
  readonly id: string
  readonly name: string
  readonly role: string | null
  readonly workspace: string
  readonly expires_at: Date | null
  readonly account_id: string
  readonly account_name: string
  readonly email: string
  readonly locale: Locale
  readonly roles: readonly string[]
}

/** API tokens: made by a person in a workspace, never able to do more than that person can at the moment of use. */
export class ApiTokens {
  readonly #pool: Pool

  constructor(pool: Pool) {
    this.#pool = pool
  }

  /**
   * Makes a token; its text is given here once and kept nowhere. A token made with a token keeps to that one's role and
   * end, and goes when that one is deleted.
   */
  async create(
    maker: Actor,
    parent: Identity['apiToken'],
    input: { readonly name: string; readonly role: string | undefined; readonly expiresAt: Date | undefined },
  ): Promise<{ id: string; token: string }> {
    const id = uuid7()
    const token = `tsr_${randomBytes(32).toString('base64url')}`
    await this.#pool.query(
      `insert into platform.api_tokens (id, account_id, workspace, name, role, token_hash, expires_at, parent_id)
       values ($1, $2, $3, $4, $5, $6, least($7::timestamptz, $8::timestamptz), $9)`,
      [
        id,
        maker.id,
        maker.workspace,
        input.name,
        input.role ?? parent?.role ?? null,
        hashOf(token),
        input.expiresAt ?? null,
        parent?.expiresAt ?? null,
        parent?.id ?? null,
      ],
    )
    return { id, token }
  }

  /** The caller's own tokens in the workspace, newest first. */
  async list(owner: Actor): Promise<readonly ApiToken[]> {
    const found = await this.#pool.query<Record<'createdAt' | 'expiresAt' | 'lastUsedAt', Date | null> & ApiToken>(
      `select id, name, role, created_at as "createdAt", expires_at as "expiresAt", last_used_at as "lastUsedAt"
       from platform.api_tokens where account_id = $1 and workspace = $2 order by id desc limit 500`,
      [owner.id, owner.workspace],
    )
    return found.rows
  }

  /** Removes a token of the caller and those made with it; gives the subjects to revoke, none when it does not exist. */
  async remove(owner: Actor, id: string): Promise<readonly string[]> {
    const removed = await this.#pool.query<{ token_hash: Buffer }>(
      `with recursive doomed as (
         select id, token_hash from platform.api_tokens where id = $1 and account_id = $2 and workspace = $3
         union
         select t.id, t.token_hash from platform.api_tokens t join doomed on t.parent_id = doomed.id
       ), removed as (
         delete from platform.api_tokens where id in (select id from doomed)
       )
       select token_hash from doomed`,
      [id, owner.id, owner.workspace],
    )
    return removed.rows.map(({ token_hash }) => token_hash.toString('base64url'))
  }

  /** Ends all tokens of somebody in a workspace. What was remembered of them is the caller's to revoke. */
  async end(accountId: string, workspace: string): Promise<void> {
    await this.#pool.query('delete from platform.api_tokens where account_id = $1 and workspace = $2', [
      accountId,
      workspace,
    ])
  }

  /** Who a token speaks for; undefined when it is unknown, expired, or its maker was deactivated. Notes its use. */
  async verify(token: string): Promise<Identity | undefined> {
    const found = await this.#pool.query<VerifiedRow>({
      name: 'server-verify-token',
      text: `with used as (
               update platform.api_tokens set last_used_at = now()
               where token_hash = $1 and (last_used_at is null or last_used_at < now() - interval '30 seconds')
             )
             select t.id, t.name, t.role, t.workspace, t.expires_at, u.id as account_id, u.name as account_name,
               u.email, u.locale, m.roles
             from platform.api_tokens t
             join platform.auth_user u on u.id = t.account_id
             join platform.memberships m on m.account_id = t.account_id and m.workspace = t.workspace
             where t.token_hash = $1 and m.deactivated_at is null and (t.expires_at is null or t.expires_at > now())`,
      values: [hashOf(token)],
    })
    const row = found.rows[0]
    return row === undefined ? undefined : toIdentity(row)
  }
}

function toIdentity(row: VerifiedRow): Identity {
  const roles = row.role === null ? row.roles : row.roles.filter((role) => role === row.role)
  return {
    accountId: row.account_id,
    name: row.account_name,
    email: row.email,
    locale: row.locale,
    through: { kind: 'token', id: row.id, title: row.name },
    sessionToken: undefined,
    owesSecondStep: false,
    apiToken: { id: row.id, role: row.role, expiresAt: row.expires_at },
    memberships: [{ workspace: row.workspace, roles }],
    expiresAtMs: row.expires_at?.getTime() ?? Number.POSITIVE_INFINITY,
    actors: new Map(),
  }
}

function hashOf(token: string): Buffer {
  return Buffer.from(credentialHash({ kind: 'token', secret: token }), 'base64url')
}
