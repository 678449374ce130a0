import type { Texts } from '../text/localized.js'
import { enCount, grouped } from '../errors/wording.js'

/** What a note tells beside who, when and about what: flat, never a secret, never the value of a record's field. */
export type AuditDetails = Readonly<
  Record<string, string | number | boolean | null | readonly (string | number | boolean)[]>
>

/** One kind of thing the audit log keeps. */
export interface AuditActionDefinition {
  /** What it is, for filters. */
  readonly title: Texts
  /** What happened, without who and when. */
  readonly sentence: {
    readonly 'zh-CN': (details: AuditDetails) => string
    readonly en: (details: AuditDetails) => string
  }
}

const define = (
  zh: string,
  en: string,
  inChinese: (details: AuditDetails) => string = () => zh,
  inEnglish: (details: AuditDetails) => string = () => en,
): AuditActionDefinition => ({
  title: { 'zh-CN': zh, en },
  sentence: { 'zh-CN': inChinese, en: inEnglish },
})

const text = (details: AuditDetails, name: string): string => String(details[name] ?? '')
const count = (details: AuditDetails, name: string): number => Number(details[name] ?? 0)
const list = (details: AuditDetails, name: string, separator: string): string => {
  const value = details[name]
  return Array.isArray(value) ? value.join(separator) : ''
}
const times = (d: AuditDetails, zh: string): string =>
  count(d, 'count') > 1 ? `${zh}，共 ${count(d, 'count')} 次` : zh
const timesEn = (d: AuditDetails, en: string): string =>
  count(d, 'count') > 1 ? `${en}, ${count(d, 'count')} times` : en
const named = (d: AuditDetails, zh: string): string => (text(d, 'name') === '' ? zh : `${zh}「${text(d, 'name')}」`)
const namedEn = (d: AuditDetails, en: string): string => (text(d, 'name') === '' ? en : `${en} “${text(d, 'name')}”`)

/**
 * Everything the audit log can hold: a closed table. The part before the point groups actions for filters. A code that was
 * released keeps its meaning for ever: rows with it cannot be changed.
 */
export const auditActions = {
  'changes.published': define(
    '发布配置',
    'Published changes',
    (d) => `发布了 v${text(d, 'revision')}`,
    (d) => `Published v${text(d, 'revision')}`,
  ),
  'changes.undone': define(
    '撤销配置',
    'Undid a revision',
    (d) => `撤销了 v${text(d, 'undoes')}，成为 v${text(d, 'revision')}`,
    (d) => `Undid v${text(d, 'undoes')}, which made v${text(d, 'revision')}`,
  ),
  'changes.encryption': define(
    '切换字段加密',
    'Switched encryption',
    (d) =>
      [
        list(d, 'on', '、') === '' ? [] : [`开启加密：${list(d, 'on', '、')}`],
        list(d, 'off', '、') === '' ? [] : [`关闭加密：${list(d, 'off', '、')}`],
      ]
        .flat()
        .join('；'),
    (d) =>
      [
        list(d, 'on', ', ') === '' ? [] : [`Encryption on: ${list(d, 'on', ', ')}`],
        list(d, 'off', ', ') === '' ? [] : [`Encryption off: ${list(d, 'off', ', ')}`],
      ]
        .flat()
        .join('; '),
  ),
  'changes.purged': define(
    '清除隐藏数据',
    'Dropped hidden data',
    (d) => `清除了隐藏超过 60 天的数据：${list(d, 'parts', '、')}`,
    (d) => `Dropped what was hidden for 60 days: ${list(d, 'parts', ', ')}`,
  ),
  'template.installed': define(
    '安装模板',
    'Installed a template',
    (d) => `安装了模板「${text(d, 'name')}」${text(d, 'to')}`,
    (d) => `Installed the template “${text(d, 'name')}” ${text(d, 'to')}`,
  ),
  'template.upgraded': define(
    '升级模板',
    'Upgraded a template',
    (d) => `把模板「${text(d, 'name')}」由 ${text(d, 'from')} 升级到 ${text(d, 'to')}`,
    (d) => `Upgraded the template “${text(d, 'name')}” from ${text(d, 'from')} to ${text(d, 'to')}`,
  ),
  'template.uninstalled': define(
    '卸载模板',
    'Uninstalled a template',
    (d) => `卸载了模板「${text(d, 'name')}」${text(d, 'from')}`,
    (d) => `Uninstalled the template “${text(d, 'name')}” ${text(d, 'from')}`,
  ),
  'template.sampleLoaded': define(
    '载入示例数据',
    'Loaded sample data',
    (d) => `开始载入模板「${text(d, 'name')}」的 ${grouped(count(d, 'count'))} 条示例记录`,
    (d) => `Began to load ${enCount(count(d, 'count'), 'sample record')} of the template “${text(d, 'name')}”`,
  ),
  'template.sampleRemoved': define(
    '移除示例数据',
    'Removed sample data',
    (d) => `开始移除模板「${text(d, 'name')}」的 ${grouped(count(d, 'count'))} 条示例记录`,
    (d) => `Began to remove ${enCount(count(d, 'count'), 'sample record')} of the template “${text(d, 'name')}”`,
  ),
  'template.uploaded': define(
    '上传模板',
    'Uploaded a template',
    (d) => `上传了模板「${text(d, 'name')}」${text(d, 'version')}`,
    (d) => `Uploaded the template “${text(d, 'name')}” ${text(d, 'version')}`,
  ),
  'people.created': define('新增成员', 'Made a person'),
  'people.imported': define(
    '批量新增成员',
    'Made people of pasted rows',
    (d) => `批量新增了 ${count(d, 'count')} 位成员`,
    (d) => `Made ${enCount(count(d, 'count'), 'person', 'people')} of pasted rows`,
  ),
  'people.changed': define(
    '修改成员资料',
    'Changed a person',
    (d) => `修改了成员资料：${list(d, 'changed', '、')}`,
    (d) => `Changed a person: ${list(d, 'changed', ', ')}`,
  ),
  'people.roles': define(
    '修改成员角色',
    'Changed roles',
    (d) => `角色由「${list(d, 'from', '、') || '无'}」改为「${list(d, 'to', '、') || '无'}」`,
    (d) => `Roles from ${list(d, 'from', ', ') || 'none'} to ${list(d, 'to', ', ') || 'none'}`,
  ),
  'people.invited': define('邀请成员', 'Invited a person'),
  'people.deactivated': define('停用成员', 'Deactivated a person'),
  'people.activated': define('重新启用成员', 'Activated a person again'),
  'people.handedOver': define('移交名下的记录', 'Handed records over'),
  'people.joined': define('接受邀请', 'Accepted an invitation'),
  'people.resetLink': define('生成重设密码的链接', 'Made a link for a new password'),
  'people.departments': define('调整部门', 'Changed departments'),
  'people.exported': define('导出成员的个人数据', 'Exported a person’s data'),
  'people.erased': define('抹去成员的个人数据', 'Erased a person’s data'),
  'session.signedIn': define('登录', 'Signed in'),
  'session.firstStep': define('密码正确，等待验证码', 'Password right, a code is owed'),
  'session.recoveryCodes': define('重新生成恢复码', 'Made new recovery codes'),
  'session.refused': define(
    '登录失败',
    'Sign-in refused',
    (d) => times(d, '登录失败'),
    (d) => timesEn(d, 'Sign-in refused'),
  ),
  'session.limited': define(
    '登录被限制',
    'Sign-in limited',
    (d) => times(d, '尝试过多，登录被限制'),
    (d) => timesEn(d, 'Too many attempts, sign-in limited'),
  ),
  'session.signedOut': define('退出登录', 'Signed out'),
  'session.ended': define('结束其他会话', 'Ended sessions'),
  'session.password': define('修改密码', 'Changed the password'),
  'session.passwordReset': define('重置密码', 'Reset a password'),
  'session.secondFactor': define(
    '修改两步验证',
    'Changed two-factor',
    (d) => (d['on'] === true ? '开启了两步验证' : '关闭了两步验证'),
    (d) => (d['on'] === true ? 'Turned two-factor on' : 'Turned two-factor off'),
  ),
  'session.provider': define('修改单点登录', 'Changed single sign-on'),
  'setup.done': define('创建第一位管理员', 'Made the first administrator'),
  'token.created': define(
    '创建 API 令牌',
    'Made an API token',
    (d) => named(d, '创建了 API 令牌'),
    (d) => namedEn(d, 'Made API token'),
  ),
  'token.deleted': define('撤销 API 令牌', 'Ended an API token'),
  'token.used': define('API 令牌当日首次使用', 'First use of an API token that day'),
  'token.newAddress': define('API 令牌在新地址使用', 'API token used from a new address'),
  'records.shared': define('共享记录', 'Shared a record'),
  'records.unshared': define('取消共享记录', 'Ended a share'),
  'records.merged': define(
    '合并记录',
    'Merged records',
    (d) => `将 ${count(d, 'count')} 条记录并入此记录`,
    (d) => `Merged ${enCount(count(d, 'count'), 'record')} into this one`,
  ),
  'records.unmerged': define('撤销合并', 'Took a merge back'),
  'records.exported': define(
    '导出记录',
    'Exported records',
    (d) => `导出了 ${count(d, 'count')} 条记录`,
    (d) => `Exported ${enCount(count(d, 'count'), 'record')}`,
  ),
  'personal.exported': define('导出记录的个人数据', 'Exported a record’s personal data'),
  'personal.erased': define(
    '抹去记录的个人数据',
    'Erased a record’s personal data',
    (d) => `抹去了个人数据，涉及字段：${list(d, 'fields', '、')}`,
    (d) => `Erased personal data, fields: ${list(d, 'fields', ', ')}`,
  ),
  'access.simulated': define('模拟他人视角', 'Looked at it as somebody else'),
  'secret.created': define(
    '新建密钥',
    'Made a secret',
    (d) => `${named(d, '新建了密钥')}，绑定到 ${text(d, 'host')}`,
    (d) => `${namedEn(d, 'Made secret')} for ${text(d, 'host')}`,
  ),
  'secret.changed': define(
    '修改密钥',
    'Changed a secret',
    (d) => named(d, '修改了密钥'),
    (d) => namedEn(d, 'Changed secret'),
  ),
  'secret.deleted': define(
    '删除密钥',
    'Deleted a secret',
    (d) => named(d, '删除了密钥'),
    (d) => namedEn(d, 'Deleted secret'),
  ),
  'audit.exported': define(
    '导出审计日志',
    'Exported the audit log',
    () => '导出了审计日志',
    () => 'Exported the audit log',
  ),
} as const satisfies Readonly<Record<string, AuditActionDefinition>>

export type AuditAction = keyof typeof auditActions

/** The groups of actions, for filters: `people` stands for every action that begins with it. */
export const auditGroups: Readonly<Record<string, Texts>> = {
  changes: { 'zh-CN': '配置', en: 'Configuration' },
  template: { 'zh-CN': '模板', en: 'Templates' },
  people: { 'zh-CN': '成员', en: 'People' },
  session: { 'zh-CN': '登录', en: 'Sign-in' },
  setup: { 'zh-CN': '初始设置', en: 'Set-up' },
  token: { 'zh-CN': 'API 令牌', en: 'API tokens' },
  records: { 'zh-CN': '记录', en: 'Records' },
  personal: { 'zh-CN': '个人数据', en: 'Personal data' },
  access: { 'zh-CN': '权限', en: 'Access' },
  secret: { 'zh-CN': '密钥', en: 'Secrets' },
  audit: { 'zh-CN': '审计日志', en: 'Audit log' },
}
