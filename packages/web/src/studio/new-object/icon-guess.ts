/** Icons of modules by words of their names; the first word that is in the name wins. */
const words: readonly (readonly [icon: string, ...words: readonly string[]])[] = [
  ['wrench', '维修', '保养', '维护', 'repair', 'maintenance'],
  ['laptop', '设备', '电脑', 'device', 'equipment'],
  ['headphones', '工单', '服务', '客服', 'ticket', 'service', 'support'],
  ['megaphone', '线索', '投诉', '公告', '市场', 'lead', 'campaign', 'complaint'],
  ['handshake', '商机', '合作', '伙伴', '机会', 'opportunity', 'deal', 'partner'],
  ['contact', '联系人', 'contact'],
  ['building-2', '客户', '公司', '企业', '供应商', 'account', 'customer', 'company', 'supplier', 'vendor'],
  ['receipt', '发票', '票据', '报销', '账单', 'invoice', 'receipt', 'bill', 'expense'],
  ['file-text', '合同', '文档', '文件', '协议', '报告', 'contract', 'document', 'report'],
  ['clipboard-list', '报价', '订单', '采购', '申请', 'quote', 'order', 'purchase', 'request'],
  ['banknote', '回款', '付款', '收款', '费用', '工资', 'payment', 'salary', 'cost'],
  ['wallet', '预算', '账户', '钱', 'budget', 'wallet'],
  ['warehouse', '仓库', 'warehouse'],
  ['boxes', '库存', '物料', 'stock', 'inventory', 'material'],
  ['package', '产品', '商品', '包裹', 'product', 'item', 'parcel'],
  ['truck', '发货', '物流', '运输', '配送', 'shipment', 'delivery', 'transport'],
  ['car', '车辆', '车', 'vehicle', 'car'],
  ['factory', '生产', '工厂', '车间', 'factory', 'production'],
  ['store', '门店', '店铺', 'store', 'shop'],
  ['shopping-cart', '购物', '商城', 'cart'],
  ['list-todo', '任务', '待办', 'task', 'todo'],
  ['map-pin', '拜访', '地址', '巡检', '签到', 'visit', 'location', 'inspection'],
  ['phone', '电话', '呼叫', 'call', 'phone'],
  ['calendar', '会议', '日程', '排班', '活动', '预约', 'meeting', 'event', 'appointment', 'schedule'],
  ['graduation-cap', '课程', '培训', '学生', '学校', '考试', 'course', 'training', 'student'],
  ['user-plus', '招聘', '候选人', '面试', 'candidate', 'recruit'],
  ['users', '员工', '人员', '团队', '会员', '成员', 'employee', 'team', 'member', 'staff'],
  ['building', '房', '楼', '物业', 'room', 'building', 'property'],
  ['shield', '质量', '安全', '风险', '保险', 'quality', 'risk', 'insurance'],
  ['target', '目标', '计划', '绩效', 'goal', 'plan', 'target'],
  ['briefcase', '项目', '案件', 'project', 'case'],
  ['gift', '礼品', '福利', '奖', 'gift', 'reward'],
  ['heart', '患者', '病', '健康', '关怀', 'patient', 'health'],
  ['book-open', '知识', '图书', '手册', 'knowledge', 'book'],
  ['lightbulb', '建议', '创意', '想法', 'idea', 'suggestion'],
  ['trophy', '比赛', '奖励', '荣誉', 'award', 'contest'],
  ['key', '钥匙', '许可', '授权', 'licence', 'license'],
]

/** The icon a module of this name probably wants; a table where nothing is known. */
export function guessIcon(name: string): string {
  const lower = name.toLowerCase()
  return words.find(([, ...own]) => own.some((word) => lower.includes(word)))?.[0] ?? 'table-2'
}

/** Icons offered for modules. */
export const moduleIcons: readonly string[] = [
  ...new Set([
    'table-2',
    ...words.map(([icon]) => icon),
    'folder',
    'tag',
    'star',
    'flag',
    'globe',
    'clock',
    'credit-card',
    'chart-column',
    'database',
    'cpu',
    'printer',
    'rocket',
    'scale',
    'flask-conical',
  ]),
]
