import type { TemplatePackage } from '@tessera/metadata'

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en })

/**
 * Devices and their repairs: a template as small as one with everything on the screens of templates can be. Version 2.0.0 calls two fields
 * otherwise and brings one more, so that an upgrade can meet changes of a customer.
 */
export function repairTemplate(version: '1.0.0' | '2.0.0'): TemplatePackage {
  const isNew = version === '2.0.0'
  return {
    format: 1,
    manifest: {
      key: 'repairs',
      version,
      title: both('设备报修', 'Device repairs'),
      summary: both(
        '设备台账和报修单，谁报的、修好没有，一目了然。',
        'Devices and their repairs: who asked, and whether it is done.',
      ),
      icon: 'wrench',
      group: 'service',
      asks: [{ key: 'keeper', type: 'user', label: both('设备管理员', 'Keeper of devices') }],
      ...(isNew ? { notes: both('设备有了序列号。', 'Devices have a serial number.') } : {}),
    },
    documents: [
      {
        kind: 'object',
        key: 'device',
        label: both('设备', 'Device'),
        icon: 'cpu',
        titleField: 'name',
        fields: [
          { key: 'name', type: 'text', label: both('设备名称', 'Name'), required: true },
          {
            key: 'level',
            type: 'select',
            label: isNew ? both('保养等级', 'Class of care') : both('等级', 'Level'),
            options: [
              { key: 'a', label: 'A' },
              { key: 'b', label: 'B' },
            ],
          },
          { key: 'keeper', type: 'user', label: both('管理员', 'Keeper') },
          ...(isNew ? [{ key: 'serial', type: 'text', label: both('序列号', 'Serial number') }] : []),
        ],
      },
      {
        kind: 'object',
        key: 'repair',
        label: both('报修单', 'Repair'),
        icon: 'wrench',
        titleField: 'subject',
        fields: [
          {
            key: 'subject',
            type: 'text',
            label: isNew ? both('问题', 'Problem') : both('主题', 'Subject'),
            required: true,
          },
          { key: 'device', type: 'lookup', label: both('设备', 'Device'), target: 'device', onDelete: 'clear' },
        ],
      },
      {
        kind: 'view',
        key: 'urgentRepairs',
        object: 'repair',
        type: 'table',
        label: both('重要设备的报修', 'Repairs of class A'),
        fields: ['subject', 'device.name'],
        filter: 'device.level = "a"',
      },
      {
        kind: 'menu',
        key: 'repairsMenu',
        label: both('报修', 'Repairs'),
        entries: [
          {
            label: both('报修', 'Repairs'),
            icon: 'wrench',
            entries: [{ object: 'device' }, { object: 'repair' }, { view: 'urgentRepairs' }],
          },
        ],
      },
      {
        kind: 'role',
        key: 'keeper',
        label: both('设备管理员', 'Keeper of devices'),
        grants: [{ object: 'device', actions: ['read', 'create', 'change'], otherFields: 'write' }],
      },
    ],
    data: [
      { object: 'device', csv: '#,name,level,keeper\nd1,空压机,A,ask.keeper\nd2,注塑机,B,me\n' },
      { object: 'repair', csv: 'subject,device\n漏气,d1\n温度不稳,d2\n异响,d1\n' },
    ],
    scenarios: [
      {
        key: 'repair-of-a-device',
        label: both('每台设备的报修都能找到设备。', 'A repair knows its device.'),
        steps: [
          { create: 'device', as: 'press', values: { name: '冲床', level: 'a' } },
          { create: 'repair', as: 'noise', values: { subject: '异响', device: '@press' } },
          { count: 'repair', filter: 'device.level = "a"', is: 1 },
        ],
      },
    ],
  } as unknown as TemplatePackage
}
