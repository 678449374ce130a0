/** Chinese words of CRM and business modules with the English ones keys are made of; longer words win over shorter ones. */
// prettier-ignore
const dictionary: Readonly<Record<string, string>> = {
  名称: 'name', 姓名: 'name', 全称: 'full name', 简称: 'short name', 标题: 'subject', 主题: 'subject', 编号: 'code', 编码: 'code', 代码: 'code',
  单号: 'number', 序号: 'number', 号码: 'number', 号: 'number', 状态: 'status', 阶段: 'stage', 类型: 'type', 类别: 'category', 分类: 'category', 种类: 'kind',
  级别: 'level', 等级: 'level', 评级: 'rating', 评分: 'score', 分数: 'score', 得分: 'score', 优先级: 'priority', 紧急程度: 'urgency', 重要程度: 'importance',
  来源: 'source', 渠道: 'channel', 行业: 'industry', 规模: 'size', 性别: 'gender', 年龄: 'age', 生日: 'birthday', 职位: 'position', 职务: 'job title', 岗位: 'post',
  部门: 'department', 公司: 'company', 单位: 'unit', 企业: 'company', 机构: 'organisation', 团队: 'team', 门店: 'store', 分公司: 'branch', 总部: 'headquarters',
  客户: 'account', 联系人: 'contact', 商机: 'opportunity', 线索: 'lead', 机会: 'opportunity', 合同: 'contract', 订单: 'order', 报价单: 'quotation', 报价: 'quote', 发票: 'invoice',
  回款: 'payment', 收款: 'receipt', 付款: 'payment', 退款: 'refund', 应收: 'receivable', 应付: 'payable', 账单: 'bill', 账款: 'balance', 账户: 'bank account', 银行: 'bank', 账号: 'account number', 税号: 'tax number',
  产品: 'product', 商品: 'product', 物料: 'material', 型号: 'model', 规格: 'specification', 品牌: 'brand', 库存: 'stock', 仓库: 'warehouse', 供应商: 'supplier', 采购: 'purchase', 销售: 'sales', 发货: 'shipment', 收货: 'delivery', 物流: 'logistics', 快递: 'courier',
  设备: 'device', 资产: 'asset', 车辆: 'vehicle', 房间: 'room', 场地: 'venue', 楼层: 'floor', 工单: 'ticket', 服务: 'service', 维修: 'repair', 保养: 'maintenance', 巡检: 'inspection', 故障: 'fault', 投诉: 'complaint', 反馈: 'feedback', 建议: 'suggestion',
  任务: 'task', 项目: 'project', 活动: 'activity', 会议: 'meeting', 拜访: 'visit', 跟进: 'follow up', 电话: 'phone', 手机: 'mobile', 手机号: 'mobile', 邮箱: 'email', 邮件: 'email', 传真: 'fax', 网址: 'website', 网站: 'website', 主页: 'homepage', 微信: 'wechat', 链接: 'link',
  地址: 'address', 国家: 'country', 省份: 'province', 省: 'province', 城市: 'city', 市: 'city', 区县: 'district', 地区: 'region', 区域: 'region', 街道: 'street', 邮编: 'postcode', 位置: 'location',
  金额: 'amount', 单价: 'unit price', 价格: 'price', 总价: 'total price', 总额: 'total', 合计: 'total', 小计: 'subtotal', 费用: 'cost', 成本: 'cost', 利润: 'profit', 毛利: 'gross profit', 预算: 'budget', 收入: 'revenue', 支出: 'expense', 定金: 'deposit', 押金: 'deposit', 余额: 'balance', 欠款: 'debt', 工资: 'salary', 奖金: 'bonus', 提成: 'commission',
  折扣: 'discount', 税率: 'tax rate', 税额: 'tax', 汇率: 'exchange rate', 比例: 'ratio', 占比: 'share', 概率: 'probability', 赢率: 'win rate', 完成率: 'completion', 进度: 'progress', 百分比: 'percentage', 率: 'rate',
  数量: 'quantity', 件数: 'pieces', 人数: 'people', 次数: 'times', 天数: 'days', 时长: 'duration', 小时: 'hours', 重量: 'weight', 长度: 'length', 宽度: 'width', 高度: 'height', 面积: 'area', 体积: 'volume', 容量: 'capacity', 温度: 'temperature', 距离: 'distance', 里程: 'mileage',
  日期: 'date', 时间: 'time', 开始: 'start', 结束: 'end', 截止: 'due', 到期: 'expiry', 预计: 'expected', 实际: 'actual', 计划: 'planned', 下次: 'next', 上次: 'last', 最近: 'last', 首次: 'first', 年份: 'year', 月份: 'month', 年: 'year', 月: 'month', 日: 'day', 期限: 'period', 有效期: 'valid until', 周期: 'cycle',
  创建: 'created', 修改: 'updated', 更新: 'updated', 提交: 'submitted', 审批: 'approval', 审核: 'review', 批准: 'approved', 签订: 'signed', 签约: 'signed', 签署: 'signed', 成交: 'closed', 完成: 'completed', 关闭: 'closed', 交付: 'delivery', 交货: 'delivery', 生效: 'effective', 购买: 'purchase', 安装: 'installed', 入职: 'hired', 离职: 'left', 出生: 'birth', 登记: 'registered', 注册: 'registered', 发布: 'published',
  负责人: 'owner', 经办人: 'handler', 申请人: 'applicant', 审批人: 'approver', 创建人: 'creator', 参与人: 'participants', 参与者: 'participants', 执行人: 'assignee', 联络人: 'contact person', 介绍人: 'referrer', 销售员: 'salesperson', 业务员: 'salesperson', 员工: 'employee', 用户: 'user', 成员: 'member', 人员: 'person', 人: 'person', 上级: 'parent', 主管: 'manager', 经理: 'manager', 法人: 'legal person', 收货人: 'consignee', 司机: 'driver', 讲师: 'lecturer', 学生: 'student', 老师: 'teacher', 患者: 'patient', 医生: 'doctor',
  备注: 'remark', 说明: 'description', 描述: 'description', 内容: 'content', 详情: 'details', 简介: 'introduction', 概述: 'summary', 摘要: 'summary', 总结: 'summary', 原因: 'reason', 结果: 'result', 结论: 'conclusion', 意见: 'opinion', 要求: 'requirement', 需求: 'need', 方案: 'solution', 问题: 'issue', 目标: 'goal', 用途: 'purpose', 条款: 'terms', 方式: 'method', 步骤: 'step', 过程: 'process', 标签: 'tags', 关键词: 'keywords', 附件: 'attachment', 图片: 'picture', 照片: 'photo', 文件: 'file', 签名: 'signature', 二维码: 'qr code', 条码: 'barcode',
  是否: 'is', 已: 'is', 启用: 'enabled', 有效: 'valid', 默认: 'default', 公开: 'public', 必要: 'necessary', 开票: 'invoicing', 付清: 'paid', 收到: 'received', 通过: 'passed', 合格: 'qualified', 重要: 'important', 紧急: 'urgent',
  学历: 'education', 专业: 'major', 学校: 'school', 课程: 'course', 班级: 'class', 成绩: 'grade', 身份证: 'id card', 身份证号: 'id number', 护照: 'passport', 民族: 'ethnicity', 籍贯: 'native place', 婚姻: 'marital', 血型: 'blood type', 车牌: 'plate', 车牌号: 'plate number', 颜色: 'colour', 尺寸: 'size', 材质: 'texture', 产地: 'origin', 批次: 'batch', 版本: 'version', 语言: 'language', 币种: 'currency', 竞争对手: 'competitor', 对手: 'competitor', 伙伴: 'partner', 代理商: 'agent', 经销商: 'dealer', 会员: 'member', 积分: 'points', 卡号: 'card number', 房号: 'room number', 楼栋: 'building', 小区: 'community', 租金: 'rent', 租户: 'tenant', 物业: 'property', 招聘: 'recruitment', 候选人: 'candidate', 简历: 'resume', 面试: 'interview', 考勤: 'attendance', 请假: 'leave', 出差: 'business trip', 报销: 'reimbursement', 申请: 'application', 记录: 'record', 明细: 'item', 清单: 'list', 表: 'sheet', 单: 'form', 档案: 'file', 管理: 'management', 信息: 'information', 数据: 'data', 总: 'total', 主: 'main', 新: 'new', 旧: 'old', 的: '', 与: '', 和: '',
}

const words = new Map(Object.entries(dictionary))
const longest = Math.max(...[...words.keys()].map((word) => word.length))

/** How many words the dictionary has. */
export const wordCount = words.size

/**
 * A Chinese label in English words, or undefined when a part of it is not in the dictionary: 预计成交日期 → ['expected',
 * 'closed', 'date'].
 */
export function englishWords(label: string): readonly string[] | undefined {
  const found: string[] = []
  for (let at = 0; at < label.length;) {
    const length = lengthAt(label, at)
    if (length === 0) return undefined
    found.push(...(words.get(label.slice(at, at + length)) ?? label.slice(at, at + length)).split(' '))
    at += length
  }
  return found.filter((word) => word !== '')
}

/** Length of the longest known word at a place, of a run of Latin letters and digits, or 0. */
function lengthAt(label: string, at: number): number {
  const latin = /^[A-Za-z0-9]+/.exec(label.slice(at))
  if (latin !== null) return latin[0].length
  for (let length = Math.min(longest, label.length - at); length > 0; length -= 1) {
    if (words.has(label.slice(at, at + length))) return length
  }
  return 0
}
