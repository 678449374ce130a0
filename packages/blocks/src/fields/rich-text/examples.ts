import { beyondSchema, type FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { TextOptions } from '../../values/text-options.js'

export const examples: FieldTypeExamples<TextOptions> = {
  doc: {
    'zh-CN':
      '富文本，以 HTML 保存，只含段落、标题、列表、引用、链接、强调与代码。写入时由服务器净化：其余元素去掉但保留文字，脚本、样式、属性和其他协议的链接一律去掉；没有文字即为空。搜索只看文字；公式中用 `PLAINTEXT(字段)` 取文字。不能作标题、不能排序、不能唯一。',
    en: 'Rich text, kept as HTML of paragraphs, headings, lists, quotes, links, emphasis and code. The server sanitises what is written: other elements go and leave their text, scripts, styles, attributes and links of other schemes go altogether; without text it is blank. Search looks at the text alone; formulas take it by `PLAINTEXT(field)`. It titles no record, has no order and may be repeated.',
  },
  optionDocs: {
    maxLength: {
      'zh-CN': '以 Unicode 字符计的最大长度，含标记。',
      en: 'Longest HTML, in Unicode characters, marks included.',
    },
  },
  options: { maxLength: 100_000 },
  good: [
    { value: '<p>已<strong>确认</strong>，<a href="https://example.com/a?b=1&amp;c=2">详情</a></p>' },
    { value: '<h2>方案</h2><ul><li><p>甲</p></li><li><p>乙</p></li></ul>' },
    { value: '纯文字 1 &lt; 2' },
    { value: 'a < b & c', gives: 'a &lt; b &amp; c' },
    { value: '<div style="color:red" onclick="x()">红<b>字</b></div>', gives: '<p>红<strong>字</strong></p>' },
    { value: '<p>安全<script>alert(1)</script><img src=x onerror=alert(1)></p>', gives: '<p>安全</p>' },
    { value: '<a href="javascript:alert(1)">点</a>', gives: '<a>点</a>' },
    { value: '<p><em>没关上', gives: '<p><em>没关上</em></p>' },
    { value: '<p></p>', gives: null },
    { value: '<script>alert(1)</script>', gives: null },
    { value: '', gives: null },
    { value: null },
  ],
  bad: [
    { value: '<p>\u0000</p>', code: 'text.invalid' },
    { value: '<p>\ud800</p>', code: 'text.invalid', beyondSchema: beyondSchema.surrogates },
    { value: `<p>${'长'.repeat(100_000)}</p>`, code: 'field.too_long' },
    { value: '&'.repeat(30_000), code: 'field.too_long', beyondSchema: 'what is left after escaping' },
    { value: '<p>太长</p>', code: 'field.too_long', options: { maxLength: 8 } },
    { value: 42, code: 'field.type' },
    { value: ['<p>甲</p>'], code: 'field.type' },
    { value: { html: '<p>甲</p>' }, code: 'field.type' },
  ],
  cells: [
    { cell: '第一行\n第二行\n\n新段 <3', gives: '<p>第一行<br />第二行</p><p>新段 &lt;3</p>' },
    { cell: '<p>已是 HTML<script>x</script></p>', gives: '<p>已是 HTML</p>' },
    { cell: ' \n ', gives: null },
    { cell: '', gives: null },
    { cell: 'a\u0000', code: 'text.invalid' },
  ],
  badOptions: [{ maxLength: 100_001 }, { maxLength: 0 }, { tags: ['p'] }],
}
