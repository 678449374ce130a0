import { isUsccCode } from '@tessera/formula'
import { defineCheckedCode } from '../../values/define-checked-code.js'

/** The unified social credit code of an organisation in China (GB 32100-2015), with its check character. */
export const definition = defineCheckedCode({
  name: 'socialCreditCode',
  title: { 'zh-CN': '统一社会信用代码', en: 'Social credit code' },
  icon: 'building-2',
  form: /^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$/,
  length: 18,
  isValid: isUsccCode,
})
