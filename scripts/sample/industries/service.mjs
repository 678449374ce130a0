import { products } from '../crm/products.mjs'
import { day, moment } from '../days.mjs'
import { yuan } from '../money.mjs'
import { crmRows } from './crm-rows.mjs'

const equipment = products.filter(({ category }) => category === 'equipment')
const spares = products.filter(({ category }) => category === 'part')
const places = ['一车间', '二车间', '装配线', '检验室', '实验室', '包装线']
/** Subject, cause, what was done. */
const faults = [
  ['开机无图像', 'wear', '更换相机线缆，重新连接后正常。'],
  ['测量结果漂移', 'environment', '重新标定，并建议加装恒温罩。'],
  ['与产线通信中断', 'power', '更换交换机电源，更新网关固件。'],
  ['气密检测误报', 'wear', '更换密封件，调整保压时间。'],
  ['运动轴异响', 'wear', '补充润滑脂，更换导轨滑块。'],
  ['触摸屏失灵', 'quality', '更换触摸屏总成，旧件返厂分析。'],
  ['急停后无法复位', 'misuse', '复位安全回路，并培训操作员。'],
  ['光源亮度不足', 'wear', '更换光源，重设曝光参数。'],
]
const comments = ['响应很快，工程师专业。', '处理及时。', '问题解决了，就是等备件久了些。', '服务态度好。', '']
const numbered = (letter, index, digits = 3) => `${letter}${String(index + 1).padStart(digits, '0')}`

/** Rows of the sample of templates/service by object. */
export function serviceRows(random) {
  const device = makeDevices(random, 110)
  const sparePart = spares.map(({ code, name, list }) => ({
    '#': `J-${code}`,
    name,
    code: `J-${code}`,
    price: yuan(list),
    stocked: random.int(30, 60),
    minimum: 5,
    active: true,
    owner: 'me',
  }))
  return { device, sparePart, maintenance: makeMaintenance(random, device), ...makeWorkOrders(random, device, 90) }
}

/** Devices at customers that have ordered something, with the contact and the order of that customer. */
function makeDevices(random, count) {
  const contacts = new Map(crmRows('contact').map(([name, , account]) => [account, name]))
  const orders = crmRows('order')
  return Array.from({ length: count }, (_, index) => {
    const [order, subject, account] = orders[(index * 4) % orders.length]
    const product = random.pick(equipment)
    const installed = random.int(30, 900)
    return {
      '#': numbered('v', index),
      name: `${subject.replace(/订单$/, '')}${random.pick(places)}${product.name}`,
      serial: `${product.code}-${String(260001 + index)}`,
      account: /^a\d+$/.test(account) ? account : '',
      contact: contacts.get(account) ?? '',
      product: product.code,
      order,
      status: index % 29 === 7 ? 'stopped' : 'running',
      installedOn: day(-installed),
      warrantyMonths: product.warranty,
      maintainEvery: random.pick([3, 6, 6, 12]),
      owner: 'me',
      installed,
    }
  })
}

/** The last maintenance of most devices, and the next of some. */
function makeMaintenance(random, devices) {
  const rows = []
  for (const { '#': device, name, installed, maintainEvery } of devices) {
    if (installed > maintainEvery * 31 + 10) {
      const ago = random.int(5, maintainEvery * 26)
      rows.push({
        name: `保养：${name}`,
        device,
        dueOn: day(-ago - 3),
        engineer: 'ask.engineer',
        status: 'done',
        doneOn: day(-ago),
        checks: random.some(['clean', 'grease', 'fasten', 'electric', 'calibrate', 'replace'], random.int(2, 4)),
        result: random.pick(['运行正常。', '更换易损件，运行正常。', '建议下次更换皮带。']),
        owner: 'me',
      })
    }
    if (rows.length % 5 === 0 && random.chance(0.5))
      rows.push({
        name: `保养：${name}`,
        device,
        dueOn: day(random.int(2, 14)),
        engineer: '',
        status: 'planned',
        owner: 'me',
      })
  }
  return rows
}

/** Work orders of half a year: old ones are reviewed, the newest wait for somebody. */
function makeWorkOrders(random, devices, count) {
  const rows = { workOrder: [], partLine: [], siteVisit: [], serviceReview: [] }
  for (let index = 0; index < count; index += 1)
    addWorkOrder(random, rows, { device: random.pick(devices), index, ago: (count - index) * 2 })
  for (const { device } of rows.workOrder.filter(({ status, kind }) => status !== 'closed' && kind === 'repair')) {
    const broken = devices.find((one) => one['#'] === device)
    if (broken.status === 'running') broken.status = 'fault'
  }
  return rows
}

function addWorkOrder(random, rows, { device, index, ago }) {
  const [subject, cause, solution] = random.pick(faults)
  const kind = random.weighted([
    ['repair', 70],
    ['maintain', 12],
    ['inspect', 10],
    ['upgrade', 8],
  ])
  const status = ago > 12 ? 'closed' : ago > 6 ? 'waiting' : ago > 3 ? 'assigned' : 'new'
  const isOver = status === 'closed'
  const priority = random.weighted([
    ['low', 10],
    ['normal', 60],
    ['high', 22],
    ['urgent', 8],
  ])
  const took = Math.min(
    random.weighted([
      [0, 30],
      [1, 35],
      [2, 20],
      [4, 15],
    ]),
    ago - 2,
  )
  const name = numbered('g', index)
  rows.workOrder.push({
    '#': name,
    subject: kind === 'repair' ? subject : { maintain: '季度保养', inspect: '巡检', upgrade: '软件升级改造' }[kind],
    device: device['#'],
    account: device.account,
    kind,
    priority,
    description: kind === 'repair' ? `${device.name}，${subject}，请安排处理。` : '',
    status,
    engineer: status === 'new' ? '' : 'ask.engineer',
    openedAt: moment(-ago, 9, 0),
    repliedAt: status === 'new' ? '' : moment(-ago, random.int(9, 15), 30),
    doneAt: isOver ? moment(took - ago, 17, 30) : '',
    solveDays: { urgent: 1, high: 2, normal: 3, low: 5 }[priority],
    cause: isOver && kind === 'repair' ? cause : '',
    solution: isOver ? solution : '',
    labour: isOver && device.installed > 540 ? random.pick([300, 500, 800]) : '',
    owner: 'me',
  })
  // Work orders are opened every other day and visited on that day or the next: the engineer is in one place at a time.
  if (status !== 'new')
    rows.siteVisit.push({
      workOrder: name,
      engineer: 'ask.engineer',
      startAt: moment(isOver ? Math.min(took, 1) - ago : index % 9, 13 + (isOver ? 0 : 3), 0),
      endAt: moment(isOver ? Math.min(took, 1) - ago : index % 9, 15 + (isOver ? 0 : 3), 0),
      status: isOver ? 'done' : 'planned',
      owner: 'me',
    })
  if (!isOver) return
  if (kind === 'repair' && random.chance(0.6)) {
    const part = random.pick(spares)
    rows.partLine.push({
      workOrder: name,
      part: `J-${part.code}`,
      quantity: random.int(1, 2),
      price: yuan(part.list),
      free: device.installed < 365,
      owner: 'me',
    })
  }
  const score = random.weighted([
    [5, 52],
    [4, 30],
    [3, 11],
    [2, 5],
    [1, 2],
  ])
  rows.serviceReview.push({
    workOrder: name,
    score,
    cause: score < 3 ? random.pick(['slow', 'price', 'unsolved']) : '',
    comment: score < 3 ? '等了很久才来人。' : random.pick(comments),
    askedOn: day(-Math.max(0, ago - took - 2)),
    owner: 'me',
  })
}

/** The columns of each table. */
export const serviceColumns = {
  device: '# name serial account contact product order status installedOn warrantyMonths maintainEvery owner',
  sparePart: '# name code price stocked minimum active owner',
  maintenance: 'name device dueOn engineer status doneOn checks result owner',
  workOrder:
    '# subject device account kind priority description status engineer openedAt repliedAt doneAt solveDays cause solution labour owner',
  partLine: 'workOrder part quantity price free owner',
  siteVisit: 'workOrder engineer startAt endAt status owner',
  serviceReview: 'workOrder score cause comment askedOn owner',
}
