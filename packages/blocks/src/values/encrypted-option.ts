import type { JsonSchema } from '@tessera/metadata'

/** The property `encrypted` of texts: PostgreSQL keeps them sealed. */
export const encryptedOption: Readonly<Record<string, JsonSchema>> = {
  encrypted: {
    type: 'boolean',
    default: false,
    'x-title': { 'zh-CN': '加密存储', en: 'Encrypted' },
    'x-help': {
      'zh-CN':
        '数据库、备份和变更历史里只有密文，密钥在数据库之外。可设为唯一，可按完整内容筛选；不能搜索、排序、分组、作标题，也不能用在公式字段和汇总里。有值之后不能再开启或关闭。',
      en: 'Database, backups and history hold ciphertext; the key is elsewhere. May be unique and compared as a whole in filters; is not searched, sorted, grouped, no title, and not part of formula fields and roll-ups. Once there are values it stays as it is.',
    },
  },
}
