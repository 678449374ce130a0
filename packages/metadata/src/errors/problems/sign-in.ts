import { defineProblem } from '../define-problem.js'

/** Problems of the ways to an account: links of a single use, second step, single sign-on. */
export const signInProblems = {
  'link.unknown': defineProblem({
    status: 404,
    acts: 'user',
    title: { 'zh-CN': '链接无效', en: 'Link not valid' },
    message: {
      'zh-CN': () => '这个链接无效，可能没有复制完整。',
      en: () => 'This link is not valid; perhaps it was not copied as a whole.',
    },
    hint: { 'zh-CN': '请向管理员要一个新的链接。', en: 'Ask an administrator for a new link.' },
  }),
  'link.used': defineProblem({
    status: 409,
    acts: 'user',
    title: { 'zh-CN': '链接已失效', en: 'Link used' },
    message: {
      'zh-CN': () => '这个链接已经用过，或已被新的链接取代。',
      en: () => 'This link was used already, or a newer one took its place.',
    },
    hint: {
      'zh-CN': '如果已经设置过密码，直接登录即可；否则请向管理员要一个新的链接。',
      en: 'Sign in if you have set a password; else ask an administrator for a new link.',
    },
  }),
  'link.expired': defineProblem({
    status: 409,
    acts: 'user',
    title: { 'zh-CN': '链接已过期', en: 'Link expired' },
    message: { 'zh-CN': () => '这个链接已经过期。', en: () => 'This link has expired.' },
    hint: { 'zh-CN': '请向管理员要一个新的链接。', en: 'Ask an administrator for a new link.' },
  }),
  'person.inactive': defineProblem({
    status: 409,
    acts: 'user',
    title: { 'zh-CN': '成员已停用', en: 'Person deactivated' },
    message: {
      'zh-CN': () => '这位成员已停用，不能登录。',
      en: () => 'This person was deactivated and cannot sign in.',
    },
  }),
  'person.has_password': defineProblem({
    status: 409,
    acts: 'user',
    title: { 'zh-CN': '成员已有密码', en: 'Person has a password' },
    message: {
      'zh-CN': () => '这位成员已经设置过密码，不需要邀请。',
      en: () => 'This person has a password already and needs no invitation.',
    },
    hint: { 'zh-CN': '忘记密码时，请生成重设密码的链接。', en: 'If it was forgotten, make a link for a new password.' },
  }),
  'session.not_found': defineProblem({
    status: 404,
    acts: 'user',
    title: { 'zh-CN': '找不到这次登录', en: 'Session not found' },
    message: { 'zh-CN': () => '这次登录已经结束。', en: () => 'This session has ended already.' },
  }),
  'code.on': defineProblem({
    status: 409,
    acts: 'user',
    title: { 'zh-CN': '两步验证已开启', en: 'Two-step sign-in is on' },
    message: { 'zh-CN': () => '两步验证已经开启。', en: () => 'Two-step sign-in is on already.' },
    hint: { 'zh-CN': '要换一部手机，请先关闭再重新开启。', en: 'To use another phone, turn it off and on again.' },
  }),
  'code.off': defineProblem({
    status: 409,
    acts: 'user',
    title: { 'zh-CN': '两步验证未开启', en: 'Two-step sign-in is off' },
    message: { 'zh-CN': () => '两步验证没有开启。', en: () => 'Two-step sign-in is not on.' },
  }),
  'code.needed': defineProblem({
    status: 403,
    acts: 'user',
    title: { 'zh-CN': '请先开启两步验证', en: 'Two-step sign-in needed' },
    message: {
      'zh-CN': () => '这里要求两步验证，请先开启。',
      en: () => 'Two-step sign-in is asked of you here; turn it on first.',
    },
    hint: { 'zh-CN': '重新打开页面，按提示设置。', en: 'Open the page again and follow what it says.' },
  }),
  'code.asked': defineProblem({
    status: 409,
    acts: 'operator',
    title: { 'zh-CN': '两步验证是必需的', en: 'Two-step sign-in is asked of you' },
    message: {
      'zh-CN': () => '这里要求您使用两步验证，不能关闭。',
      en: () => 'Two-step sign-in is asked of you here and stays on.',
    },
  }),
  'code.wrong': defineProblem({
    status: 401,
    acts: 'user',
    title: { 'zh-CN': '验证码不正确', en: 'Wrong code' },
    message: {
      'zh-CN': () => '验证码不正确，或已经用过。',
      en: () => 'The code is wrong, or was used already.',
    },
    hint: {
      'zh-CN': '等应用显示下一个验证码；如果总是不对，请检查手机的时间。',
      en: 'Wait for the next code of the app; if none is right, look at the clock of the phone.',
    },
  }),
  'person.wrong_password': defineProblem({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '密码不正确', en: 'Wrong password' },
    message: { 'zh-CN': () => '密码不正确。', en: () => 'The password is wrong.' },
  }),
  'code.expired': defineProblem({
    status: 401,
    acts: 'user',
    title: { 'zh-CN': '请重新输入密码', en: 'Enter your password again' },
    message: {
      'zh-CN': () => '输入密码后超过 10 分钟，或没有先输入密码。',
      en: () => 'The password was given more than 10 minutes ago, or not at all.',
    },
    hint: { 'zh-CN': '请重新登录。', en: 'Sign in again.' },
  }),
  'sso.off': defineProblem({
    status: 404,
    acts: 'operator',
    title: { 'zh-CN': '没有单点登录', en: 'No single sign-on' },
    message: { 'zh-CN': () => '这里没有设置单点登录。', en: () => 'Single sign-on is not set up here.' },
  }),
  'sso.unreachable': defineProblem({
    status: 503,
    acts: 'operator',
    title: { 'zh-CN': '连不上登录服务', en: 'Identity provider unreachable' },
    message: { 'zh-CN': () => '单点登录服务没有回应。', en: () => 'The identity provider does not answer.' },
    hint: {
      'zh-CN': '请稍后再试；运维人员可以在日志中看到原因。',
      en: 'Try again later; an operator finds the reason in the log.',
    },
  }),
  'sso.expired': defineProblem({
    status: 401,
    acts: 'user',
    title: { 'zh-CN': '登录已超时', en: 'Sign-in timed out' },
    message: {
      'zh-CN': () => '这次单点登录已超时，或者是在别的浏览器里开始的。',
      en: () => 'This single sign-on took too long, or began in another browser.',
    },
    hint: { 'zh-CN': '请重新登录。', en: 'Sign in again.' },
  }),
  'sso.cancelled': defineProblem({
    status: 401,
    acts: 'user',
    title: { 'zh-CN': '登录已取消', en: 'Sign-in cancelled' },
    message: { 'zh-CN': () => '单点登录已取消。', en: () => 'The single sign-on was cancelled.' },
  }),
  'sso.refused': defineProblem({
    status: 401,
    acts: 'operator',
    title: { 'zh-CN': '登录未通过', en: 'Sign-in refused' },
    message: {
      'zh-CN': () => '登录服务的答复未通过检查。',
      en: () => 'What the identity provider answered did not pass the checks.',
    },
    hint: {
      'zh-CN': '请重新登录；仍然不行时，运维人员可以在日志中看到原因。',
      en: 'Sign in again; if that does not help, an operator finds the reason in the log.',
    },
  }),
  'sso.unverified': defineProblem({
    status: 401,
    acts: 'operator',
    title: { 'zh-CN': '邮箱未验证', en: 'E-mail not verified' },
    message: {
      'zh-CN': () => '登录服务没有给出已验证的邮箱，无法认出您的账号。',
      en: () => 'The identity provider gave no verified e-mail address to know your account by.',
    },
  }),
  'sso.unknown': defineProblem({
    status: 401,
    acts: 'user',
    title: { 'zh-CN': '没有账号', en: 'No account' },
    message: {
      'zh-CN': () => '这里没有使用您邮箱的有效账号。',
      en: () => 'No active account here has your e-mail address.',
    },
    hint: { 'zh-CN': '请管理员把您加为成员。', en: 'Ask an administrator to add you.' },
  }),
  'sso.other_subject': defineProblem({
    status: 401,
    acts: 'operator',
    title: { 'zh-CN': '账号已属于别人', en: 'Account of somebody else' },
    message: {
      'zh-CN': () => '使用您邮箱的账号已关联到登录服务中的另一个用户。',
      en: () => 'The account with your e-mail address is linked with another user of the identity provider.',
    },
    hint: { 'zh-CN': '请联系管理员。', en: 'Ask your administrator.' },
  }),
} as const
