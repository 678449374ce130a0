import type { WebField } from '@tessera/blocks/web'
import { either, type TypeGuide } from './guide-parts'
import { relationGuides } from './relation-guides'

export type { TypeGuide } from './guide-parts'

const options = [
  { key: 'a', label: { 'zh-CN': '进行中', en: 'In progress' }, color: 'blue' },
  { key: 'b', label: { 'zh-CN': '已完成', en: 'Done' }, color: 'green' },
]

const exampleFile = (name: string) => ({ id: 'example', name, type: 'application/pdf', size: 12_800 })

/** Guides in the order the gallery shows types of one group. */
export const typeGuides: ReadonlyMap<string, TypeGuide> = new Map<string, TypeGuide>([
  [
    'text',
    {
      hint: { 'zh-CN': '一行文字，如名称、型号。', en: 'One line, such as a name or a model.' },
      words: ['单行文本', '文本', '文本框', 'string', 'single line'],
      example: either('上海云帆科技', 'Cloudsail Ltd.'),
    },
  ],
  [
    'longText',
    {
      hint: { 'zh-CN': '多行文字，如备注、描述。', en: 'Several lines, such as notes.' },
      words: ['多行文本', '备注', '文本域', 'textarea', 'notes', 'multi line'],
      example: either('开机后有异响，已联系厂家。', 'Makes a noise; the maker was called.'),
    },
  ],
  [
    'richText',
    {
      hint: { 'zh-CN': '带标题、列表、链接的正文。', en: 'Text with headings, lists and links.' },
      words: ['正文', '图文', '编辑器', 'html', 'wysiwyg', 'body'],
      example: either(
        '<p><strong>方案</strong>：先检修，再更换。</p>',
        '<p><strong>Plan</strong>: repair, then replace.</p>',
      ),
    },
  ],
  [
    'email',
    {
      hint: { 'zh-CN': '邮箱地址，点击写信。', en: 'An address; a click writes a mail.' },
      words: ['邮件', 'mail'],
      example: () => 'li.ming@example.com',
    },
  ],
  [
    'phone',
    {
      hint: { 'zh-CN': '电话号码，手机上可直接拨打。', en: 'A number that phones can dial.' },
      words: ['手机', 'mobile', 'tel'],
      example: () => '13800001234',
    },
  ],
  [
    'url',
    {
      hint: { 'zh-CN': '网页地址，点击打开。', en: 'A web address; a click opens it.' },
      words: ['网址', '超链接', 'link'],
      example: () => 'https://example.com',
    },
  ],
  [
    'companyName',
    {
      hint: { 'zh-CN': '企业全称，自动统一写法。', en: 'The name of a company, written in one way.' },
      words: ['公司名称', '单位名称', '公司', 'company', 'organisation', 'organization'],
      example: either('云帆科技（上海）有限公司', 'Cloudsail (Asia) Ltd.'),
    },
  ],
  [
    'socialCreditCode',
    {
      hint: { 'zh-CN': '单位的 18 位代码，自动校验。', en: 'The code of a company, with its check character.' },
      words: ['信用代码', '税号', '纳税人识别号', 'uscc', 'tax'],
      example: () => '91350100M000100Y43',
    },
  ],
  [
    'idCard',
    {
      hint: { 'zh-CN': '18 位身份证号，自动校验。', en: 'An identity number, with its check character.' },
      words: ['身份证', '证件', 'identity'],
      example: () => '11010519491231002X',
    },
  ],
  [
    'cascader',
    {
      hint: { 'zh-CN': '逐级选择，如产品大类、小类。', en: 'Level by level, such as kinds of products.' },
      words: ['级联', '多级', '分类', '树', 'cascade', 'tree', 'category'],
      properties: {
        options: [
          { key: 'a', label: { 'zh-CN': '家电', en: 'Appliances' }, color: 'blue' },
          { key: 'b', label: { 'zh-CN': '空调', en: 'Air conditioners' }, color: 'blue', depth: 1 },
        ],
      },
      example: () => 'b',
    },
  ],
  [
    'tags',
    {
      hint: { 'zh-CN': '自由填写的标签，不必先设好选项。', en: 'Free labels; no options to set up.' },
      words: ['标签', '关键词', 'labels', 'keywords'],
      example: either(['重点', '老客户'], ['Key', 'Regular']),
    },
  ],
  [
    'address',
    {
      hint: { 'zh-CN': '省市区加街道门牌。', en: 'A region of China and the street.' },
      words: ['住址', '收货地址', '位置', 'postal address'],
      example: () => '上海市浦东新区世纪大道 100 号',
    },
  ],
  [
    'barcode',
    {
      hint: { 'zh-CN': '条形码或二维码，记录页上画成图。', en: 'A bar code or QR code, drawn on the record page.' },
      words: ['条码', '条形码', '二维码', 'ean', 'qr', 'qr code'],
      example: () => 'KH-2026-0042',
    },
  ],
  [
    'json',
    {
      hint: { 'zh-CN': '结构化数据，如接口返回的内容。', en: 'Structured data, such as answers of other systems.' },
      words: ['结构化', '对象', '配置', 'object', 'config'],
      example: either('{"型号":"K-35"}', '{"model":"K-35"}'),
    },
  ],
  [
    'number',
    {
      hint: { 'zh-CN': '可以计算的数，如数量、重量。', en: 'To count or measure with.' },
      words: ['数值', '整数', '小数', 'integer', 'decimal'],
      example: () => 1280,
    },
  ],
  [
    'currency',
    {
      hint: { 'zh-CN': '带币种的金额。', en: 'An amount of money.' },
      words: ['货币', '钱', 'money'],
      example: () => 12800,
    },
  ],
  [
    'percent',
    {
      hint: { 'zh-CN': '百分比，15% 存为 0.15。', en: 'A share; 15% is kept as 0.15.' },
      words: ['百分数', '比例', 'percentage'],
      example: () => 0.15,
    },
  ],
  [
    'progress',
    {
      hint: { 'zh-CN': '完成了多少，0% 到 100%，显示为进度条。', en: 'How far it is, drawn as a bar.' },
      words: ['进度条', '完成度', '完成率', 'progress bar'],
      example: () => 0.6,
    },
  ],
  [
    'rating',
    {
      hint: { 'zh-CN': '几颗星的评分，如满意度。', en: 'Some stars, such as for satisfaction.' },
      words: ['星级', '打分', '评级', 'stars'],
      example: () => 4,
    },
  ],
  [
    'duration',
    {
      hint: { 'zh-CN': '多长时间，如通话时长；可写 1小时30分。', en: 'How long something takes: 1h 30m.' },
      words: ['耗时', '用时', '工时', 'length', 'hours'],
      example: () => 5400,
    },
  ],
  [
    'location',
    {
      hint: { 'zh-CN': '纬度和经度；可按距离筛选。', en: 'Latitude and longitude; lists filter by distance.' },
      words: ['经纬度', '坐标', '定位', 'gps', 'coordinates'],
      example: () => [31.2304, 121.4737],
    },
  ],
  [
    'boolean',
    {
      hint: { 'zh-CN': '是或否。', en: 'Yes or no.' },
      words: ['开关', '勾选', '检查框', 'checkbox', 'switch'],
      example: () => true,
    },
  ],
  [
    'select',
    {
      hint: { 'zh-CN': '从几个选项里选一个，如状态。', en: 'One of several options, such as a status.' },
      words: ['下拉', '下拉框', '单选框', '状态', 'dropdown', 'picklist', 'status'],
      properties: { options },
      example: () => 'a',
    },
  ],
  [
    'multiSelect',
    {
      hint: { 'zh-CN': '选多个选项，如兴趣。', en: 'Several options, such as interests.' },
      words: ['复选', '复选框', 'checkboxes'],
      properties: { options },
      example: () => ['a', 'b'],
    },
  ],
  [
    'region',
    {
      hint: { 'zh-CN': '省、市、区县，逐级选择。', en: 'A province, city or district of China.' },
      words: ['省市区', '地区', '城市', '省份', 'province', 'city'],
      example: () => '310115',
    },
  ],
  [
    'colour',
    {
      hint: { 'zh-CN': '一种颜色，如车身颜色。', en: 'A colour, such as of a car.' },
      words: ['色号', '色值', 'color'],
      example: () => '#2f6fed',
    },
  ],
  [
    'date',
    {
      hint: { 'zh-CN': '某一天，如签约日期。', en: 'A day, such as a due date.' },
      words: ['日期', 'day'],
      example: () => '2026-03-18',
    },
  ],
  [
    'dateTime',
    {
      hint: { 'zh-CN': '某天某时，如预约时间。', en: 'A day and a time.' },
      words: ['日期时间', '时间', 'time', 'timestamp'],
      example: () => '2026-03-18T02:30:00.000Z',
    },
  ],
  [
    'time',
    {
      hint: { 'zh-CN': '一天中的时刻，不带日期，如开门时间。', en: 'A time of day without a date.' },
      words: ['时刻', '几点', 'clock', 'time of day'],
      example: () => '09:30:00',
    },
  ],
  [
    'user',
    {
      hint: { 'zh-CN': '同事，如维修人；可以收到通知。', en: 'A colleague, who can be notified.' },
      words: ['成员', '人员', '员工', 'person', 'member'],
      example: either({ id: '1', title: '李明' }, { id: '1', title: 'Li Ming' }),
    },
  ],
  ...relationGuides,
  [
    'file',
    {
      hint: { 'zh-CN': '合同、报价单等任意文件。', en: 'Files of any kind, such as contracts.' },
      words: ['附件', '文件', '上传', '文档', 'attachment', 'upload', 'document'],
      example: either([exampleFile('合同.pdf')], [exampleFile('contract.pdf')]),
    },
  ],
  [
    'image',
    {
      hint: { 'zh-CN': '照片、截图，显示为缩略图。', en: 'Photos, shown small in lists.' },
      words: ['图片', '照片', '相片', '拍照', '截图', 'photo', 'picture', 'image'],
      example: () => null,
    },
  ],
  [
    'signature',
    {
      hint: { 'zh-CN': '用手指、笔或鼠标签名。', en: 'Signed with finger, pen or mouse.' },
      words: ['签名', '签字', '手写', '签收', 'sign'],
      example: () => null,
    },
  ],
  [
    'autoNumber',
    {
      hint: { 'zh-CN': '新建时自动产生的编号。', en: 'A number given to each new record.' },
      words: ['流水号', '编号', '自动编号', 'serial', 'sequence'],
      properties: { format: 'SB-{yyyy}-{0000}' },
      example: () => 'SB-2026-0042',
    },
  ],
  [
    'formula',
    {
      hint: { 'zh-CN': '由本记录的其他字段算出。', en: 'Computed from other fields.' },
      words: ['计算', '函数', 'calculation', 'vlookup'],
      properties: { formula: 'price * quantity' },
      example: () => 25600,
    },
  ],
  [
    'related',
    {
      hint: { 'zh-CN': '显示所关联记录的字段，如客户的电话。', en: 'A field of a linked record, such as a phone.' },
      words: ['他表字段', '引用', '关联字段', '查找值', 'vlookup', 'lookup field', 'reference'],
      properties: { path: 'customer.phone' },
      example: () => '13800001234',
    },
  ],
  [
    'score',
    {
      hint: { 'zh-CN': '满足条件就加分，如线索打分。', en: 'Points for what is true, such as of a lead.' },
      words: ['评分', '打分', '得分', '评分模型', '线索评分', 'score', 'points', 'lead scoring'],
      example: () => 85,
    },
  ],
  [
    'rollup',
    {
      hint: { 'zh-CN': '把关联到本记录的记录合计、计数。', en: 'A sum or count over records that point here.' },
      words: ['统计', '合计', '计数', 'sumif', 'rollup', 'count'],
      properties: { function: 'count' },
      example: () => 12,
    },
  ],
])

/** A field of the type to show the example with. */
export function exampleField(type: string): WebField {
  const document = { key: 'example', type, label: type, ...typeGuides.get(type)?.properties }
  return { key: document.key, label: document.label, type, document }
}
