import { textsOf } from '../i18n'

/** Texts of the pages that invitations and links for a new password lead to. */
export const linkTexts = textsOf('signInLinks', {
  'zh-CN': {
    inviteTitle: '加入 {workspace}',
    inviteText: '确认姓名，设置密码，就可以开始了。',
    resetTitle: '设置新密码',
    resetText: '设置之后，这个账号在所有设备上的登录都会结束。',
    email: '邮箱',
    name: '姓名',
    password: '密码',
    passwordHint: '至少 8 个字符',
    nameNeeded: '请填写姓名。',
    passwordNeeded: '请填写密码。',
    accept: '加入',
    reset: '保存新密码',
    wait: '正在保存…',
    gone: '链接不能用了',
    toSignIn: '去登录',
  },
  en: {
    inviteTitle: 'Join {workspace}',
    inviteText: 'Check your name, choose a password, and you can begin.',
    resetTitle: 'Choose a new password',
    resetText: 'It signs this account out on all devices.',
    email: 'E-mail',
    name: 'Name',
    password: 'Password',
    passwordHint: 'At least 8 characters',
    nameNeeded: 'Enter your name.',
    passwordNeeded: 'Enter a password.',
    accept: 'Join',
    reset: 'Save the new password',
    wait: 'Saving…',
    gone: 'This link does not work any more',
    toSignIn: 'Sign in',
  },
})
