import { textsOf } from '../i18n'

/** Texts of signing in at an identity provider. */
export const ssoTexts = textsOf('sso', {
  'zh-CN': {
    with: '用{label}登录',
    withAny: '单点登录',
    or: '或',
    administrators: '管理员用密码登录',
    unreachable: '单点登录服务没有回应，请稍后再试。',
    expired: '这次单点登录已超时，或者是在别的浏览器里开始的。请重新登录。',
    cancelled: '单点登录已取消。',
    refused: '登录服务的答复未通过检查。请重新登录；仍然不行时，请联系管理员。',
    unverified: '登录服务没有给出已验证的邮箱，无法认出你的账号。请联系管理员。',
    unknown: '这里没有使用你邮箱的有效账号。请管理员把你加为成员。',
    otherSubject: '使用你邮箱的账号已关联到登录服务中的另一个用户。请联系管理员。',
  },
  en: {
    with: 'Sign in with {label}',
    withAny: 'Single sign-on',
    or: 'or',
    administrators: 'Administrators: sign in by password',
    unreachable: 'The identity provider does not answer. Try again later.',
    expired: 'This single sign-on took too long, or began in another browser. Sign in again.',
    cancelled: 'The single sign-on was cancelled.',
    refused:
      'What the identity provider answered did not pass the checks. Sign in again; if that does not help, ask an administrator.',
    unverified: 'The identity provider gave no verified e-mail address to know your account by. Ask an administrator.',
    unknown: 'No active account here has your e-mail address. Ask an administrator to add you.',
    otherSubject:
      'The account with your e-mail address is linked with another user of the identity provider. Ask an administrator.',
  },
})

const texts = {
  'sso.unreachable': 'unreachable',
  'sso.expired': 'expired',
  'sso.cancelled': 'cancelled',
  'sso.refused': 'refused',
  'sso.unverified': 'unverified',
  'sso.unknown': 'unknown',
  'sso.other_subject': 'otherSubject',
} as const

/** Why the identity provider did not lead in, from the address bar: only codes we have words for. */
export function ssoRefusal(code: unknown): string | undefined {
  return typeof code === 'string' && Object.hasOwn(texts, code)
    ? ssoTexts(texts[code as keyof typeof texts])
    : undefined
}
