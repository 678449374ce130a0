/** What a person types and reads on the way from nothing to a task, in one language. */
export interface Words {
  readonly module: string
  /** Nine fields; the tenth, the name, is there from the beginning. */
  readonly fields: readonly string[]
  readonly status: string
  readonly broken: string
  readonly described: string
  /** What somebody writes into the field that only a broken device has. */
  readonly fault: string
  readonly task: string
  readonly devices: readonly [string, string, string]
  readonly name: string
  readonly newModule: string
  readonly layout: string
  readonly addOption: string
  readonly visibleWhen: string
  readonly myTasks: string
  readonly saveAndNew: string
  readonly flows: string
  readonly openModule: string
}

export const words: Readonly<Record<'zh-CN' | 'en', Words>> = {
  'zh-CN': {
    module: '设备',
    fields: ['编号', '状态', '负责部门', '购买日期', '价格', '故障描述', '联系电话', '是否在保', '备注'],
    status: '状态',
    broken: '故障',
    described: '故障描述',
    fault: '轴承漏水',
    task: '维修',
    devices: ['一号水泵', '二号水泵', '三号水泵'],
    name: '名称',
    newModule: '新建模块',
    layout: '布局',
    addOption: '添加选项',
    visibleWhen: '何时显示',
    myTasks: '我的任务',
    saveAndNew: '保存并新建',
    flows: '自动化',
    openModule: '打开设备',
  },
  en: {
    module: 'Device',
    fields: [
      'Number',
      'Status',
      'Team',
      'Purchase date',
      'Price',
      'Fault description',
      'Phone',
      'In warranty',
      'Notes',
    ],
    status: 'Status',
    broken: 'Broken',
    described: 'Fault description',
    fault: 'The bearing leaks',
    task: 'Repair',
    devices: ['Pump one', 'Pump two', 'Pump three'],
    name: 'Name',
    newModule: 'New module',
    layout: 'Layout',
    addOption: 'Add an option',
    visibleWhen: 'Shown when',
    myTasks: 'My tasks',
    saveAndNew: 'Save and new',
    flows: 'Workflows',
    openModule: 'Open Device',
  },
}
