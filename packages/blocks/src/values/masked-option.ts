import type { JsonSchema } from '@tessera/metadata'

/** How much of a text stays when it is masked. */
export type Mask = 'middle' | 'phone' | 'idCard' | 'email' | 'name' | 'all'

/** The property `masked` of texts: what screens leave out until somebody asks to see it. Not a right: who may read it gets it from the API. */
export const maskedOption: Readonly<Record<string, JsonSchema>> = {
  masked: {
    enum: ['middle', 'phone', 'idCard', 'email', 'name', 'all'],
    'x-title': { 'zh-CN': '脱敏显示', en: 'Masked' },
    'x-help': {
      'zh-CN': '列表和页面只显示一部分，按眼睛图标才显示全部。防旁人看见，不是权限：能读此字段的人和接口得到完整内容。',
      en: 'Lists and pages show a part; the eye shows all of it. Against onlookers, no permission: whoever may read the field, and the API, gets the whole.',
    },
    'x-options': {
      middle: { 'zh-CN': '隐去中间', en: 'Without the middle' },
      phone: { 'zh-CN': '电话：138****1234', en: 'Phone: 138****1234' },
      idCard: { 'zh-CN': '证件号：110***********002X', en: 'Identity number: 110***********002X' },
      email: { 'zh-CN': '邮箱：a***@example.com', en: 'E-mail: a***@example.com' },
      name: { 'zh-CN': '姓名：张*', en: 'Name: A***' },
      all: { 'zh-CN': '全部隐去', en: 'All of it' },
    },
  },
}
