import type { Pool } from 'pg'
import { ADMINISTRATOR, type Membership } from './identity.js'

/** A membership as administrators see it. */
export interface MembershipRow extends Membership {
  readonly isActive: boolean
}

/** Who works where with which roles. */
export class Memberships {
  readonly #pool: Pool

  constructor(pool: Pool) {
    this.#pool = pool
  }

  /** Active memberships of an account, the last used first; undefined: an account nobody has. */
  async activeOf(accountId: string | undefined): Promise<readonly Membership[]> {
    const found = await this.#pool.query<Membership>({
      name: 'server-memberships',
      text: `select workspace, roles from platform.memberships
             where account_id = $1 and deactivated_at is null
             order by last_used_at desc nulls last, created_at`,
      values: [accountId ?? ''],
    })
    return found.rows
  }

  async find(accountId: string, workspace: string): Promise<MembershipRow | undefined> {
    const found = await this.#pool.query<MembershipRow>(
      `select workspace, roles, deactivated_at is null as "isActive" from platform.memberships
       where account_id = $1 and workspace = $2`,
      [accountId, workspace],
    )
    return found.rows[0]
  }

  /** Everybody who works in a workspace, by name. */
  async activeIn(workspace: string): Promise<readonly { id: string; name: string; roles: readonly string[] }[]> {
    const found = await this.#pool.query<{ id: string; name: string; roles: readonly string[] }>(
      `select u.id, u.name, m.roles from platform.memberships m join platform.auth_user u on u.id = m.account_id
       where m.workspace = $1 and m.deactivated_at is null order by u.name collate "zh-x-icu", u.id`,
      [workspace],
    )
    return found.rows
  }

  /** Roles of those of some people who work in a workspace, by id. */
  async rolesOf(workspace: string, people: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const found = await this.#pool.query<{ id: string; roles: readonly string[] }>(
      `select account_id as id, roles from platform.memberships
       where workspace = $1 and account_id = any($2) and deactivated_at is null`,
      [workspace, people],
    )
    return new Map(found.rows.map(({ id, roles }) => [id, roles]))
  }

  /** Ids of the active administrators of a workspace. */
  async administratorsOf(workspace: string): Promise<readonly string[]> {
    const found = await this.#pool.query<{ id: string }>(
      `select account_id as id from platform.memberships
       where workspace = $1 and $2 = any(roles) and deactivated_at is null order by account_id`,
      [workspace, ADMINISTRATOR],
    )
    return found.rows.map(({ id }) => id)
  }

  async isAnywhere(accountId: string): Promise<boolean> {
    const found = await this.#pool.query('select 1 from platform.memberships where account_id = $1 limit 1', [
      accountId,
    ])
    return found.rowCount === 1
  }

  /** False when the account is a member already. */
  async add(accountId: string, workspace: string, roles: readonly string[]): Promise<boolean> {
    const added = await this.#pool.query(
      'insert into platform.memberships (account_id, workspace, roles) values ($1, $2, $3) on conflict do nothing',
      [accountId, workspace, roles],
    )
    return added.rowCount === 1
  }

  /** Makes accounts members with their roles, all or none; who is one already stays as they are. */
  async addAll(
    workspace: string,
    people: readonly { readonly id: string; readonly roles: readonly string[] }[],
  ): Promise<void> {
    await this.#pool.query(
      `insert into platform.memberships (account_id, workspace, roles)
       select id, $2, array(select jsonb_array_elements_text(roles)) from jsonb_to_recordset($1) as p(id text, roles jsonb)
       on conflict do nothing`,
      [JSON.stringify(people), workspace],
    )
  }

  /**
   * Changes roles or activity. Refused (false) when no active administrator would remain; administrators' rows are
   * locked in order first, so that two of them cannot remove each other at once.
   */
  async change(
    accountId: string,
    workspace: string,
    next: { readonly roles?: readonly string[]; readonly deactivate?: boolean },
  ): Promise<boolean> {
    const client = await this.#pool.connect()
    try {
      await client.query('begin')
      const administrators = await client.query<{ account_id: string }>(
        `select account_id from platform.memberships
         where workspace = $1 and $2 = any(roles) and deactivated_at is null order by account_id for update`,
        [workspace, ADMINISTRATOR],
      )
      const staysAdministrator = next.deactivate !== true && next.roles?.includes(ADMINISTRATOR) !== false
      const others = administrators.rows.filter((row) => row.account_id !== accountId)
      const wasAdministrator = others.length < administrators.rows.length
      const isAllowed = !wasAdministrator || staysAdministrator || others.length > 0
      if (isAllowed) {
        await client.query(
          `update platform.memberships
           set roles = coalesce($3, roles), deactivated_at = case when $4 then coalesce(deactivated_at, now()) else deactivated_at end
           where account_id = $1 and workspace = $2`,
          [accountId, workspace, next.roles ?? null, next.deactivate === true],
        )
      }
      await client.query('commit')
      return isAllowed
    } catch (error) {
      await client.query('rollback').catch(() => undefined)
      throw error
    } finally {
      client.release()
    }
  }

  /** Ends a deactivation; false when there is no membership. */
  async reactivate(accountId: string, workspace: string): Promise<boolean> {
    const changed = await this.#pool.query(
      'update platform.memberships set deactivated_at = null where account_id = $1 and workspace = $2',
      [accountId, workspace],
    )
    return changed.rowCount === 1
  }

  async markUsed(accountId: string, workspace: string): Promise<void> {
    await this.#pool.query(
      'update platform.memberships set last_used_at = now() where account_id = $1 and workspace = $2',
      [accountId, workspace],
    )
  }
}
