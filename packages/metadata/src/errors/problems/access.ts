import { defineProblem } from '../define-problem.js'

/** Problems of identity and rights: sign-in, sessions, tokens, people, first set-up. */
export const accessProblems = {
  'access.no_identity': defineProblem({
    status: 401,
    acts: 'user',
    title: { 'zh-CN': '尚未登录', en: 'Not signed in' },
    message: {
      'zh-CN': () => '请先登录，或在请求中带上 API 令牌。',
      en: () => 'Sign in first, or send an API token.',
    },
  }),
  'access.denied': defineProblem({
    status: 403,
    acts: 'user',
    title: { 'zh-CN': '没有权限', en: 'Not allowed' },
    message: { 'zh-CN': () => '您没有执行此操作的权限。', en: () => 'You may not do this.' },
    hint: { 'zh-CN': '请联系管理员。', en: 'Ask your administrator.' },
  }),
  'access.looking': defineProblem({
    status: 403,
    acts: 'user',
    title: { 'zh-CN': '正在模拟', en: 'Looking as somebody else' },
    message: {
      'zh-CN': () => '正在以其他人的身份查看，不能保存任何内容。',
      en: () => 'You are looking as somebody else: nothing can be saved.',
    },
    hint: { 'zh-CN': '先退出模拟。', en: 'Leave the simulation first.' },
  }),
  'share.too_many': defineProblem<{ readonly limit: number }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '共享过多', en: 'Too many shares' },
    message: {
      'zh-CN': (d) => `一条记录最多共享给 ${d.limit} 个对象。`,
      en: (d) => `A record can be shared with ${d.limit} at most.`,
    },
    hint: { 'zh-CN': '可以共享给部门或角色。', en: 'Share it with a department or a role.' },
  }),
  'share.unknown_subject': defineProblem({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '找不到共享对象', en: 'Nobody to share with' },
    message: {
      'zh-CN': () => '没有这个人员、部门或角色。',
      en: () => 'There is no such person, department or role.',
    },
  }),
  'share.not_found': defineProblem({
    status: 404,
    acts: 'user',
    title: { 'zh-CN': '找不到共享', en: 'Share not found' },
    message: { 'zh-CN': () => '找不到这条共享。', en: () => 'There is no such share.' },
  }),
  'workspace.unknown': defineProblem({
    status: 404,
    acts: 'user',
    title: { 'zh-CN': '找不到工作区', en: 'Workspace not found' },
    message: { 'zh-CN': () => '找不到这个工作区。', en: () => 'There is no such workspace.' },
  }),
  'session.wrong_credentials': defineProblem({
    status: 401,
    acts: 'user',
    title: { 'zh-CN': '登录失败', en: 'Sign-in failed' },
    message: { 'zh-CN': () => '邮箱或密码不正确。', en: () => 'E-mail or password is wrong.' },
  }),
  'session.expired': defineProblem({
    status: 401,
    acts: 'user',
    title: { 'zh-CN': '登录已过期', en: 'Session expired' },
    message: { 'zh-CN': () => '登录已过期，请重新登录。', en: () => 'The session has expired; sign in again.' },
  }),
  'token.invalid': defineProblem({
    status: 401,
    acts: 'user',
    title: { 'zh-CN': '令牌无效', en: 'Invalid token' },
    message: {
      'zh-CN': () => 'API 令牌无效、已过期或已撤销。',
      en: () => 'The API token is not valid, has expired or was revoked.',
    },
  }),
  'token.too_strong': defineProblem({
    status: 403,
    acts: 'user',
    title: { 'zh-CN': '令牌权限过大', en: 'Token too strong' },
    message: {
      'zh-CN': () => '令牌的权限不能超过创建者本人。',
      en: () => 'A token can never do more than its maker.',
    },
  }),
  'token.not_found': defineProblem({
    status: 404,
    acts: 'user',
    title: { 'zh-CN': '找不到令牌', en: 'Token not found' },
    message: { 'zh-CN': () => '找不到这个令牌。', en: () => 'There is no such token.' },
  }),
  'setup.done': defineProblem({
    status: 404,
    acts: 'user',
    title: { 'zh-CN': '系统已完成初始设置', en: 'Set-up is done' },
    message: {
      'zh-CN': () => '已有账户，初始设置已关闭。',
      en: () => 'An account exists already; set-up is closed.',
    },
  }),
  'setup.wrong_code': defineProblem({
    status: 403,
    acts: 'operator',
    title: { 'zh-CN': '设置码不正确', en: 'Wrong set-up code' },
    message: {
      'zh-CN': () => '从其他机器进行初始设置，需要服务器启动时打印的设置码。',
      en: () => 'Setting up from another machine needs the code that the server printed when it started.',
    },
  }),
  'person.email_taken': defineProblem({
    status: 409,
    acts: 'user',
    title: { 'zh-CN': '邮箱已被使用', en: 'E-mail in use' },
    message: { 'zh-CN': () => '已有使用这个邮箱的账户。', en: () => 'An account with this e-mail exists already.' },
  }),
  'person.not_found': defineProblem({
    status: 404,
    acts: 'user',
    title: { 'zh-CN': '找不到成员', en: 'Person not found' },
    message: { 'zh-CN': () => '找不到这位成员。', en: () => 'There is no such person.' },
  }),
  'person.password_too_short': defineProblem<{ readonly min: number }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '密码过短', en: 'Password too short' },
    message: {
      'zh-CN': (d) => `密码至少 ${d.min} 个字符。`,
      en: (d) => `The password needs at least ${d.min} characters.`,
    },
  }),
  'person.unknown_role': defineProblem<{ readonly role: string }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '未知角色', en: 'Unknown role' },
    message: { 'zh-CN': (d) => `没有角色「${d.role}」。`, en: (d) => `There is no role “${d.role}”.` },
  }),
  'person.stronger': defineProblem({
    status: 403,
    acts: 'user',
    title: { 'zh-CN': '对方拥有更多权限', en: 'They may do more' },
    message: {
      'zh-CN': () => '这位成员拥有你没有的权限，只有管理员可以修改。',
      en: () => 'This person may do things that you may not: only an administrator can change them.',
    },
  }),
  'person.own_roles': defineProblem({
    status: 403,
    acts: 'user',
    title: { 'zh-CN': '不能修改自己的角色', en: 'Your own roles' },
    message: {
      'zh-CN': () => '自己的角色由管理员修改。',
      en: () => 'Your own roles are changed by an administrator.',
    },
  }),
  'person.stronger_role': defineProblem<{ readonly role: string }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '不能分配这个角色', en: 'Not yours to give' },
    message: {
      'zh-CN': (d) => `角色「${d.role}」拥有你没有的权限，只有管理员可以分配。`,
      en: (d) => `The role “${d.role}” may do things that you may not: only an administrator can give it.`,
    },
  }),
  'person.repeated': defineProblem<{ readonly row: number }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '邮箱重复', en: 'E-mail twice' },
    message: {
      'zh-CN': (d) => `第 ${d.row} 行已用了这个邮箱。`,
      en: (d) => `Row ${d.row} has this e-mail already.`,
    },
  }),
  'person.unknown_manager': defineProblem<{ readonly email: string }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '找不到上级', en: 'Manager not found' },
    message: {
      'zh-CN': (d) => `没有邮箱为「${d.email}」的在职成员，这些行中也没有可以新增的。`,
      en: (d) => `No active person has the e-mail “${d.email}”, nor has a row that can be imported.`,
    },
  }),
  'person.holdings': defineProblem<{ readonly count: number; readonly zh: string; readonly en: string }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '还有未移交的内容', en: 'Not handed over' },
    message: {
      'zh-CN': (d) => `名下还有 ${d.count} 项未指定接手人：${d.zh}。`,
      en: (d) => `Nobody takes over ${d.count} of what the person holds: ${d.en}.`,
    },
    hint: {
      'zh-CN': '在 handOverTo 中指定接手人，或在 handOver 中按模块指定。',
      en: 'Name who takes over in handOverTo, or object by object in handOver.',
    },
  }),
  'person.last_administrator': defineProblem({
    status: 409,
    acts: 'user',
    title: { 'zh-CN': '最后一位管理员', en: 'Last administrator' },
    message: {
      'zh-CN': () => '至少要保留一位管理员。',
      en: () => 'At least one administrator must remain.',
    },
  }),
} as const
