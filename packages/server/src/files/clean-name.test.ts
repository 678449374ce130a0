import { expect, test } from '@jest/globals'
import { cleanName } from './clean-name.js'

test.each([
  ['报价单（终稿）.pdf', '报价单（终稿）.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\x\\合同.docx', '合同.docx'],
  ['a\u0000b\r\nc.txt', 'abc.txt'],
  ['invoice\u202Egpj.exe', 'invoicegpj.exe'],
  ['name. . ', 'name'],
  ['<img src=x>.png', '_img src=x_.png'],
  ['', 'file'],
  ['...', 'file'],
  [undefined, 'file'],
  [`${'长'.repeat(300)}.xlsx`, `${'长'.repeat(250)}.xlsx`],
])('%p is called %p', (given, expected) => {
  expect(cleanName(given)).toBe(expected)
})
