import { carryOutRoute } from './template-order.js'

/** Installs a template, with its sample data where that is wanted. */
export const installTemplate = carryOutRoute('install', 'installTemplate', {
  'zh-CN': '安装模板',
  en: 'Installs a template',
})
