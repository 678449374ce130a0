import { products } from '../crm/products.mjs'
import { day } from '../days.mjs'
import { yuan } from '../money.mjs'
import { crmRows } from './crm-rows.mjs'

/** Code, name, kind, unit, specification, supplier, days, price in fen, safety stock. */
const bought = [
  ['RM-AL6', '铝型材', 'raw', 'meter', '6061 40×40', '江南铝业', 7, 3800, 120],
  ['RM-ST3', '冷轧钢板', 'raw', 'sheet', '3 mm 1.25×2.5 m', '宝丰钢材', 10, 42000, 20],
  ['RM-SS2', '不锈钢板', 'raw', 'sheet', '304 2 mm', '宝丰钢材', 10, 76000, 12],
  ['RM-PNT', '粉末涂料', 'raw', 'kg', 'RAL 7035', '彩虹涂装', 5, 3600, 60],
  ['RM-GRS', '导轨润滑脂', 'raw', 'kg', '2 号', '中润油品', 5, 5800, 10],
  ['BP-CAM', '相机模组', 'bought', 'piece', '500 万像素', '晨光视觉', 21, 168000, 30],
  ['BP-LEN', '镜头', 'bought', 'piece', '25 mm 定焦', '晨光视觉', 21, 48000, 30],
  ['BP-LGT', '光源组件', 'bought', 'set', '白光环形', '明阳照明', 14, 19800, 40],
  ['BP-IPC', '工控机', 'bought', 'set', 'i5 16G 512G', '联创计算', 14, 398000, 15],
  ['BP-MOT', '伺服电机', 'bought', 'set', '400 W', '安信传动', 28, 124000, 24],
  ['BP-DRV', '伺服驱动器', 'bought', 'set', '400 W', '安信传动', 28, 98000, 24],
  ['BP-GUI', '直线导轨', 'bought', 'set', '20 型 1 m', '恒达传动', 14, 46000, 30],
  ['BP-PLC', '控制器', 'bought', 'set', '32 点', '安信传动', 21, 152000, 18],
  ['BP-SEN', '激光传感器', 'bought', 'piece', '0.1 µm', '晨光视觉', 35, 286000, 10],
  ['BP-CBL', '线缆套件', 'bought', 'set', '含接头', '明阳照明', 7, 8600, 60],
  ['BP-SCR', '紧固件包', 'bought', 'set', 'M3–M8', '永固五金', 5, 1200, 100],
  ['PK-BOX', '木箱', 'packing', 'piece', '出口熏蒸', '绿林包装', 7, 32000, 15],
  ['PK-FOM', '珍珠棉', 'packing', 'sheet', '50 mm', '绿林包装', 5, 2600, 40],
]
const semi = [
  ['SF-FRM', '机架', 'semi', 'set', '焊接喷塑', '', 6, 0, 8],
  ['SF-AXS', '运动平台', 'semi', 'set', '双轴', '', 8, 0, 6],
  ['SF-CAB', '电控箱', 'semi', 'set', '含接线', '', 5, 0, 8],
]
/** Component, quantity for one, percent lost. */
const recipes = {
  'SF-FRM': [
    ['RM-ST3', 2, 6],
    ['RM-AL6', 8, 4],
    ['RM-PNT', 1.5, 8],
    ['BP-SCR', 2, 0],
  ],
  'SF-AXS': [
    ['BP-MOT', 2, 0],
    ['BP-DRV', 2, 0],
    ['BP-GUI', 4, 0],
    ['RM-GRS', 0.2, 0],
    ['BP-SCR', 1, 0],
  ],
  'SF-CAB': [
    ['BP-PLC', 1, 0],
    ['RM-SS2', 0.5, 5],
    ['BP-CBL', 2, 2],
    ['BP-SCR', 1, 0],
  ],
}
const machine = [
  ['SF-FRM', 1, 0],
  ['SF-CAB', 1, 0],
  ['BP-IPC', 1, 0],
  ['BP-CBL', 1, 2],
  ['PK-BOX', 1, 0],
  ['PK-FOM', 2, 0],
]
const special = {
  'QM-V': [
    ['BP-CAM', 2, 0],
    ['BP-LEN', 2, 0],
    ['BP-LGT', 2, 0],
  ],
  'QM-D': [
    ['SF-AXS', 1, 0],
    ['BP-SEN', 1, 0],
  ],
  'QM-L': [['BP-SEN', 1, 0]],
  'QM-R': [
    ['SF-AXS', 2, 0],
    ['BP-CAM', 1, 0],
  ],
}
const finished = products.filter(({ category }) => category === 'equipment')
const numbered = (letter, index, digits = 3) => `${letter}${String(index + 1).padStart(digits, '0')}`

/** Rows of the sample of templates/manufacturing by object; what is claimed and shipped never exceeds what is there. */
export function manufacturingRows(random) {
  const material = [...finished.map(finishedRow), ...[...semi, ...bought].map(materialRow)]
  const { bom, bomLine } = bills()
  const stock = stocks(material)
  const chain = makeChain(random, stock)
  return { material, warehouse: warehouses, stock, bom, bomLine, ...chain }
}

const warehouses = [
  { '#': 'W1', name: '成品仓', code: 'W1', address: '江苏省苏州市工业园区创新路 18 号', keeper: 'me', active: true },
  { '#': 'W2', name: '原料仓', code: 'W2', address: '江苏省苏州市工业园区创新路 18 号', keeper: 'me', active: true },
  { '#': 'W3', name: '售后备件仓', code: 'W3', address: '上海市闵行区元江路 66 号', keeper: 'me', active: true },
]

const finishedRow = ({ code, name, cost, description }) => ({
  '#': code,
  name,
  code,
  kind: 'finished',
  unit: 'set',
  specification: description,
  product: code,
  leadDays: 14,
  price: yuan(cost),
  safetyStock: 2,
  active: true,
  owner: 'ask.planner',
})

const materialRow = ([code, name, kind, unit, specification, supplier, leadDays, price, safetyStock]) => ({
  '#': code,
  name,
  code,
  kind,
  unit,
  specification,
  supplier,
  leadDays,
  price: price === 0 ? '' : yuan(price),
  safetyStock,
  active: true,
  owner: 'ask.planner',
})

function bills() {
  const bom = []
  const bomLine = []
  const add = (code, name, labour, lines) => {
    bom.push({
      '#': `B-${code}`,
      name,
      material: code,
      edition: 'A',
      active: true,
      batch: 1,
      labourCost: labour,
      owner: 'ask.planner',
    })
    for (const [component, quantity, loss] of lines)
      bomLine.push({ bom: `B-${code}`, component, quantity, loss: loss / 100, owner: 'ask.planner' })
  }
  for (const [code, name] of semi) add(code, `${name} A 版`, 280, recipes[code])
  for (const { code, name } of finished)
    add(code, `${name} A 版`, 1800, [...machine, ...(special[code.slice(0, 4)] ?? [])])
  return { bom, bomLine }
}

/** One record a material in its warehouse, with enough to begin with for everything that follows. */
const stocks = (material) =>
  material.map(({ code, name, kind, safetyStock }) => {
    const [warehouse, label] = kind === 'finished' ? ['W1', '成品仓'] : ['W2', '原料仓']
    return {
      '#': `K-${code}`,
      name: `${name} · ${label}`,
      material: code,
      warehouse,
      place: `${kind.slice(0, 1).toUpperCase()}-${code.slice(-3)}`,
      opening: kind === 'finished' ? 14 : safetyStock * 4,
      owner: 'ask.planner',
    }
  })

/** Orders over the last four months: old ones are done, the newest are drafts; some are made to order. */
function makeChain(random, stock) {
  const orders = crmRows('order').slice(-48)
  const accounts = new Map(crmRows('account').map(([name, title]) => [name, title]))
  const free = new Map(stock.map(({ '#': name, opening }) => [name, opening]))
  const rows = { stockOrder: [], stockOrderLine: [], production: [], purchaseNeed: [], shipment: [], stockMove: [] }
  orders.forEach(([order, subject, account], index) => {
    const age = Math.round((orders.length - index) * 2.6)
    const status = random.chance(0.07) ? 'cancelled' : age > 40 ? 'done' : age > 6 ? 'confirmed' : 'draft'
    const name = numbered('s', index)
    rows.stockOrder.push({
      '#': name,
      subject: `备货：${subject}`,
      account,
      order,
      status,
      orderedOn: day(-age),
      deliverOn: day(random.int(18, 40) - age),
      owner: 'ask.planner',
    })
    const wanted = random.some(finished, random.int(1, 2))
    const lines = wanted.map((product, at) => addLine(random, { rows, free, name, status, age, product, at }))
    if (status !== 'draft') addShipment(random, rows, { name, status, age, receiver: accounts.get(account) ?? '' })
    for (const line of lines)
      if (line.source === 'make' && status !== 'draft') addProduction(random, rows, { line, name, status, age })
  })
  addPurchases(random, rows)
  return rows
}

function addLine(random, { rows, free, name, status, age, product, at }) {
  const stock = `K-${product.code}`
  const quantity = random.int(1, 3)
  const fits = (free.get(stock) ?? 0) - 2 >= quantity
  const source = fits && random.chance(0.65) ? 'stock' : 'make'
  const line = {
    '#': `${name}-${at + 1}`,
    stockOrder: name,
    stock,
    source,
    bom: source === 'make' ? `B-${product.code}` : '',
    quantity,
    released: source === 'make' && status !== 'draft',
    owner: 'ask.planner',
    code: product.code,
    title: product.name,
  }
  rows.stockOrderLine.push(line)
  if (source === 'stock' && (status === 'confirmed' || status === 'done'))
    free.set(stock, (free.get(stock) ?? 0) - quantity)
  if (source === 'stock' && status === 'done')
    rows.stockMove.push(move('saleOut', stock, quantity, -Math.max(1, age - 20), { orderLine: line['#'] }))
  return line
}

const move = (kind, stock, quantity, on, more) => ({
  kind,
  stock,
  quantity,
  movedOn: day(on),
  owner: 'ask.planner',
  ...more,
})

function addShipment(random, rows, { name, status, age, receiver }) {
  const state = status === 'done' ? 'signed' : status === 'cancelled' ? 'cancelled' : 'planned'
  rows.shipment.push({
    stockOrder: name,
    status: state,
    planOn: day(22 - age),
    shippedOn: state === 'signed' ? day(-Math.max(1, age - 20)) : '',
    carrier: state === 'planned' ? '' : random.pick(['own', 'line', 'line', 'express', 'pickup']),
    trackingNumber: state === 'signed' ? `YD${random.int(10000000, 99999999)}` : '',
    receiver,
    owner: 'ask.planner',
  })
}

/** What is made for a line, with the purchases and movements it brings. */
function addProduction(random, rows, { line, name, status, age }) {
  const production = `m-${line['#']}`
  const state = status === 'done' ? 'done' : status === 'cancelled' ? 'cancelled' : age > 20 ? 'doing' : 'planned'
  const end = -Math.max(2, age - 18)
  rows.production.push({
    '#': production,
    subject: `${line.title} × ${line.quantity}`,
    material: line.code,
    bom: line.bom,
    quantity: line.quantity,
    stockOrder: name,
    line: line['#'],
    workshop: random.pick(['machining', 'welding', 'assembly', 'assembly', 'test']),
    status: state,
    startOn: state === 'planned' ? day(random.int(1, 6)) : day(-age + 2),
    dueOn: state === 'done' ? day(end) : day(random.int(7, 20)),
    owner: 'ask.planner',
  })
  for (const [code, title, , , , supplier, , price] of random.some(bought.slice(5, 15), 3))
    addNeed(random, rows, {
      code,
      title,
      supplier,
      price,
      production,
      name,
      state,
      quantity: line.quantity * random.int(1, 3),
      age,
    })
  if (state !== 'done') return
  rows.stockMove.push(move('productionIn', line.stock, line.quantity, end, { production }))
  rows.stockMove.push(move('saleOut', line.stock, line.quantity, end + 1, { orderLine: line['#'] }))
}

function addNeed(random, rows, { code, title, supplier, price, production, name, state, quantity, age }) {
  const status =
    state === 'done'
      ? 'received'
      : state === 'cancelled'
        ? 'cancelled'
        : state === 'doing'
          ? random.pick(['ordered', 'received'])
          : 'open'
  const need = numbered('n', rows.purchaseNeed.length)
  rows.purchaseNeed.push({
    '#': need,
    subject: `${title} × ${quantity}`,
    material: code,
    quantity,
    production,
    stockOrder: name,
    supplier,
    status,
    needOn: day(10 - age),
    orderedOn: status === 'ordered' || status === 'received' ? day(1 - age) : '',
    price: yuan(price),
    owner: 'ask.planner',
  })
  if (status === 'received')
    rows.stockMove.push(move('purchaseIn', `K-${code}`, quantity, -Math.max(1, age - 9), { purchaseNeed: need }))
  if (status === 'received' && state === 'done')
    rows.stockMove.push(move('materialOut', `K-${code}`, quantity, -Math.max(1, age - 11), { production }))
}

/** Purchases for the shelf, of no order. */
function addPurchases(random, rows) {
  for (const [code, title, , , , supplier, leadDays, price, safety] of random.some(bought, 12)) {
    rows.purchaseNeed.push({
      '#': numbered('n', rows.purchaseNeed.length),
      subject: `补足安全库存：${title}`,
      material: code,
      quantity: safety,
      supplier,
      status: 'open',
      needOn: day(leadDays),
      price: yuan(price),
      owner: 'ask.planner',
    })
  }
}

/** The columns of each table. */
export const manufacturingColumns = {
  material: '# name code kind unit specification product supplier leadDays price safetyStock active owner',
  warehouse: '# name code address keeper active',
  stock: '# name material warehouse place opening owner',
  bom: '# name material edition active batch labourCost owner',
  bomLine: 'bom component quantity loss owner',
  stockOrder: '# subject account order status orderedOn deliverOn owner',
  stockOrderLine: '# stockOrder stock source bom quantity released owner',
  production: '# subject material bom quantity stockOrder line workshop status startOn dueOn owner',
  purchaseNeed: '# subject material quantity production stockOrder supplier status needOn orderedOn price owner',
  shipment: 'stockOrder status planOn shippedOn carrier trackingNumber receiver owner',
  stockMove: 'kind stock quantity movedOn orderLine production purchaseNeed owner',
}
