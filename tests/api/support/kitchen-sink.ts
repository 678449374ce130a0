/** Documents that use every field type, relations both ways, and names that generators of code stumble over. */

const levels = [
  { key: 'a', label: '甲' },
  { key: 'b', label: 'B "quoted" */ and closed' },
]

const account = {
  kind: 'object',
  key: 'account',
  label: { 'zh-CN': '客户', en: 'Account' },
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: '名称', required: true },
    { key: 'parent', type: 'lookup', label: '上级', target: 'account', tree: true },
    { key: 'firstVisit', type: 'lookup', label: '首次拜访', target: 'visit' },
    { key: 'seenAt', type: 'backlinks', label: '参与的拜访', relation: 'visit.guests' },
    { key: 'asGuest', type: 'rollup', label: '参与次数', relation: 'visit.guests', function: 'count' },
    { key: 'mentions', type: 'rollup', label: '被提及', relation: 'visit.about', function: 'count' },
    { key: 'log', type: 'details', label: '拜访明细', relation: 'visit.customer' },
    { key: 'total', type: 'rollup', label: '费用', relation: 'visit.customer', function: 'sum', field: 'cost' },
    { key: 'visits', type: 'rollup', label: '次数', relation: 'visit.customer', function: 'count' },
    { key: 'lastOn', type: 'rollup', label: '最近', relation: 'visit.customer', function: 'max', field: 'visitedOn' },
  ],
}

const visit = {
  kind: 'object',
  key: 'visit',
  label: { 'zh-CN': '拜访 */ `${1}`', en: 'Visit */ export type Broken = `${1}`' },
  titleField: 'subject',
  fields: [
    { key: 'subject', type: 'text', label: '主题 */ "x" \\', required: true, maxLength: 80 },
    { key: 'note', type: 'longText', label: 'Two\nlines' },
    { key: 'cost', type: 'currency', label: '费用' },
    { key: 'hours', type: 'number', label: '小时', decimals: 1 },
    { key: 'discount', type: 'percent', label: '折扣' },
    { key: 'confirmed', type: 'boolean', label: '已确认' },
    { key: 'visitedOn', type: 'date', label: '日期', default: 'TODAY()' },
    { key: 'startsAt', type: 'dateTime', label: '开始' },
    { key: 'status', type: 'select', label: '状态', default: '"planned"', options: statuses() },
    { key: 'tags', type: 'multiSelect', label: '标签', options: levels },
    { key: 'email', type: 'email', label: '邮箱' },
    { key: 'company', type: 'companyName', label: '企业名称' },
    { key: 'creditCode', type: 'socialCreditCode', label: '税号' },
    { key: 'identity', type: 'idCard', label: '身份证号' },
    { key: 'opensAt', type: 'time', label: '开门时刻' },
    { key: 'length', type: 'duration', label: '时长' },
    { key: 'stars', type: 'rating', label: '评分', stars: 5 },
    { key: 'progress', type: 'progress', label: '进度' },
    { key: 'paint', type: 'colour', label: '颜色' },
    { key: 'labels', type: 'tags', label: '自由标签', suggestions: ['重点'] },
    { key: 'code', type: 'barcode', label: '条码', symbology: 'ean13' },
    { key: 'body', type: 'richText', label: '正文' },
    { key: 'district', type: 'region', label: '区划' },
    { key: 'site', type: 'address', label: '地址' },
    { key: 'spot', type: 'location', label: '位置' },
    {
      key: 'area',
      type: 'cascader',
      label: '片区',
      options: [
        { key: 'east', label: '华东' },
        { key: 'sh', label: '上海', depth: 1 },
      ],
    },
    { key: 'settings', type: 'json', label: '配置' },
    { key: 'phone', type: 'phone', label: '电话', masked: 'phone', personal: true },
    { key: 'passport', type: 'text', label: '护照号', encrypted: true, masked: 'middle' },
    { key: 'papers', type: 'file', label: '附件', kinds: ['pdf', 'image'], maxCount: 5 },
    { key: 'photos', type: 'image', label: '照片' },
    { key: 'signature', type: 'signature', label: '签名' },
    { key: 'website', type: 'url', label: '网址' },
    { key: 'number', type: 'autoNumber', label: '编号', format: 'V-{yyyy}-{0000}' },
    { key: 'companion', type: 'user', label: '同行' },
    { key: 'customer', type: 'lookup', label: '客户', target: 'account', onDelete: 'refuse' },
    { key: 'guests', type: 'links', label: '参与客户', target: 'account' },
    { key: 'about', type: 'anyLookup', label: '关于', targets: ['account', 'visit', 'user'] },
    { key: 'aboutName', type: 'formula', label: '关于谁', formula: 'TITLE(about)' },
    { key: 'aboutParent', type: 'formula', label: '其上级', formula: 'AS(about, account).parent' },
    { key: 'guestNames', type: 'formula', label: '参与客户名', formula: 'guests.name' },
    { key: 'withTax', type: 'formula', label: '含税', formula: 'ROUND(cost * 1.06, 2)' },
    { key: 'isDear', type: 'formula', label: '贵', formula: 'cost > 1000' },
    { key: 'city', type: 'formula', label: '客户名', formula: 'UPPER(customer.name)' },
    { key: 'nextOn', type: 'formula', label: '下次', formula: 'DATEADD(visitedOn, 1, "month")' },
    { key: 'ahead', type: 'formula', label: '提前', formula: 'startsAt - createdAt' },
    { key: 'at', type: 'formula', label: '时刻', formula: 'TIME(9, 30, 0)' },
    { key: 'head', type: 'formula', label: '总部', formula: 'customer.parent' },
    { key: 'levels', type: 'formula', label: '等级', formula: 'tags' },
    { key: 'state', type: 'formula', label: '状态副本', formula: 'status' },
    { key: 'customerName', type: 'related', label: '客户名称', path: 'customer.name' },
    { key: 'customerHead', type: 'related', label: '客户的上级', path: 'customer.parent' },
    {
      ...{ key: 'score', type: 'score', label: '评分', minimum: 0, maximum: 100 },
      contributions: [
        { label: { 'zh-CN': '费用高', en: 'Dear' }, when: 'cost > 1000', points: 60 },
        { label: '没有客户', when: 'ISBLANK(customer)', points: -10 },
      ],
    },
  ],
  rules: [{ key: 'cost-limit', when: 'cost > 5000', field: 'cost', message: '费用超过 5000 需先审批' }],
}

/** Every field type, computed fields of several types, and lookups from and to both objects. */
export const kitchenSink = [account, visit]

/** Keys whose type names meet, hide a name of the language, or change when a tool tidies them up. */
export const oddlyNamed = ['visitCreate', 'objects', 'problem', 'record', 'object', 'class', 'area51b', 'aBC', 'x'].map(
  (key) => ({
    kind: 'object',
    key,
    label: key,
    fields: ['name', 'class', 'constructor', 'toString', 'a1b'].map((field) => ({
      key: field,
      type: 'text',
      label: field,
    })),
  }),
)

function statuses() {
  return [
    { key: 'planned', label: '计划' },
    { key: 'done', label: '完成' },
  ]
}
