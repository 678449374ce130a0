import type { ActionExamples } from '../../examples/action-examples.js'
import type { NotifyConfig } from './definition.js'

const person = '01900000-0000-7000-8000-00000000000a'
const other = '01900000-0000-7000-8000-00000000000b'

export const examples: ActionExamples<NotifyConfig> = {
  good: [
    {
      config: { to: ['owner', 'helpers'], title: '"设备「" & name & "」故障"', text: 'note' },
      sentence: {
        'zh-CN': '通知owner、helpers："设备「" & name & "」故障"',
        en: 'Notify owner, helpers: "设备「" & name & "」故障"',
      },
      values: { '/to/0': person, '/to/1': [person, { id: other }], '/title': '设备「泵」故障', '/text': null },
      gives: { do: 'notify', to: [person, other], title: '设备「泵」故障', text: null },
    },
    {
      config: { to: ['me'], title: '"有新的变化"' },
      sentence: { 'zh-CN': '通知me："有新的变化"', en: 'Notify me: "有新的变化"' },
      values: { '/to/0': null, '/title': '有新的变化' },
      gives: { do: 'notify', to: [], title: '有新的变化', text: null },
    },
  ],
  bad: [{ to: ['owner'] }, { to: [], title: '"a"' }, { to: 'owner', title: '"a"' }, { to: ['owner'], title: '' }],
}
