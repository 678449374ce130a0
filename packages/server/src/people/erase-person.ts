import { peopleKeeper, type Actor } from '@tessera/engine'
import { AppError } from '@tessera/metadata'
import type { Services } from '../services.js'

/**
 * Makes a deactivated person unknown: account and record are called by a pseudonym, without address, phone and title, in
 * history too; passwords, sessions, tokens, links and known browsers go. Records they own or made keep pointing to the
 * pseudonym. Who is active in another workspace keeps their account. Says it again without harm.
 *
 * Gives the pseudonym. Errors: 404 `person.not_found`, 409 `personal.active_person`.
 */
export async function erasePerson(
  { engine, pools, memberships, identities }: Pick<Services, 'engine' | 'pools' | 'memberships' | 'identities'>,
  actor: Actor,
  id: string,
): Promise<string> {
  const membership = await memberships.find(id, actor.workspace)
  if (membership === undefined) throw new AppError('person.not_found')
  if (membership.isActive) throw new AppError('personal.active_person')
  const name = `已注销 ${id.slice(-6)}`
  const email = `erased-${id}@erased.invalid`
  await engine.personal.erase(peopleKeeper(actor), 'user', id, {
    replace: { name, email, phone: null, jobTitle: null },
  })
  await engine.personal.rename(actor.workspace, id, name)
  if ((await memberships.activeOf(id)).length === 0) await eraseAccount(pools.platform, id, name, email)
  await identities.revocations.revoke(id)
  return name
}

/** Everything secret or telling about the account, in one transaction; the row itself stays, others point to it. */
async function eraseAccount(
  pool: Services['pools']['platform'],
  id: string,
  name: string,
  email: string,
): Promise<void> {
  await pool.query(
    `with renamed as (update platform.auth_user set name = $2, email = $3, image = null, "updatedAt" = now() where id = $1),
       credentials as (delete from platform.auth_account where "userId" = $1),
       sessions as (delete from platform.auth_session where "userId" = $1),
       tokens as (delete from platform.api_tokens where account_id = $1),
       links as (delete from platform.links where account_id = $1),
       devices as (delete from platform.known_devices where account_id = $1),
       steps as (delete from platform.second_steps where account_id = $1),
       codes as (delete from platform.recovery_codes where account_id = $1)
     delete from platform.idempotency where account_id = $1 or body like '%' || $1 || '%'`,
    [id, name, email],
  )
}
