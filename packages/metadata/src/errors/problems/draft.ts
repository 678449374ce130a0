import { defineProblem } from '../define-problem.js'
import { formatBytes } from '../wording.js'

/** Problems of designers' drafts. */
export const draftProblems = {
  'draft.conflict': defineProblem({
    status: 409,
    acts: 'builder',
    title: { 'zh-CN': '草稿已在别处修改', en: 'The draft was changed elsewhere' },
    message: {
      'zh-CN': () => '草稿已在另一个页面保存过，这次的修改没有保存。',
      en: () => 'Another tab saved the draft meanwhile; this change was not saved.',
    },
    hint: {
      'zh-CN': '请重新读取草稿，再应用这次的修改。',
      en: 'Read the draft again, then apply the change to it.',
    },
  }),
  'draft.too_large': defineProblem<{ readonly limitBytes: number }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '草稿过大', en: 'The draft is too large' },
    message: {
      'zh-CN': (d) => `草稿超过 ${formatBytes(d.limitBytes)}，这次的修改没有保存。`,
      en: (d) => `The draft would exceed ${formatBytes(d.limitBytes)}; this change was not saved.`,
    },
    hint: { 'zh-CN': '请先发布一部分改动。', en: 'Publish a part of the changes first.' },
  }),
} as const
