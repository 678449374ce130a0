import type { Engine } from '@tessera/engine'
import { localize, type Texts } from '@tessera/metadata'
import type { ServerLog } from '../log.js'
import type { Account } from './accounts.js'
import type { Membership } from './identity.js'
import type { SignInLimit } from './sign-in-limit.js'

const title: Texts = {
  'zh-CN': '有人多次用错误的密码登录您的账号',
  en: 'Somebody keeps trying wrong passwords for your account',
}

const text: Texts = {
  'zh-CN':
    '最近 15 分钟内的登录尝试已达到上限，新的尝试暂时被拒绝；您登录过的浏览器仍有几次机会。如果不是您本人，请确认密码只在这里使用，并在个人设置中开启两步验证。',
  en: 'Sign-in attempts within 15 minutes have reached their limit and are refused for now; browsers you have signed in with keep a few. If it was not you, make sure that you use this password nowhere else, and turn on two-step sign-in in your preferences.',
}

/** Tells the owner of an account that somebody guesses their password: once a day, in each of their workspaces. */
export async function tellOfGuesses(
  parts: { readonly engine: Engine; readonly limit: SignInLimit; readonly log: ServerLog },
  { id, locale }: Account,
  memberships: readonly Membership[],
): Promise<void> {
  if (memberships.length === 0 || !(await parts.limit.isToBeTold(id))) return
  const notice = { userId: id, title: localize(title, locale), text: localize(text, locale) }
  for (const { workspace } of memberships) await parts.engine.notifications.tell(workspace, notice)
  parts.log.warn({ accountId: id }, 'Somebody guesses the password of an account')
}
