import { AppError, type PersonLink } from '@tessera/metadata'
import { createHash, randomBytes } from 'node:crypto'
import type { Pool } from 'pg'

/** What a link is good for; each is refused where another is asked for. */
export type LinkPurpose = 'invite' | 'reset'

/** How long each is good, and the page that takes it. */
const purposes: Readonly<Record<LinkPurpose, { readonly seconds: number; readonly page: string }>> = {
  invite: { seconds: 7 * 24 * 3600, page: '/invitation' },
  reset: { seconds: 3600, page: '/new-password' },
}

/** A link that is still good. */
export interface OpenLink {
  readonly accountId: string
  readonly workspace: string
  readonly expiresAt: Date
}

interface LinkRow extends OpenLink {
  readonly isUsed: boolean
  readonly isExpired: boolean
}

/**
 * Links of a single use (decision 0030): 32 random bytes, bound to purpose and person, kept as a hash. The token stands in
 * the fragment of the address, which browsers send to nobody.
 */
export class Links {
  readonly #pool: Pool
  readonly #publicUrl: string | undefined

  constructor(pool: Pool, publicUrl: string | undefined) {
    this.#pool = pool
    this.#publicUrl = publicUrl
  }

  /** Makes a link, given here once; older ones of the person for the same purpose end. */
  async make(
    purpose: LinkPurpose,
    person: { readonly accountId: string; readonly workspace: string; readonly madeBy: string | null },
  ): Promise<PersonLink> {
    const token = randomBytes(32).toString('base64url')
    const { seconds, page } = purposes[purpose]
    const made = await this.#pool.query<{ expires_at: Date }>(
      `with older as (
         update platform.links set ended_at = now()
         where account_id = $3 and purpose = $2 and used_at is null and ended_at is null
       )
       insert into platform.links (token_hash, purpose, account_id, workspace, made_by, expires_at)
       values ($1, $2, $3, $4, $5, now() + $6 * interval '1 second') returning expires_at`,
      [hashOf(token), purpose, person.accountId, person.workspace, person.madeBy, seconds],
    )
    const path = `${page}#${token}`
    const expiresAt = (made.rows[0] as { expires_at: Date }).expires_at.toISOString()
    return { path, url: this.#publicUrl === undefined ? null : `${this.#publicUrl}${path}`, expiresAt }
  }

  /** Whom a link is for, without using it. Errors: `link.unknown`, `link.used`, `link.expired`. */
  async look(purpose: LinkPurpose, token: string): Promise<OpenLink> {
    const found = await this.#pool.query<LinkRow>(
      `select l.account_id as "accountId", l.workspace, l.expires_at as "expiresAt",
         l.used_at is not null or l.ended_at is not null as "isUsed", l.expires_at <= now() as "isExpired"
       from platform.links l
       join platform.memberships m on m.account_id = l.account_id and m.workspace = l.workspace
       where l.token_hash = $1 and l.purpose = $2 and m.deactivated_at is null`,
      [hashOf(token), purpose],
    )
    const link = found.rows[0]
    if (link === undefined) throw new AppError('link.unknown')
    if (link.isUsed) throw new AppError('link.used')
    if (link.isExpired) throw new AppError('link.expired')
    return link
  }

  /**
   * Uses a link for a new password, in one statement: of many who use it at once one wins. All other links, sessions and
   * known browsers of the person end with it. Errors as for `look`.
   */
  async use(purpose: LinkPurpose, token: string, passwordHash: string, credentialId: string): Promise<OpenLink> {
    const used = await this.#pool.query<OpenLink>(
      `with used as (
         update platform.links l set used_at = now() from platform.memberships m
         where l.token_hash = $1 and l.purpose = $2 and l.used_at is null and l.ended_at is null and l.expires_at > now()
           and m.account_id = l.account_id and m.workspace = l.workspace and m.deactivated_at is null
         returning l.account_id, l.workspace, l.expires_at
       ), others as (
         update platform.links l set ended_at = now() from used
         where l.account_id = used.account_id and l.token_hash <> $1 and l.used_at is null and l.ended_at is null
       ), credential as (
         insert into platform.auth_account (id, "accountId", "providerId", "userId", password)
         select $4, account_id, 'credential', account_id, $3 from used
         on conflict ("providerId", "accountId") do update set password = excluded.password, "updatedAt" = now()
       ), sessions as (
         delete from platform.auth_session s using used where s."userId" = used.account_id
       ), half as (
         delete from platform.half_sign_ins h using used where h.account_id = used.account_id
       ), devices as (
         delete from platform.known_devices d using used where d.account_id = used.account_id
       )
       select account_id as "accountId", workspace, expires_at as "expiresAt" from used`,
      [hashOf(token), purpose, passwordHash, credentialId],
    )
    const link = used.rows[0]
    if (link !== undefined) return link
    // Somebody else was faster, or it has expired since.
    await this.look(purpose, token)
    throw new AppError('link.used')
  }

  /** Ends all links of a person: after a new password, and when they are deactivated. */
  async end(accountId: string): Promise<void> {
    await this.#pool.query(
      'update platform.links set ended_at = now() where account_id = $1 and used_at is null and ended_at is null',
      [accountId],
    )
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
