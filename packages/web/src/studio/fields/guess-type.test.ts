import { describe, expect, test } from '@jest/globals'
import { objectModel } from '@/model/objects'
import { guessType } from './guess-type'

const objects = new Map(
  [
    { key: 'account', label: '客户' },
    { key: 'contract', label: { 'zh-CN': '合同', en: 'Contract' } },
    { key: 'device', label: '设备' },
  ].map(({ key, label }) => [key, objectModel({ kind: 'object', key, label, fields: [] })]),
)
const guess = (label: string) => guessType(label, { label: '设备' }, objects).type

/** Labels as people write them in modules of CRM and service, and what they hold. */
const common: readonly (readonly [label: string, type: string])[] = [
  ...(['名称', '型号', '规格', '品牌', '序列号', '城市', '联系人', '职位'] as const).map(
    (label) => [label, 'text'] as const,
  ),
  ...(['备注', '问题描述', '处理意见', '需求说明', '故障原因', '会议内容'] as const).map(
    (label) => [label, 'longText'] as const,
  ),
  ['身份证号', 'idCard'],
  ...(['附件', '合同扫描件', '相关文件'] as const).map((label) => [label, 'file'] as const),
  ...(['现场照片', '产品图片'] as const).map((label) => [label, 'image'] as const),
  ...(['客户签名', '验收签字'] as const).map((label) => [label, 'signature'] as const),
  ...(['企业名称', '公司名称', '单位全称'] as const).map((label) => [label, 'companyName'] as const),
  ...(['统一社会信用代码', '税号'] as const).map((label) => [label, 'socialCreditCode'] as const),
  ...(['邮箱', '电子邮件'] as const).map((label) => [label, 'email'] as const),
  ...(['联系电话', '手机', '手机号', '传真'] as const).map((label) => [label, 'phone'] as const),
  ...(['官网', '网址'] as const).map((label) => [label, 'url'] as const),
  ...(['设备编号', '编号'] as const).map((label) => [label, 'autoNumber'] as const),
  ...(['数量', '年龄', '库存', '时长（小时）', '使用天数', '评分'] as const).map((label) => [label, 'number'] as const),
  ...(['金额', '单价', '采购价格', '预算', '费用', '回款金额', '总额（万元）', '押金'] as const).map(
    (label) => [label, 'currency'] as const,
  ),
  ...(['折扣', '完成率', '税率', '占比（%）', '赢单概率'] as const).map((label) => [label, 'percent'] as const),
  ...(['购买日期', '生日', '签约日期', '保修到期日', '截止日期'] as const).map((label) => [label, 'date'] as const),
  ...(['开始时间', '提交时间', '预约时间'] as const).map((label) => [label, 'dateTime'] as const),
  ...(['状态', '优先级', '客户来源', '设备类型', '付款方式', '行业', '性别', '销售阶段'] as const).map(
    (label) => [label, 'select'] as const,
  ),
  ['车身颜色', 'colour'],
  ['服务星级', 'rating'],
  ...(['项目进度', '完成度'] as const).map((label) => [label, 'progress'] as const),
  ...(['通话时长', '耗时'] as const).map((label) => [label, 'duration'] as const),
  ['发车时刻', 'time'],
  ...(['标签', '关键词'] as const).map((label) => [label, 'tags'] as const),
  ['兴趣爱好', 'multiSelect'],
  ...(['正文', '公告正文'] as const).map((label) => [label, 'richText'] as const),
  ...(['地址', '收货地址'] as const).map((label) => [label, 'address'] as const),
  ['所在地区', 'region'],
  ['扩展 JSON', 'json'],
  ['多级分类', 'cascader'],
  ['门店坐标', 'location'],
  ...(['商品条码', '设备二维码'] as const).map((label) => [label, 'barcode'] as const),
  ...(['负责人', '申请人', '维修工程师'] as const).map((label) => [label, 'user'] as const),
  ...(['是否开票', '已付清', '启用'] as const).map((label) => [label, 'boolean'] as const),
  ...(['客户', '所属客户', '关联合同'] as const).map((label) => [label, 'lookup'] as const),
  ...(['涉及合同', '客户列表', 'Contracts', '多个客户'] as const).map((label) => [label, 'links'] as const),
]

describe('the type guessed from a label', () => {
  test('is right for at least 80 % of common Chinese labels', () => {
    const wrong = common.filter(([label, type]) => guess(label) !== type).map(([label]) => `${label}: ${guess(label)}`)

    expect(common.length).toBeGreaterThanOrEqual(60)
    expect(wrong).toEqual([])
  })

  test('of a name for the record above is the parent in a tree of the same module', () => {
    const parent = { type: 'lookup', properties: { target: 'account', tree: true } }
    expect(guessType('上级客户', { label: '客户' }, objects)).toEqual(parent)
    expect(guessType('上级', { label: '客户' }, objects)).toEqual(parent)
    expect(guessType('上级部门', { label: '客户' }, objects).properties).not.toHaveProperty('tree')
  })

  test.each([
    ['Amount', 'currency'],
    ['Due date', 'date'],
    ['E-mail', 'email'],
    ['Mobile', 'phone'],
    ['Status', 'select'],
    ['Notes', 'longText'],
    ['Quantity', 'number'],
    ['Company name', 'companyName'],
    ['Colour', 'colour'],
    ['Progress', 'progress'],
    ['Duration', 'duration'],
    ['Is active', 'boolean'],
    ['Contract', 'lookup'],
    ['Update', 'text'],
  ])('works for English labels too: %s is %s', (label, type) => {
    expect(guess(label)).toBe(type)
  })

  test.each(['参数', '工作日', '设备', '数据', '质量', '联系人', '收货人', '价值观', '已'])(
    'is not led astray by %s',
    (label) => {
      expect(['text', 'boolean']).toContain(guess(label))
    },
  )

  test('brings options that fit, and the module that is meant', () => {
    expect(guessType('优先级', { label: '设备' }, objects).properties).toEqual({ options: ['高', '中', '低'] })
    expect(guessType('所属客户', { label: '设备' }, objects).properties).toEqual({ target: 'account' })
  })
})
