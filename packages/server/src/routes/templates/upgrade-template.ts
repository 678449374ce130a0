import { carryOutRoute } from './template-order.js'

/** Brings an installed template to the newest version at hand. */
export const upgradeTemplate = carryOutRoute('upgrade', 'upgradeTemplate', {
  'zh-CN': '升级模板',
  en: 'Upgrades a template',
})
