import type { Localized, Texts } from '../../text/localized.js'
import { defineProblem } from '../define-problem.js'

/** Problems of workflows at work: what a step was refused with, what kept a request from its goal. */
export const runProblems = {
  'run.not_found': defineProblem({
    status: 404,
    acts: 'user',
    title: { 'zh-CN': '找不到运行记录', en: 'Run not found' },
    message: { 'zh-CN': () => '找不到这次运行。', en: () => 'There is no such run.' },
  }),
  'run.not_retryable': defineProblem<{ readonly state: string }>({
    status: 409,
    acts: 'user',
    title: { 'zh-CN': '不能重试', en: 'Nothing to retry' },
    message: {
      'zh-CN': (d) => `只有失败或被限制的运行可以重试，这次运行的状态是 ${d.state}。`,
      en: (d) => `Only a failed or limited run can be retried; this one is ${d.state}.`,
    },
  }),
  'run.not_cancellable': defineProblem<{ readonly state: string }>({
    status: 409,
    acts: 'user',
    title: { 'zh-CN': '不能取消', en: 'Nothing to cancel' },
    message: {
      'zh-CN': (d) => `只有尚未结束的运行可以取消，这次运行的状态是 ${d.state}。`,
      en: (d) => `Only a run that is not over can be cancelled; this one is ${d.state}.`,
    },
  }),
  'run.not_startable': defineProblem<{ readonly reason: Texts }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '不能手动启动', en: 'Cannot be started by hand' },
    message: {
      'zh-CN': (d) => `不能手动启动这个工作流：${d.reason}`,
      en: (d) => `This workflow cannot be started by hand: ${d.reason}`,
    },
  }),
  'run.lost_node': defineProblem<{ readonly node: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '节点已不存在', en: 'Node is gone' },
    message: {
      'zh-CN': (d) => `工作流的这个版本中没有节点「${d.node}」。`,
      en: (d) => `This version of the workflow has no node “${d.node}”.`,
    },
  }),
  'run.lost_version': defineProblem<{ readonly version: number }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '找不到工作流的版本', en: 'Version not found' },
    message: {
      'zh-CN': (d) => `找不到工作流的第 ${d.version} 版。`,
      en: (d) => `Version ${d.version} of the workflow cannot be found.`,
    },
  }),
  'run.bad_formula': defineProblem<{ readonly reason: Localized }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '公式不能使用', en: 'Unusable formula' },
    message: {
      'zh-CN': (d) => `这里的公式不能使用：${d.reason}`,
      en: (d) => `The formula here cannot be used: ${d.reason}`,
    },
  }),
  'run.bad_setting': defineProblem<{ readonly reason: Localized }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '节点设置有误', en: 'Wrong setting of a node' },
    message: {
      'zh-CN': (d) => `节点的设置有误：${d.reason}`,
      en: (d) => `A setting of the node is wrong: ${d.reason}`,
    },
  }),
  'run.no_record': defineProblem({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '没有触发记录', en: 'No record to work on' },
    message: {
      'zh-CN': () => '这次运行没有触发记录，请让节点指向「查找记录」的结果。',
      en: () => 'This run has no triggering record; let the node use the result of “Find records”.',
    },
  }),
  'run.too_many_steps': defineProblem<{ readonly limit: number }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '步骤过多', en: 'Too many steps' },
    message: {
      'zh-CN': (d) => `一次运行最多 ${d.limit} 步，这次运行已停止。`,
      en: (d) => `A run takes at most ${d.limit} steps; this one was stopped.`,
    },
    hint: { 'zh-CN': '请检查节点的连线是否成环。', en: 'Check whether the nodes lead in a circle.' },
  }),
  'run.too_many_records': defineProblem<{ readonly limit: number }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '记录过多', en: 'Too many records' },
    message: {
      'zh-CN': (d) => `最多处理 ${d.limit} 条记录，其余未处理。`,
      en: (d) => `At most ${d.limit} records are handled; the others were not.`,
    },
  }),
  'run.too_large': defineProblem<{ readonly limitKb: number }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '内容过大', en: 'Too large' },
    message: {
      'zh-CN': (d) => `这一步的内容超过 ${d.limitKb} kB。`,
      en: (d) => `What this step carries exceeds ${d.limitKb} kB.`,
    },
  }),
  'run.timed_out': defineProblem<{ readonly seconds: number }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '步骤超时', en: 'Step timed out' },
    message: {
      'zh-CN': (d) => `这一步超过 ${d.seconds} 秒仍未完成。`,
      en: (d) => `This step did not end within ${d.seconds} seconds.`,
    },
  }),
  'run.interrupted': defineProblem<{ readonly attempts: number }>({
    status: 422,
    acts: 'operator',
    title: { 'zh-CN': '运行多次中断', en: 'Interrupted again and again' },
    message: {
      'zh-CN': (d) => `处理这一步的进程连续 ${d.attempts} 次中断，已停止重试。`,
      en: (d) => `The process that worked on this step ended ${d.attempts} times in a row; it is not tried again.`,
    },
  }),
  'outbound.bad_url': defineProblem<{ readonly url: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '网址不正确', en: 'Wrong address' },
    message: {
      'zh-CN': (d) => `「${d.url}」不是可以访问的网址，只支持不含用户名和密码的 http 与 https 网址。`,
      en: (d) => `“${d.url}” cannot be called: only http and https addresses without user name and password can.`,
    },
  }),
  'outbound.private_address': defineProblem<{ readonly host: string }>({
    status: 422,
    acts: 'operator',
    title: { 'zh-CN': '不允许访问内部地址', en: 'Private address' },
    message: {
      'zh-CN': (d) => `「${d.host}」指向内部网络，已拒绝访问。`,
      en: (d) => `“${d.host}” leads to a private network and is not called.`,
    },
    hint: {
      'zh-CN': '如确需访问，请运维人员把 主机:端口 加入 TESSERA_OUTBOUND_ALLOW。',
      en: 'If it must be called, an operator can add host:port to TESSERA_OUTBOUND_ALLOW.',
    },
  }),
  'outbound.bad_header': defineProblem<{ readonly name: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '请求头不正确', en: 'Wrong header' },
    message: {
      'zh-CN': (d) => `请求头「${d.name}」的名称或内容不允许。`,
      en: (d) => `The header “${d.name}” has a name or a value that is not allowed.`,
    },
  }),
  'outbound.unreachable': defineProblem<{ readonly host: string; readonly cause: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '无法连接', en: 'Not reachable' },
    message: {
      'zh-CN': (d) => `无法连接「${d.host}」（${d.cause}）。`,
      en: (d) => `“${d.host}” cannot be reached (${d.cause}).`,
    },
  }),
  'outbound.timed_out': defineProblem<{ readonly host: string; readonly seconds: number }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '对方没有及时回应', en: 'No answer in time' },
    message: {
      'zh-CN': (d) => `「${d.host}」在 ${d.seconds} 秒内没有回应。`,
      en: (d) => `“${d.host}” did not answer within ${d.seconds} seconds.`,
    },
  }),
  'outbound.status': defineProblem<{ readonly host: string; readonly status: number }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '对方拒绝了请求', en: 'The request was refused' },
    message: {
      'zh-CN': (d) => `「${d.host}」回应了 ${d.status}。`,
      en: (d) => `“${d.host}” answered ${d.status}.`,
    },
  }),
  'outbound.redirect': defineProblem<{ readonly host: string; readonly status: number }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '不跟随跳转', en: 'Redirects are not followed' },
    message: {
      'zh-CN': (d) => `「${d.host}」要求跳转到其他网址（${d.status}），未跟随。`,
      en: (d) => `“${d.host}” redirects to another address (${d.status}), which is not followed.`,
    },
    hint: { 'zh-CN': '请直接填写最终的网址。', en: 'Enter the final address.' },
  }),
  'outbound.resting': defineProblem<{ readonly host: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '暂停访问', en: 'Calls are paused' },
    message: {
      'zh-CN': (d) => `「${d.host}」连续多次没有正常回应，暂停访问，稍后再试。`,
      en: (d) => `“${d.host}” failed several times in a row; it is left alone for a while.`,
    },
  }),
} as const
