/**
 * The server's own tables in the schema `platform`: one file per step, never changed once released. What the engine keeps
 * (workspaces, documents, records) is not here.
 */
import { accounts } from './001-accounts.js'
import { memberships } from './002-memberships.js'
import { apiTokens } from './003-api-tokens.js'
import { revocations } from './004-revocations.js'
import { idempotency } from './005-idempotency.js'
import { signInLimits } from './006-sign-in-limits.js'
import { guesses } from './007-guesses.js'
import { links } from './008-links.js'
import { lastSignIn } from './009-last-sign-in.js'
import { secondStep } from './010-second-step.js'
import { tokenAddresses } from './020-token-addresses.js'
import { sso } from './011-sso.js'
import type { PlatformMigration } from './migration.js'

export const migrations: readonly PlatformMigration[] = [
  accounts,
  memberships,
  apiTokens,
  revocations,
  idempotency,
  signInLimits,
  guesses,
  links,
  lastSignIn,
  secondStep,
  sso,
  tokenAddresses,
]
