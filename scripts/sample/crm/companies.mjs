import { createHash } from 'node:crypto'

/** Cities by how many customers they have: code, province, city, what addresses begin with. */
const cities = [
  [['110108', '北京', '北京市海淀区'], 16],
  [['310115', '上海', '上海市浦东新区'], 22],
  [['320500', '苏州', '江苏省苏州市'], 30],
  [['320100', '南京', '江苏省南京市'], 16],
  [['320200', '无锡', '江苏省无锡市'], 20],
  [['330100', '杭州', '浙江省杭州市'], 22],
  [['330200', '宁波', '浙江省宁波市'], 20],
  [['440300', '深圳', '广东省深圳市'], 26],
  [['440100', '广州', '广东省广州市'], 16],
  [['441900', '东莞', '广东省东莞市'], 20],
  [['440600', '佛山', '广东省佛山市'], 16],
  [['370200', '青岛', '山东省青岛市'], 14],
  [['370100', '济南', '山东省济南市'], 10],
  [['420100', '武汉', '湖北省武汉市'], 14],
  [['430100', '长沙', '湖南省长沙市'], 10],
  [['510100', '成都', '四川省成都市'], 14],
  [['500112', '重庆', '重庆市渝北区'], 12],
  [['410100', '郑州', '河南省郑州市'], 10],
  [['610100', '西安', '陕西省西安市'], 10],
  [['340100', '合肥', '安徽省合肥市'], 12],
  [['350200', '厦门', '福建省厦门市'], 8],
  [['120116', '天津', '天津市滨海新区'], 10],
  [['210200', '大连', '辽宁省大连市'], 6],
  [['210100', '沈阳', '辽宁省沈阳市'], 6],
  [['130100', '石家庄', '河北省石家庄市'], 5],
  [['360100', '南昌', '江西省南昌市'], 5],
]

/** What companies of an industry call themselves, and how many customers each industry has. */
const industries = [
  ['manufacturing', 30, ['精密机械', '重工装备', '自动化设备', '数控机床', '液压机械', '模具制造']],
  ['electronics', 18, ['电子', '半导体材料', '光电科技', '电路科技', '连接器']],
  ['it', 8, ['信息技术', '软件', '数据科技', '智能科技']],
  ['retail', 5, ['商贸', '供应链管理', '百货']],
  ['healthcare', 8, ['医疗器械', '生物科技', '制药']],
  ['education', 3, ['教育科技', '职业培训']],
  ['construction', 7, ['建设工程', '机电安装', '建筑材料']],
  ['logistics', 6, ['物流', '仓储', '冷链运输']],
  ['energy', 8, ['新能源', '电力设备', '储能科技']],
  ['chemicals', 8, ['化工', '新材料', '涂料']],
  ['food', 8, ['食品', '饮品', '粮油']],
  ['services', 4, ['企业管理咨询', '检测技术服务']],
]

/** Two of these make a brand that nobody bears. */
const signs =
  '澄cheng 岳yue 衍yan 禾he 岚lan 铄shuo 栩xu 川chuan 珩heng 拓tuo 昀yun 泽ze 钧jun 翎ling 沐mu 骁xiao 峤qiao 渡du 煜yu 蔚wei 槿jin 朔shuo 璟jing 逸yi 榕rong 砚yan 霁ji 恺kai 淳chun 麒qi 翊yi 湛zhan 垚yao 皓hao 萃cui 钰yu 屹yi 沣feng 韬tao 溯su'
    .split(' ')
    .map((entry) => ({ word: entry[0], pinyin: entry.slice(1) }))

const roads = ['澄湖路', '创新大道', '科苑路', '兴业街', '工业四路', '望江路', '学府路', '金桥路']
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** A social credit code (GB 32100-2015) of the region 990000, which there is not: its check character is right, its company is none. */
export function socialCreditCode(index) {
  const digest = createHash('sha256').update(`crm ${index}`).digest()
  const body = `91990000MA${[...digest.subarray(0, 7)].map((byte) => alphabet[byte % alphabet.length]).join('')}`
  let sum = 0
  let weight = 1
  for (const sign of body) {
    sum += alphabet.indexOf(sign) * weight
    weight = (weight * 3) % 31
  }
  return body + alphabet[(31 - (sum % 31)) % 31]
}

/** A company that was made up; `taken` keeps brands apart. */
export function inventCompany(random, taken) {
  const [region, city, place] = random.weighted(cities)
  const [industry, , trades] = random.weighted(industries.map((entry) => [entry, entry[1]]))
  for (;;) {
    const [first, second] = random.some(signs, 2)
    const brand = first.word + second.word
    if (taken.has(brand)) continue
    taken.add(brand)
    const trade = random.pick(trades)
    const form = random.weighted([
      ['有限公司', 8],
      ['股份有限公司', 2],
    ])
    return {
      name: `${city}${brand}${trade}${form}`,
      shortName: `${brand}${trade}`,
      domain: `${first.pinyin}${second.pinyin}.example.com`,
      region,
      industry,
      address: `${place}${random.pick(roads)} ${random.int(2, 388)} 号`,
    }
  }
}
