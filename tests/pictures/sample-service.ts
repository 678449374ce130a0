import sharp from 'sharp'
import type { ApiClient } from '../api/support/client.js'
import { formOf } from '../support/form-data.js'
import { both, option } from './sample-words.js'

/** An inspection with every richer kind of value: files, pictures, a signature, places, times, marks. */
const inspection = {
  kind: 'object',
  key: 'inspection',
  icon: 'clipboard-check',
  label: both('设备巡检', 'Inspection'),
  titleField: 'subject',
  fields: [
    { key: 'subject', type: 'text', label: both('巡检主题', 'Subject'), required: true },
    { key: 'startsAt', type: 'time', label: both('开始时刻', 'Starts at') },
    { key: 'length', type: 'duration', label: both('用时', 'Time spent') },
    { key: 'stars', type: 'rating', label: both('设备状况', 'Condition'), stars: 5 },
    { key: 'progress', type: 'progress', label: both('完成度', 'Progress') },
    { key: 'paint', type: 'colour', label: both('标识颜色', 'Mark') },
    { key: 'labels', type: 'tags', label: both('标签', 'Tags'), suggestions: ['高温', '漏油', '噪声'] },
    { key: 'code', type: 'barcode', label: both('设备条码', 'Bar code'), symbology: 'ean13' },
    { key: 'district', type: 'region', label: both('所在地区', 'District') },
    { key: 'site', type: 'address', label: both('现场地址', 'Address') },
    { key: 'spot', type: 'location', label: both('位置', 'Position') },
    {
      key: 'line',
      type: 'cascader',
      label: both('产线', 'Production line'),
      options: [
        { key: 'east', label: both('华东厂区', 'East plant') },
        { key: 'press', label: both('冲压车间', 'Press shop'), depth: 1 },
        { key: 'paintShop', label: both('涂装车间', 'Paint shop'), depth: 1 },
      ],
    },
    { key: 'settings', type: 'json', label: both('参数', 'Settings') },
    { key: 'papers', type: 'file', label: both('附件', 'Files'), maxCount: 5 },
    { key: 'photos', type: 'image', label: both('现场照片', 'Photos') },
    { key: 'signed', type: 'signature', label: both('客户签名', 'Signature') },
    { key: 'report', type: 'richText', label: both('巡检报告', 'Report') },
  ],
}

const quote = {
  kind: 'object',
  key: 'quote',
  icon: 'receipt-text',
  label: both('报价单', 'Quote'),
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: both('报价名称', 'Name'), required: true },
    { key: 'customer', type: 'lookup', label: both('客户', 'Customer'), target: 'customer' },
    { key: 'lines', type: 'details', label: both('产品明细', 'Products'), relation: 'quoteLine.quote' },
    {
      key: 'total',
      type: 'rollup',
      label: both('合计', 'Total'),
      relation: 'quoteLine.quote',
      function: 'sum',
      field: 'amount',
    },
  ],
}

const quoteLine = {
  kind: 'object',
  key: 'quoteLine',
  label: both('报价明细', 'Quote line'),
  titleField: 'product',
  fields: [
    { key: 'product', type: 'text', label: both('产品', 'Product'), required: true },
    { key: 'quote', type: 'lookup', label: both('报价单', 'Quote'), target: 'quote', onDelete: 'cascade' },
    { key: 'quantity', type: 'number', label: both('数量', 'Quantity'), default: '1' },
    { key: 'price', type: 'currency', label: both('单价', 'Price') },
    { key: 'amount', type: 'formula', label: both('金额', 'Amount'), formula: 'quantity * price', decimals: 2 },
  ],
}

/** Prices and companies typed as text, as an old table has them. */
const offer = (priceType: string, company: Readonly<Record<string, string>>) => ({
  kind: 'object',
  key: 'oldOffer',
  icon: 'archive',
  label: both('历史报价', 'Old offer'),
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: both('名称', 'Name') },
    { key: 'price', type: priceType, label: both('报价', 'Price') },
    { key: 'company', label: both('客户', 'Customer'), ...company },
    { key: 'state', type: 'select', label: both('状态', 'State'), options: [option('sent', '已发出', 'Sent', 'blue')] },
  ],
})

const asText = offer('text', { type: 'text' })
const converted = offer('number', { type: 'lookup', target: 'customer' })

type Need = (sent: ReturnType<ApiClient['post']>, status: number) => ReturnType<ApiClient['post']>

/** Adds inspections, quotes with lines, and old offers whose values wait after a conversion; answers their addresses. */
export async function fillService(admin: ApiClient, customer: string, need: Need): Promise<Record<string, string>> {
  const put = (document: object) => ({ op: 'put', document })
  const changes = [inspection, quote, quoteLine, asText].map(put)
  await need(admin.post('/api/changes', { changes, message: '巡检与报价' }), 201)
  const erp = { name: 'erp', host: 'erp.example.com:8443', purpose: '推送已签合同', value: 'not a real key' }
  await need(admin.post('/api/secrets', erp), 201)
  const create = async (object: string, values: object): Promise<string> =>
    String((await need(admin.post(`/api/records/${object}`, values), 201)).body.id)

  const inspections = []
  for (let n = 0; n < 6; n += 1)
    inspections.push(await create('inspection', await inspectionOf(n, (file) => upload(admin, need, file))))
  const products = ['数控冲床 K-35', '安装与调试', '备件包（一年）', '操作培训']
  const lines = products.map((product, n) => ({ product, quantity: n + 1, price: 38_600.5 / (n + 1) ** 2 }))
  const aQuote = await create('quote', {
    name: '冲压线改造报价',
    customer,
    lines: lines.map((line) => ({ ...line, price: Math.round(line.price * 100) / 100 })),
  })
  for (const [name, price, company] of [
    ['2019 年机床', '12,800', '杭州精工机械有限公司'],
    ['2020 年备件', '约三百', '温州老客户有限公司'],
    ['2021 年培训', '面议', '绍兴旧友实业有限公司'],
  ])
    await create('oldOffer', { name, price, company })
  const before = await need(admin.post('/api/changes/plan', { changes: [put(converted)] }), 200)
  const accept = (JSON.parse(JSON.stringify(before.body.plan?.hazards ?? before.body.hazards)) as { id: string }[]).map(
    ({ id }) => id,
  )
  await need(admin.post('/api/changes', { changes: [put(converted)], accept, message: '历史报价改为数字与客户' }), 201)
  return { inspection: inspections[0] ?? '', quote: aQuote }
}

interface Sent {
  readonly content: Uint8Array
  readonly name: string
}

async function upload(admin: ApiClient, need: Need, { content, name }: Sent): Promise<string> {
  const { body, headers } = formOf(content, name)
  return String((await need(admin.send('POST', '/api/files', body, headers), 201)).body.id)
}

async function inspectionOf(n: number, sent: (file: Sent) => Promise<string>): Promise<Record<string, unknown>> {
  const words = [['高温', '噪声'], ['漏油'], ['高温'], [], ['噪声'], ['漏油', '高温', '噪声']]
  return {
    subject: ['一号冲床季度巡检', '涂装线月检', '空压机房夜检', '二号冲床复检', '行车安全检查', '配电室年检'][n],
    startsAt: ['09:30:00', '14:00:00', '22:15:00'][n % 3],
    length: 1_800 + n * 1_500,
    stars: 5 - (n % 4),
    progress: [0.35, 1, 0.6, 0, 0.85, 0.1][n],
    paint: ['#2f6fed', '#d64545', '#2f9e63'][n % 3],
    labels: words[n],
    code: '6901234567892',
    district: ['310115', '330106', '320505'][n % 3],
    site: ['上海市浦东新区世纪大道 100 号', '杭州市西湖区文三路 90 号', '苏州市虎丘区科技城'][n % 3],
    spot: [31.2304 + n / 100, 121.4737],
    line: n % 2 === 0 ? 'press' : 'paintShop',
    settings: '{"型号":"K-35","转速":1450,"报警":{"温度":85}}',
    report:
      '<h3>结论</h3><p><strong>主轴温度偏高</strong>，建议两周内更换润滑油。</p><ul><li>地脚螺栓已紧固</li><li>皮带磨损约 30%</li></ul>',
    ...(n > 1 ? {} : await attachments(sent)),
  }
}

async function attachments(sent: (file: Sent) => Promise<string>): Promise<Record<string, unknown>> {
  const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
  const stroke = '<path d="M20 90 C60 10 90 130 130 60 S200 20 260 90" fill="none" stroke="#111" stroke-width="4"/>'
  const papers = [
    await sent({ content: pdf, name: '巡检记录表.pdf' }),
    await sent({ content: pdf, name: '设备验收单（上海浦东国际贸易与供应链综合服务股份有限公司华东区域）.pdf' }),
  ]
  const photos = []
  for (const colour of ['#7c8aa5', '#b98f5a', '#5f8f7a']) {
    const drawing = `<rect width="640" height="420" fill="${colour}"/><circle cx="320" cy="240" r="120" fill="#ffffff55"/>`
    photos.push(await sent({ content: await picture(640, 420, drawing), name: '现场.png' }))
  }
  const signed = await sent({ content: await picture(300, 130, stroke), name: 'signature.png' })
  return { papers, photos, signed: [signed] }
}

function picture(width: number, height: number, drawing: string): Promise<Buffer> {
  return sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${drawing}</svg>`),
  )
    .png()
    .toBuffer()
}
