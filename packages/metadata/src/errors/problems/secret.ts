import { defineProblem } from '../define-problem.js'

/** Problems of the secrets that requests of workflows carry. */
export const secretProblems = {
  'secret.not_found': defineProblem({
    status: 404,
    acts: 'user',
    title: { 'zh-CN': '找不到密钥', en: 'Secret not found' },
    message: { 'zh-CN': () => '找不到这个密钥。', en: () => 'There is no such secret.' },
  }),
  'secret.name_taken': defineProblem({
    status: 409,
    acts: 'user',
    title: { 'zh-CN': '密钥名称已被使用', en: 'Name in use' },
    message: { 'zh-CN': () => '已有同名的密钥。', en: () => 'A secret has this name already.' },
  }),
  'secret.bad_host': defineProblem({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '主机名不正确', en: 'Not a host' },
    message: {
      'zh-CN': () => '请只填写主机名，端口不是 443 时加上端口。',
      en: () => 'Name one host, with its port where that is not 443.',
    },
    hint: {
      'zh-CN': '例如 api.example.com 或 erp.example.com:8443。',
      en: 'For example api.example.com or erp.example.com:8443.',
    },
  }),
  'secret.bad_value': defineProblem({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '密钥内容不能用作请求头', en: 'Not the value of a header' },
    message: {
      'zh-CN': () => '密钥内容须为 1 到 8000 个字符，不能含换行、中文等请求头不允许的字符。',
      en: () => 'A secret has 1 to 8,000 characters that a header can carry: no line breaks, Latin letters only.',
    },
  }),
  'secret.in_use': defineProblem<{ readonly names: string }>({
    status: 409,
    acts: 'builder',
    title: { 'zh-CN': '密钥正在使用', en: 'The secret is in use' },
    message: {
      'zh-CN': (d) => `以下自动化还在使用这个密钥：${d.names}。未做任何改动。`,
      en: (d) => `These workflows still send it: ${d.names}. Nothing was changed.`,
    },
    hint: { 'zh-CN': '请先从自动化中移除，再删除密钥。', en: 'Take it out of them first.' },
  }),
  'secret.unknown': defineProblem<{ readonly name: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '密钥不存在', en: 'Unknown secret' },
    message: { 'zh-CN': (d) => `没有名为「${d.name}」的密钥。`, en: (d) => `There is no secret “${d.name}”.` },
  }),
  'secret.wrong_host': defineProblem<{ readonly name: string; readonly host: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '密钥不属于这个主机', en: 'The secret is for another host' },
    message: {
      'zh-CN': (d) => `密钥「${d.name}」绑定的是另一个主机，没有发往 ${d.host}。`,
      en: (d) => `Secret “${d.name}” is bound to another host; nothing was sent to ${d.host}.`,
    },
    hint: {
      'zh-CN': '请检查网址，或为这个主机新建密钥。',
      en: 'Check the address, or make a secret for this host.',
    },
  }),
  'secret.no_value': defineProblem<{ readonly name: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '密钥没有内容', en: 'The secret has no value' },
    message: {
      'zh-CN': (d) => `密钥「${d.name}」的主机改过，需要重新填写内容。`,
      en: (d) => `The host of secret “${d.name}” was changed, so its value must be entered again.`,
    },
  }),
  'secret.sealed': defineProblem<{ readonly name: string }>({
    status: 422,
    acts: 'operator',
    title: { 'zh-CN': '密钥无法解密', en: 'The secret cannot be opened' },
    message: {
      'zh-CN': (d) => `密钥「${d.name}」是用另一把安装密钥加密的，无法解密。`,
      en: (d) => `Secret “${d.name}” was sealed with another key of the installation.`,
    },
    hint: {
      'zh-CN': '请恢复原来的 secret.key 或 TESSERA_ENCRYPTION_KEY，或重新填写内容。',
      en: 'Bring the old secret.key or TESSERA_ENCRYPTION_KEY back, or enter the value again.',
    },
  }),
  'secret.plain': defineProblem<{ readonly host: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '密钥不能明文发送', en: 'Secrets are not sent in the clear' },
    message: {
      'zh-CN': (d) => `发往 ${d.host} 的请求没有加密，密钥没有发送。`,
      en: (d) => `The request to ${d.host} is not encrypted, so the secret was not sent.`,
    },
    hint: { 'zh-CN': '请使用 https:// 开头的网址。', en: 'Use an address that begins with https://.' },
  }),
} as const
