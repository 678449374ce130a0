import { AppError, type LinkLook } from '@tessera/metadata'
import type { LinkPurpose } from '../../identity/links.js'
import type { Services } from '../../services.js'

/** Whom a link is for, in words for its page. Errors: those of `Links.look`. */
export async function answerLook(
  { links, accounts, engine }: Services,
  purpose: LinkPurpose,
  token: string,
): Promise<LinkLook> {
  const { accountId, workspace: key, expiresAt } = await links.look(purpose, token)
  const [account, workspaces] = await Promise.all([accounts.find(accountId), engine.workspaces.list()])
  const workspace = workspaces.find((one) => one.key === key)
  if (account === undefined || workspace === undefined) throw new AppError('link.unknown')
  return {
    email: account.email,
    name: account.name,
    workspace: { title: workspace.title },
    expiresAt: expiresAt.toISOString(),
  }
}
