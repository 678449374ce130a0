import { birthDateOf } from '@tessera/formula'
import { defineCheckedCode } from '../../values/define-checked-code.js'

/** The identity number of a citizen of China (GB 11643): a birth date that exists, and a check character. */
export const definition = defineCheckedCode({
  name: 'idCard',
  title: { 'zh-CN': '身份证号', en: 'Identity number' },
  icon: 'contact',
  form: /^[0-9]{17}[0-9X]$/,
  length: 18,
  isValid: (id) => birthDateOf(id) !== null,
})
