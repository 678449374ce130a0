import type { Origin } from '@tessera/engine'
import type { LinkPurpose } from '../identity/links.js'
import type { Services } from '../services.js'

/** Uses a link for a password only if that can be noted. Errors: those of `Links.look`, and of `work`. */
export async function notingLink<T>(
  { links, audit }: Pick<Services, 'links' | 'audit'>,
  origin: Origin,
  purpose: LinkPurpose,
  token: string,
  work: () => Promise<T>,
): Promise<T> {
  const { accountId, workspace } = await links.look(purpose, token)
  const who = { workspace, actor: accountId, through: { kind: 'person' }, origin } as const
  return audit.aroundOf(who, async (note) => {
    await note({ action: purpose === 'invite' ? 'people.joined' : 'session.passwordReset' })
    return work()
  })
}
