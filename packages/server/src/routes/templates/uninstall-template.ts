import { carryOutRoute } from './template-order.js'

/** Takes a template away. */
export const uninstallTemplate = carryOutRoute('uninstall', 'uninstallTemplate', {
  'zh-CN': '卸载模板',
  en: 'Uninstalls a template',
})
