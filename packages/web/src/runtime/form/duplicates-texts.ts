import { textsOf } from '@/app/i18n'

/** What forms say about records that are probably the same. */
export const duplicatesText = textsOf('likely', {
  'zh-CN': {
    warn: '可能已经有了，请确认：',
    block: '已有这样的记录，不能重复保存：',
    owner: '负责人：{name}',
    open: '在新标签页中打开',
    merge: '合并',
    ignore: '不是同一个',
    ignoreOf: '不是同一个：{name}',
    more: '还有 {n} 条',
    hidden: '另有 {n} 条相近的记录，你没有查看的权限。',
    holding: '保存前请看一眼。如果不是同一个，再次保存即可。',
    untitled: '无标题',
    savedAlike: '已保存，它与「{name}」相近',
  },
  en: {
    warn: 'This may exist already:',
    block: 'This exists already and cannot be saved twice:',
    owner: 'Owner: {name}',
    open: 'Open in a new tab',
    merge: 'Merge',
    ignore: 'Not the same',
    ignoreOf: 'Not the same: {name}',
    more: '{n} more',
    hidden: '1 more record is like it that you may not see. | {n} more records are like it that you may not see.',
    holding: 'Have a look before it is saved. If it is another one, save again.',
    untitled: 'Untitled',
    savedAlike: 'Saved. It is like “{name}”',
  },
})
