import type { Engine } from '@tessera/engine'
import { localize, type Texts } from '@tessera/metadata'
import type { ServerLog } from '../log.js'
import type { Accounts } from './accounts.js'
import type { Memberships } from './memberships.js'
import type { SignInLimit } from './sign-in-limit.js'

/** What the owner of an account hears of its security. */
export type SecurityNews = 'passwordGuesses' | 'codeGuesses' | 'secondStepOn' | 'secondStepOff' | 'secondStepReset'

const sentences: Readonly<Record<SecurityNews, { readonly title: Texts; readonly text: Texts }>> = {
  passwordGuesses: {
    title: {
      'zh-CN': '有人多次用错误的密码登录您的账号',
      en: 'Somebody keeps trying wrong passwords for your account',
    },
    text: {
      'zh-CN':
        '最近 15 分钟内的登录尝试已达到上限，新的尝试暂时被拒绝；您登录过的浏览器仍有几次机会。如果不是您本人，请确认密码只在这里使用，并在个人设置中开启两步验证。',
      en: 'Sign-in attempts within 15 minutes have reached their limit and are refused for now; browsers you have signed in with keep a few. If it was not you, make sure that you use this password nowhere else, and turn on two-step sign-in in your preferences.',
    },
  },
  codeGuesses: {
    title: { 'zh-CN': '有人知道您的密码，正在尝试验证码', en: 'Somebody knows your password and tries codes' },
    text: {
      'zh-CN': '有人用正确的密码登录，但多次输错验证码。如果不是您本人，请立即修改密码。',
      en: 'Somebody gave the right password, then wrong codes, several times. If it was not you, change your password now.',
    },
  },
  secondStepOn: {
    title: { 'zh-CN': '两步验证已开启', en: 'Two-step sign-in is on' },
    text: {
      'zh-CN': '其他设备上的登录已全部结束。如果不是您本人，请立即联系管理员。',
      en: 'All other devices were signed out. If it was not you, tell an administrator now.',
    },
  },
  secondStepOff: {
    title: { 'zh-CN': '两步验证已关闭', en: 'Two-step sign-in is off' },
    text: {
      'zh-CN': '现在只用密码就能登录。如果不是您本人，请立即修改密码。',
      en: 'The password alone is enough to sign in now. If it was not you, change your password now.',
    },
  },
  secondStepReset: {
    title: { 'zh-CN': '管理员重置了您的两步验证', en: 'An administrator reset your two-step sign-in' },
    text: {
      'zh-CN': '现在只用密码就能登录。请在个人设置中重新开启。',
      en: 'The password alone is enough to sign in now. Turn it on again in your preferences.',
    },
  },
}

/** Guesses are told of once a day, else who guesses could fill the list of notifications. */
const seldom: ReadonlySet<SecurityNews> = new Set(['passwordGuesses', 'codeGuesses'])

/** What telling works with. */
export interface TellingParts {
  readonly engine: Engine
  readonly accounts: Accounts
  readonly memberships: Memberships
  readonly limit: SignInLimit
  readonly log: ServerLog
}

/** Tells the owner of an account, in their language and in each of their workspaces. */
export async function tellOwner(parts: TellingParts, accountId: string, news: SecurityNews): Promise<void> {
  if (seldom.has(news) && !(await parts.limit.isToBeTold(`${news}:${accountId}`))) return
  const [account, active] = await Promise.all([parts.accounts.find(accountId), parts.memberships.activeOf(accountId)])
  if (account === undefined) return
  const { title, text } = sentences[news]
  const notice = { userId: accountId, title: localize(title, account.locale), text: localize(text, account.locale) }
  for (const { workspace } of active) await parts.engine.notifications.tell(workspace, notice)
  if (seldom.has(news)) parts.log.warn({ accountId, news }, 'Somebody guesses the way into an account')
}
