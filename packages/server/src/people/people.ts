import { peopleKeeper, systemActor, type Actor, type Engine } from '@tessera/engine'
import { AppError, isAppError, makeFieldProblem, type FieldProblem, type Locale } from '@tessera/metadata'
import type { Account, Accounts } from '../identity/accounts.js'
import { ADMINISTRATOR } from '../identity/identity.js'
import { RoleNames } from '../identity/role-titles.js'
import type { KnownDevices } from '../identity/known-devices.js'
import type { ApiTokens } from '../identity/api-tokens.js'
import type { Links } from '../identity/links.js'
import type { Memberships } from '../identity/memberships.js'
import { checkPassword } from '../identity/password-policy.js'
import type { WorkLimit } from '../identity/work-limit.js'
import { detailValues, namingTitle, type PersonDetails } from './person-details.js'

/** A new person. */
export interface NewPerson extends PersonDetails {
  readonly email: string
  readonly name: string
  readonly locale: Locale
  readonly password?: string | undefined
  readonly roles?: readonly string[] | undefined
}

/** Changes of a person; what is absent stays. */
export interface PersonChanges extends PersonDetails {
  readonly email?: string
  readonly name?: string
  readonly locale?: Locale
  readonly password?: string
  readonly roles?: readonly string[]
}

/**
 * People: an account (better-auth's), a membership (ours) and a record of the object `user` (the engine's) with one id.
 *
 * The three are written one after the other, the membership last: an account without one can do nothing, and making the
 * same person again completes what a crash left unfinished.
 */
export class People {
  readonly #engine: Engine
  readonly #accounts: Accounts
  readonly #memberships: Memberships
  readonly #devices: KnownDevices
  readonly #links: Links
  readonly #tokens: ApiTokens
  readonly #hashing: WorkLimit
  readonly #revoke: (accountId: string) => Promise<void>

  constructor(parts: {
    readonly engine: Engine
    readonly accounts: Accounts
    readonly memberships: Memberships
    readonly devices: KnownDevices
    readonly links: Links
    readonly tokens: ApiTokens
    readonly hashing: WorkLimit
    readonly revoke: (accountId: string) => Promise<void>
  }) {
    this.#engine = parts.engine
    this.#accounts = parts.accounts
    this.#memberships = parts.memberships
    this.#devices = parts.devices
    this.#links = parts.links
    this.#tokens = parts.tokens
    this.#hashing = parts.hashing
    this.#revoke = parts.revoke
  }

  /**
   * Makes a person in a workspace; `by` is who does it, nobody when the installation begins.
   * Errors: 409 `person.email_taken`, 422 for password, role or what the record says.
   */
  async create(workspace: string, person: NewPerson, by?: Actor): Promise<Account> {
    const roles = await this.#checkNewPerson(workspace, person)
    const found = await this.#accounts.findByEmail(person.email)
    if (found !== undefined && (await this.#memberships.isAnywhere(found.id))) throw emailTaken()
    const account = found ?? (await this.#createAccount(person))
    try {
      await this.#createRecord(keeper(workspace, by), account, person)
    } catch (error) {
      if (found === undefined) await this.#accounts.remove(account.id)
      throw error
    }
    if (found !== undefined && person.password !== undefined) await this.#setPassword(found.id, person.password)
    if (!(await this.#memberships.add(account.id, workspace, roles))) throw emailTaken()
    return account
  }

  /** Changes a person of a workspace. A new password ends all sessions; so do other roles, for their next request. */
  async change(workspace: string, id: string, changes: PersonChanges, by?: Actor): Promise<void> {
    const membership = await this.#memberships.find(id, workspace)
    if (membership === undefined) throw new AppError('person.not_found')
    const { ids: roles, problems } = await this.#rolesOf(workspace, changes.roles ?? [])
    refuse([...problems, ...(changes.password === undefined ? [] : [checkPassword(changes.password)])])
    await this.#changeRecord(keeper(workspace, by), id, changes)
    await this.#changeAccount(id, changes)
    if (changes.roles !== undefined && !(await this.#memberships.change(id, workspace, { roles }))) {
      throw new AppError('person.last_administrator')
    }
    if (changes.password !== undefined) {
      await this.#setPassword(id, changes.password)
      await this.#accounts.endSessions(id)
      await this.#devices.forget(id)
      await this.#links.end(id)
    }
    await this.#revoke(id)
  }

  /** Ends a person's work in a workspace: no sign-in, no sessions, no tokens, now or once they come back. Says it again without harm. */
  async deactivate(workspace: string, id: string, by?: Actor): Promise<void> {
    if ((await this.#memberships.find(id, workspace)) === undefined) throw new AppError('person.not_found')
    if (!(await this.#memberships.change(id, workspace, { deactivate: true }))) {
      throw new AppError('person.last_administrator')
    }
    await this.#accounts.endSessions(id)
    await this.#tokens.end(id, workspace)
    await this.#links.end(id)
    await this.#revoke(id)
    await this.#engine.records.update(keeper(workspace, by), 'user', id, { active: false })
  }

  /** Lets a deactivated person sign in again, with the roles they had. Says it again without harm. */
  async reactivate(workspace: string, id: string, by?: Actor): Promise<void> {
    if (!(await this.#memberships.reactivate(id, workspace))) throw new AppError('person.not_found')
    await this.#revoke(id)
    await this.#engine.records.update(keeper(workspace, by), 'user', id, { active: true })
  }

  async #createAccount(person: NewPerson): Promise<Account> {
    try {
      return await this.#hashing.run(() => this.#accounts.create(person))
    } catch (error) {
      if ((error as { code?: string }).code === '23505') throw emailTaken()
      throw error
    }
  }

  async #createRecord(by: Actor, account: Account, details: PersonDetails): Promise<void> {
    const values = { name: account.name, email: account.email, ...detailValues(details) }
    // Left by a crash: what is said of the person today counts.
    if (await this.#hasRecord(by, account.id)) return this.#updateRecord(by, account.id, values)
    try {
      await namingTitle(() => this.#engine.records.create(by, 'user', { id: account.id, ...values }))
    } catch (error) {
      // Somebody else makes the same person at this moment: whose membership comes second hears that the address is taken.
      if (!(await this.#hasRecord(by, account.id))) throw error
    }
  }

  async #hasRecord(by: Actor, id: string): Promise<boolean> {
    try {
      await this.#engine.records.get(by, 'user', id)
      return true
    } catch (error) {
      if (!isAppError(error, 'record.not_found')) throw error
      return false
    }
  }

  async #updateRecord(by: Actor, id: string, values: Readonly<Record<string, unknown>>): Promise<void> {
    await namingTitle(() => this.#engine.records.update(by, 'user', id, values))
  }

  async #changeRecord(by: Actor, id: string, changes: PersonChanges): Promise<void> {
    const { name, email } = changes
    const own = Object.entries({ name, email }).filter(([, value]) => value !== undefined)
    const values = { ...Object.fromEntries(own), ...detailValues(changes) }
    if (Object.keys(values).length === 0) return
    const taken = email === undefined ? undefined : await this.#accounts.findByEmail(email)
    if (taken !== undefined && taken.id !== id) throw emailTaken()
    await this.#updateRecord(by, id, values)
  }

  async #changeAccount(id: string, changes: PersonChanges): Promise<void> {
    const { name, email, locale } = changes
    await this.#accounts.change(id, {
      ...(name === undefined ? {} : { name }),
      ...(email === undefined ? {} : { email }),
      ...(locale === undefined ? {} : { locale }),
    })
  }

  /** What memberships keep of the roles of a new person. Errors: 422 for password and roles. */
  async #checkNewPerson(workspace: string, person: NewPerson): Promise<readonly string[]> {
    const password = person.password === undefined ? undefined : checkPassword(person.password)
    const { ids, problems } = await this.#rolesOf(workspace, person.roles ?? [])
    refuse([...problems, password])
    return ids
  }

  /** A workspace that is only being made has no role documents to ask for. */
  async #rolesOf(workspace: string, keys: readonly string[]): Promise<ReturnType<RoleNames['idsOf']>> {
    if (keys.every((key) => key === ADMINISTRATOR)) return { ids: keys, problems: [] }
    return (await RoleNames.of(this.#engine, workspace)).idsOf(keys)
  }

  async #setPassword(id: string, password: string): Promise<void> {
    await this.#hashing.run(() => this.#accounts.setPassword(id, password))
  }
}

/** Who writes records of people: whoever administers them, or the platform. */
const keeper = (workspace: string, by: Actor | undefined): Actor =>
  by === undefined ? systemActor(workspace, 'people') : peopleKeeper(by)

function refuse(problems: readonly (FieldProblem | undefined)[]): void {
  const errors = problems.filter((problem) => problem !== undefined)
  if (errors.length > 0) throw new AppError('request.invalid').with({ errors })
}

function emailTaken(): AppError {
  return new AppError('person.email_taken').with({ errors: [makeFieldProblem('email', 'person.email_taken')] })
}
