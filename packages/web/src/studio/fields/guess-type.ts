import type { ObjectModel } from '@/model/objects'

/** What a field of this name probably holds. */
export interface TypeGuess {
  readonly type: string
  /** Properties its type needs: options, the object it points to. */
  readonly properties: Readonly<Record<string, unknown>>
}

/** Endings and words of names, in the order they are tried: the first that fits wins. Latin words stand alone. */
const rules: readonly (readonly [type: string, pattern: RegExp])[] = [
  [
    'longText',
    /(备注|说明|描述|详情|简介|意见|总结|摘要|方案|条款|原因|内容|要求|需求|反馈|措施|经过)$|\b(notes?|remarks?|description|comments?|details|summary|reason|requirements?)$/i,
  ],
  ['signature', /(签名|签字|签收人签字)$|\b(signature|signed by)$/i],
  ['image', /(图片|照片|相片|截图|头像|图纸|合影|现场图)$|\b(images?|photos?|pictures?|screenshots?)$/i],
  ['file', /(附件|文件|扫描件|资料|凭证|合同文本|原件|文档)$|\b(files?|attachments?|documents?|scans?)$/i],
  ['tags', /(标签|关键词|关键字)$|\b(tags?|labels|keywords)$/i],
  ['multiSelect', /(爱好|兴趣|技能|特长|多选)$|\b(skills)$/i],
  ['cascader', /级联|多级|\b(cascade)$/i],
  [
    'select',
    /(状态|阶段|类型|类别|分类|种类|级别|等级|评级|优先级|来源|渠道|行业|性别|方式|程度|学历|规模|结果|币种|季节|血型|性质|属性|紧急度|满意度|单位)$|\b(status|stage|type|category|kind|level|priority|source|channel|industry|gender|method|rating|severity)$/i,
  ],
  [
    'socialCreditCode',
    /(统一社会信用代码|社会信用代码|信用代码|统一代码|税号|纳税人识别号)$|\b(social credit code|uscc|tax (id|number))$/i,
  ],
  ['location', /(经纬度|坐标|定位)$|\b(coordinates|location|gps)$/i],
  ['region', /(省市区|行政区划|所在地区|省份|区县)$|\b(province|district)$/i],
  ['json', /JSON$/i],
  ['richText', /(富文本|正文|图文)$|\b(rich text|body)$/i],
  ['barcode', /(条码|条形码|二维码)$|\b(bar ?code|qr code|ean)$/i],
  ['colour', /(颜色|色号|配色)$|\b(colou?r)$/i],
  ['rating', /(星级|评星|星评)$|\b(stars|star rating)$/i],
  ['companyName', /(公司|企业|单位)(名称|全称)$|\b(company|legal) name$/i],
  ['idCard', /(身份证|身份证号|身份证号码|公民身份号码)$|\b(identity number|id card( number)?)$/i],
  ['email', /(邮箱|电子邮件|邮件地址|邮件)$|\be-?mail( address)?$/i],
  ['address', /地址$|\b(address)$/i],
  [
    'phone',
    /(电话|手机|手机号|手机号码|电话号码|联系方式|传真|座机|固话|热线)$|\b(phone|mobile|cell|tel|fax|telephone)( number)?$/i,
  ],
  ['url', /(网址|网站|链接|主页|官网|URL)$|\b(url|website|web site|link|homepage)$/i],
  ['details', /^.*(明细|行项目|子表)$|\b(line items|details)$/i],
  ['autoNumber', /^(自动编号|流水号|编号|单号)$|\b(auto ?number)$/i],
  [
    'number',
    /(年龄|工时|汇率|小时|天数|时数|人数|次数|件数|台数|个数|数量|名额|销量|产量|用量|重量|容量|流量|库存|库存量|评分|得分|分数|积分|成绩|温度|湿度|距离|里程|长度|宽度|高度|深度|厚度|面积|体积|功率|电压|电流|速度|频率|排序|序号|周期|有效天数|工龄)$|\b(quantity|qty|count|age|hours|days|score|points|weight|length|width|height|area|volume|stock|number of .*|temperature|mileage)$/i,
  ],
  ['duration', /(时长|耗时|用时)$|\b(duration)$/i],
  ['time', /(时刻|几点)$|\b(time of day)$/i],
  ['progress', /(进度|完成度)$|\b(progress)$/i],
  ['dateTime', /时间$|\b(time|timestamp)$/i],
  [
    'date',
    /(日期|生日|年月|截止|到期|有效期|保质期|期限|(?<![工作节假])日)$|\b(date|birthday|deadline|due|expiry|valid until|dob)$/i,
  ],
  ['percent', /(率|比例|占比|折扣|百分比|概率|比重|成数)$|\b(rate|percent(age)?|discount|probability|share|ratio)$/i],
  [
    'currency',
    /(金额|价|价格|单价|总价|费用|费|款|款项|总额|额|额度|成本|预算|收入|支出|利润|毛利|工资|薪资|薪酬|薪水|奖金|提成|租金|押金|定金|订金|余额|合计|总计|小计|保证金|运费|税额|业绩)$|\b(amount|price|cost|budget|revenue|salary|fee|total|subtotal|balance|deposit|rent|profit|expense)$/i,
  ],
  [
    'user',
    /(负责人|经办人|申请人|审批人|审核人|执行人|跟进人|处理人|创建人|参与人|发起人|维护人|录入人|登记人|提交人|销售代表|销售员|业务员|业务经理|客户经理|项目经理|维修人|维修员|巡检人|检查人|操作人|责任人|接待人|服务人员|工程师|销售|同事)$|\b(owner|assignee|manager|sales ?(rep|person)|agent|engineer|reviewer|approver|responsible)$/i,
  ],
  ['boolean', /^(是否|有无|能否|可否|已|需要|允许|启用|默认)|(与否|是否.*)$|^(is|has|can|needs?|enabled|active)\b/i],
]

/** Units in brackets say what is counted: 金额（元）, 占比（%）, 时长（小时）. */
const units: readonly (readonly [type: string, pattern: RegExp])[] = [
  ['currency', /^(元|万元|亿元|人民币|美元|￥|¥|\$|rmb|cny|usd|eur)$/i],
  ['percent', /^(%|％|百分比)$/],
  [
    'number',
    /^(个|件|台|次|天|日|小时|时|分钟|秒|人|公里|千米|km|米|m|cm|mm|kg|公斤|吨|克|升|平方米|㎡|m2|℃|年|月|周|张|份|套|箱)$/i,
  ],
]

const presets: readonly (readonly [pattern: RegExp, ...labels: readonly string[]])[] = [
  [/优先级|紧急|priority|severity/i, '高', '中', '低'],
  [/性别|gender/i, '男', '女'],
  [/阶段|stage/i, '初步接触', '需求确认', '方案报价', '谈判', '赢单', '输单'],
  [/状态|status/i, '待处理', '进行中', '已完成'],
  [/级别|等级|评级|level|rating/i, 'A', 'B', 'C'],
  [/来源|渠道|source|channel/i, '网站', '电话', '转介绍', '展会', '其他'],
  [/结果/i, '通过', '不通过'],
  [/学历/i, '高中', '大专', '本科', '硕士', '博士'],
  [/规模/i, '1–20 人', '21–100 人', '101–500 人', '500 人以上'],
  [/满意度/i, '满意', '一般', '不满意'],
]

/**
 * Guesses the type of a field from its name, and from values of a pasted column where there are some. `object`: the module
 * it is in; `objects`: all of them, for names such as 客户 or 所属客户.
 */
export function guessType(
  label: string,
  object: { readonly label: string },
  objects: ReadonlyMap<string, ObjectModel>,
): TypeGuess {
  const { name, unit } = partsOf(label)
  const own = parentOf(name, object.label, objects)
  if (own !== undefined) return { type: 'lookup', properties: { target: own, tree: true } }
  const target = targetOf(name, object.label, objects)
  if (target !== undefined) return { type: 'lookup', properties: { target } }
  const many = targetOfMany(name, object.label, objects)
  if (many !== undefined) return { type: 'links', properties: { target: many } }
  const several = anyNames.test(name) ? ownObjects(objects) : []
  if (several.length > 0) return { type: 'anyLookup', properties: { targets: several } }
  const isOwnNumber = name === `${object.label}编号` || name === `${object.label}单号` || name === `${object.label}号`
  const type = isOwnNumber
    ? 'autoNumber'
    : ((unit === '' ? undefined : typeBy(units, unit)) ?? typeBy(rules, name) ?? 'text')
  return { type, properties: propertiesFor(type, name) }
}

/** Names of a field that may be about anything. */
const anyNames = /^(关联|相关|所属)(对象|记录|业务|数据|单据)$|^(related to|regarding|related record)$/i

/** The workspace's own modules, as many as such a field may point to. */
const ownObjects = (objects: ReadonlyMap<string, ObjectModel>): readonly string[] =>
  [...objects.values()].flatMap(({ key, isSystem }) => (isSystem ? [] : [key])).slice(0, 10)

/** Properties a field of a type must have before anybody has chosen them. */
export function propertiesFor(type: string, label: string): Readonly<Record<string, unknown>> {
  if (type === 'select' || type === 'multiSelect' || type === 'cascader') return { options: presetLabels(label) }
  return {}
}

function presetLabels(label: string): readonly string[] {
  const found = presets.find(([pattern]) => pattern.test(label))
  return found === undefined ? ['选项 1', '选项 2'] : (found.slice(1) as string[])
}

function typeBy(table: readonly (readonly [string, RegExp])[], text: string): string | undefined {
  return table.find(([, pattern]) => pattern.test(text))?.[0]
}

function partsOf(label: string): { readonly name: string; readonly unit: string } {
  const unit = /[(（[【]\s*([^)）\]】]*?)\s*[)）\]】]\s*$/.exec(label)?.[1] ?? ''
  const name = label
    .replace(/[(（[【].*?[)）\]】]/g, '')
    .replace(/[*＊:：\s]+$/, '')
    .trim()
  return { name: name === '' ? label.trim() : name, unit }
}

/** The module whose records a name speaks of, several of them: 参与项目, 多个供应商, 产品清单, Projects. */
function targetOfMany(name: string, own: string, objects: ReadonlyMap<string, ObjectModel>): string | undefined {
  const singular = /^(?:参与|涉及|适用|合作|多个|多条)(.+)$|^(.+)(?:列表|清单)$|^(.+)s$/i.exec(name)?.slice(1)
  const one = singular?.find((part) => part !== undefined)
  return one === undefined ? undefined : targetOf(one, own, objects)
}

/** The module a name speaks of: 客户, 所属客户, 关联客户, Account. Not the module itself, which would rarely be meant. */
function targetOf(name: string, own: string, objects: ReadonlyMap<string, ObjectModel>): string | undefined {
  const plain = name.replace(/^(所属|关联|对应|相关|所在|归属)/, '').toLowerCase()
  for (const { key, label, isSystem } of objects.values()) {
    const texts = typeof label === 'string' ? [label] : Object.values(label)
    const isMeant = texts.some((text) => text.toLowerCase() === plain && text !== own)
    if (isMeant && (!isSystem || key === 'department')) return key
  }
  return undefined
}

/** 上级, 上级分类, 父级, Parent, Parent category: the record of the same module above this one. */
function parentOf(name: string, own: string, objects: ReadonlyMap<string, ObjectModel>): string | undefined {
  const rest = /^(?:上级|父级|上一级|parent)\s*(.*)$/i.exec(name)?.[1]?.toLowerCase()
  if (rest === undefined || (rest !== '' && rest !== own.toLowerCase())) return undefined
  for (const { key, label } of objects.values()) {
    const texts = typeof label === 'string' ? [label] : Object.values(label)
    if (texts.includes(own)) return key
  }
  return undefined
}
