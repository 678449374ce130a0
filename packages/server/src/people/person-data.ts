import { peopleKeeper, isUuid, type Actor } from '@tessera/engine'
import { AppError, type AuditEntry } from '@tessera/metadata'
import type { Services } from '../services.js'

const MOST_LINES = 5_000

/**
 * Everything that is held about a person of the workspace, without what is secret: passwords, tokens and codes are only kept as
 * hashes, and are not given. Errors: 404 `person.not_found`.
 */
export async function personData(
  { engine, pools, memberships }: Pick<Services, 'engine' | 'pools' | 'memberships'>,
  actor: Actor,
  id: string,
): Promise<Readonly<Record<string, unknown>>> {
  if (!isUuid(id) || (await memberships.find(id, actor.workspace)) === undefined) {
    throw new AppError('person.not_found')
  }
  const keeper = peopleKeeper(actor)
  const rows = async (sql: string): Promise<readonly unknown[]> => (await pools.platform.query(sql, [id])).rows
  const [account] = await rows(
    `select id, name, email, locale, "createdAt", "updatedAt" from platform.auth_user where id = $1`,
  )
  const audit: AuditEntry[] = []
  for await (const page of engine.audit.pages(keeper, 'workspace', { actor: id })) {
    audit.push(...page)
    if (audit.length >= MOST_LINES) break
  }
  return {
    account,
    record: JSON.parse((await engine.records.get(keeper, 'user', id)).json) as unknown,
    memberships: await rows(
      `select workspace, roles, created_at as "createdAt", last_used_at as "lastUsedAt", deactivated_at as "deactivatedAt"
       from platform.memberships where account_id = $1`,
    ),
    sessions: await rows(
      `select "createdAt", "updatedAt", "expiresAt", "ipAddress", "userAgent" from platform.auth_session where "userId" = $1`,
    ),
    tokens: await rows(
      `select t.name, t.role, t.created_at as "createdAt", t.expires_at as "expiresAt", t.last_used_at as "lastUsedAt",
         (select coalesce(json_agg(a.address order by a.first_at), '[]') from platform.token_addresses a where a.token_id = t.id) as addresses
       from platform.api_tokens t where t.account_id = $1`,
    ),
    secondStep:
      (await rows('select confirmed_at as "since" from platform.second_steps where account_id = $1'))[0] ?? null,
    holdings: (await engine.handOvers.holdings(keeper, id)).map(({ object, count }) => ({ object, count })),
    audit,
  }
}
