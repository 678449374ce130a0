import { defineProblem } from '../define-problem.js'

/** Problems of personal data: what data law asks for. */
export const personalProblems = {
  'personal.no_fields': defineProblem({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '没有个人数据字段', en: 'No personal fields' },
    message: {
      'zh-CN': () => '这个模块没有标记为个人数据的字段。未做任何改动。',
      en: () => 'No field of this module is marked as personal data. Nothing was changed.',
    },
    hint: {
      'zh-CN': '请在字段设置中勾选「个人数据」并发布。',
      en: 'Mark the fields as personal data in their settings and publish.',
    },
  }),
  'personal.active_person': defineProblem({
    status: 409,
    acts: 'user',
    title: { 'zh-CN': '成员仍在使用', en: 'The person is active' },
    message: {
      'zh-CN': () => '只能抹去已停用成员的个人数据。未做任何改动。',
      en: () => 'Only the data of a deactivated person can be erased. Nothing was changed.',
    },
    hint: {
      'zh-CN': '请先停用这位成员，并移交其名下的记录。',
      en: 'Deactivate them first, and hand over what they hold.',
    },
  }),
} as const
