/** A company as the bench makes them: names of the shapes of real registers, put together by chance. */
export interface Company {
  readonly name: string
  readonly contact: string
  readonly phone: string
  readonly email: string
  readonly address: string
}

const cities = pairs('北京上海广州深圳杭州南京苏州成都武汉西安重庆天津青岛宁波厦门长沙郑州济南合肥福州')
const trades = pairs('科技贸易电子机械建筑装饰物流食品医药文化传媒咨询教育能源环保化工纺织服饰家具网络信息技术')
const forms = ['有限公司', '有限公司', '有限公司', '有限责任公司', '股份有限公司']
const surnames = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金贾韦夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常单仇',
]
const given = [
  ...'伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华建文辉玉梅红志国海燕春雪峰云鹏飞宇浩然子涵欣怡梓轩一诺三丰俊熙思睿佳琪雨泽',
]
const brands = ['ABC', 'Nova', 'TCL', 'HW', 'ZTE', 'Ace']
/** 2,500 characters, the first ones often, as in real texts. */
const rare = Array.from({ length: 2_500 }, (_, n) => String.fromCodePoint(0x4e00 + Math.floor(n * 7.9)))

/** The n-th company; `random` gives numbers from 0 to 1. */
export function makeCompany(random: () => number, n: number): Company {
  const pick = <T>(from: readonly T[], skew = 1): T => from[Math.floor(from.length * random() ** skew)] as T
  const core = Array.from({ length: 2 + Math.floor(random() * 2) }, () =>
    random() < 0.5 ? pick(rare, 2) : pick(given),
  )
  const latin = random() < 0.03 ? `${pick(brands)}${Math.floor(random() * 1000)}` : ''
  return {
    name: `${pick(cities)}${core.join('')}${latin}${pick(trades)}${pick(forms)}`,
    contact: `${pick(surnames, 2)}${pick(given)}${random() < 0.7 ? pick(given) : ''}`,
    phone: `1${pick(['38', '39', '59', '86', '88'])}${String(Math.floor(1e8 * random())).padStart(8, '0')}`,
    email: `user${n}@example.com`,
    address: `${pick(cities)}市${pick(rare)}${pick(given)}路${Math.floor(random() * 999)}号`,
  }
}

/** mulberry32: the same numbers for the same seed. */
export function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function pairs(text: string): readonly string[] {
  return text.match(/../gu) ?? []
}
