import { textsOf } from '@/app/i18n'

export const formulaTexts = textsOf('formulaInput', {
  'zh-CN': {
    insert: '插入字段或函数',
    fix: '改为 {text}',
    loading: '正在打开公式编辑器…',
    failed: '公式编辑器没能打开，可以直接输入文本。',
    choose: '换一条记录',
    blank: '空',
    noRecords: '还没有记录可以试算。',
    notPublished: '发布后才能用真实记录试算。',
    cannotRead: '没能读取记录。',
    retry: '重试',
  },
  en: {
    insert: 'Insert a field or function',
    fix: 'Change to {text}',
    loading: 'Opening the formula editor…',
    failed: 'The formula editor could not be opened; you can type plain text.',
    choose: 'Choose another record',
    blank: 'blank',
    noRecords: 'There is no record to try it on yet.',
    notPublished: 'It can be tried on real records after publishing.',
    cannotRead: 'The records could not be read.',
    retry: 'Try again',
  },
})
