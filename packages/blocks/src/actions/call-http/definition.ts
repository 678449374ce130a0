import { defineAction } from '@tessera/metadata'
import { formulaSchema } from '../../schemas/node-schemas.js'
import { formulaWords } from '../../sentences/value-words.js'

export interface CallHttpConfig {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly headers?: readonly { readonly name: string; readonly value?: string; readonly secret?: string }[]
  readonly body?: string
}

/** Calls another system. */
export const definition = defineAction<CallHttpConfig>({
  name: 'callHttp',
  title: { 'zh-CN': '调用 HTTP', en: 'Call HTTP' },
  help: {
    'zh-CN':
      '请求其他系统的网址。没有回应、5xx、408、425、429 会自动重试（约 6 小时内 8 次），仍失败或被拒绝时走「失败」；没有连线则运行失败，可以稍后重试。每次请求带 Idempotency-Key，对方可据此去重。',
    en: 'Calls an address of another system. No answer, 5xx, 408, 425 and 429 are tried again (8 times within about 6 hours); what still fails, or is refused, goes on by “failed”, and without a way there the run fails and can be retried. Every request carries an Idempotency-Key by which the receiver can drop repetitions.',
  },
  aliases: ['webhook', '接口', '请求', '推送', 'http', 'api', 'rest'],
  icon: 'globe',
  group: 'outside',
  configSchema: {
    type: 'object',
    additionalProperties: false,
    required: ['method', 'url'],
    properties: {
      method: {
        enum: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
        default: 'POST',
        'x-title': { 'zh-CN': '方法', en: 'Method' },
      },
      url: formulaSchema(
        'text',
        { 'zh-CN': '网址', en: 'Address' },
        {
          'zh-CN': '以 https:// 开头的公网地址；不跟随跳转，内部地址需运维放行。',
          en: 'A public address that begins with https://. Redirects are not followed; private addresses need the operator’s permission.',
        },
      ),
      headers: {
        type: 'array',
        maxItems: 30,
        'x-input': 'headers',
        'x-title': { 'zh-CN': '请求头', en: 'Headers' },
        'x-help': {
          'zh-CN': '值是公式，文本要加引号；也可以选一个密钥，接在值后面发送，只发往它绑定的主机，不进入运行记录。',
          en: 'Values are formulas, text in quotes. A secret may be chosen: it is sent after the value, to its own host only, and is in no list of runs.',
        },
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['name'],
          anyOf: [{ required: ['value'] }, { required: ['secret'] }],
          properties: {
            name: { type: 'string', minLength: 1, maxLength: 100 },
            value: { type: 'string', minLength: 1, maxLength: 20_000 },
            secret: { type: 'string', pattern: '^[a-z][A-Za-z0-9_-]{0,39}$', examples: ['erp'] },
          },
        },
      },
      body: formulaSchema(
        'text',
        { 'zh-CN': '正文', en: 'Body' },
        {
          'zh-CN': '留空则发送触发记录（JSON，含修改前后的值）。',
          en: 'Left out: the triggering record as JSON, with its values before and after.',
        },
      ),
    },
  },
  ports: [
    { key: 'next', title: { 'zh-CN': '成功', en: 'Success' } },
    { key: 'failed', title: { 'zh-CN': '失败', en: 'Failed' } },
  ],
  phases: ['run'],
  initialConfig: { method: 'POST', url: '"https://"' },
  sentence: ({ method, url }, names, locale) =>
    locale === 'zh-CN'
      ? `用 ${method} 调用 ${formulaWords(url, names, locale)}`
      : `Call ${formulaWords(url, names, locale)} with ${method}`,
})
