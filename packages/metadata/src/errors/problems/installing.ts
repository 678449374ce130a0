import type { Localized } from '../../text/localized.js'
import { defineProblem } from '../define-problem.js'
import { enCount } from '../wording.js'

/** Problems of installing, upgrading and taking away templates, and of loading their sample data. */
export const installingProblems = {
  'template.not_found': defineProblem({
    status: 404,
    acts: 'builder',
    title: { 'zh-CN': '找不到模板', en: 'Template not found' },
    message: { 'zh-CN': () => '没有这个模板，或没有这个版本。', en: () => 'There is no such template or version.' },
  }),
  'template.installed': defineProblem<{ readonly version: string }>({
    status: 409,
    acts: 'builder',
    title: { 'zh-CN': '模板已安装', en: 'The template is installed' },
    message: {
      'zh-CN': (d) => `这个模板已经安装了版本 ${d.version}。`,
      en: (d) => `This template is installed in version ${d.version}.`,
    },
    hint: { 'zh-CN': '要换成新版本，请升级。', en: 'Upgrade it to get a newer version.' },
  }),
  'template.not_installed': defineProblem({
    status: 409,
    acts: 'builder',
    title: { 'zh-CN': '模板未安装', en: 'The template is not installed' },
    message: { 'zh-CN': () => '这个模板没有安装。', en: () => 'This template is not installed.' },
  }),
  'template.not_newer': defineProblem<{ readonly version: string }>({
    status: 409,
    acts: 'builder',
    title: { 'zh-CN': '不是更新的版本', en: 'Not a newer version' },
    message: {
      'zh-CN': (d) => `已安装的版本 ${d.version} 不比它旧。`,
      en: (d) => `The installed version ${d.version} is not older.`,
    },
  }),
  'template.needs': defineProblem<{ readonly key: string; readonly version: string }>({
    status: 409,
    acts: 'builder',
    title: { 'zh-CN': '缺少所依赖的模板', en: 'A template it needs is missing' },
    message: {
      'zh-CN': (d) => `需要先安装模板「${d.key}」${d.version} 或更高的同主版本。`,
      en: (d) =>
        `The template “${d.key}” must be installed first, in ${d.version} or later with the same first number.`,
    },
  }),
  'template.needed': defineProblem<{ readonly by: Localized; readonly version: string }>({
    status: 409,
    acts: 'builder',
    title: { 'zh-CN': '仍被其他模板依赖', en: 'Needed by another template' },
    message: {
      'zh-CN': (d) => `模板「${d.by}」依赖它的版本 ${d.version}。`,
      en: (d) => `The template “${d.by}” needs its version ${d.version}.`,
    },
    hint: { 'zh-CN': '请先卸载或升级那个模板。', en: 'Uninstall or upgrade that template first.' },
  }),
  'template.undecided': defineProblem<{ readonly count: number }>({
    status: 409,
    acts: 'builder',
    title: { 'zh-CN': '有冲突尚未决定', en: 'Conflicts are undecided' },
    message: {
      'zh-CN': (d) => `有 ${d.count} 处双方都改过，需要决定保留哪一方，未做任何改动。`,
      en: (d) =>
        `${enCount(d.count, 'place was', 'places were')} changed by you and by the template and must be decided; nothing was changed.`,
    },
    hint: {
      'zh-CN': '在 decisions 中为每个冲突的 id 写明 mine 或 theirs。',
      en: 'Name “mine” or “theirs” for the id of every conflict in “decisions”.',
    },
  }),
  'template.changed_since': defineProblem<{ readonly key: string }>({
    status: 409,
    acts: 'builder',
    title: { 'zh-CN': '模板后来又变过', en: 'The template has changed since' },
    message: {
      'zh-CN': (d) => `模板「${d.key}」在这次修订之后又升级或卸载过。`,
      en: (d) => `The template “${d.key}” was upgraded or uninstalled after this revision.`,
    },
    hint: { 'zh-CN': '请先撤销后来的修订。', en: 'Undo the later revision first.' },
  }),
  'template.key_taken': defineProblem<{ readonly key: string; readonly instead: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': 'key 已被占用', en: 'Key taken' },
    message: {
      'zh-CN': (d) => `「${d.key}」已被占用，模板的这一份改用「${d.instead}」。`,
      en: (d) => `“${d.key}” is taken; what comes with the template is called “${d.instead}”.`,
    },
  }),
  'template.unknown_person': defineProblem<{ readonly label: Localized }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '没有这个人', en: 'No such person' },
    message: {
      'zh-CN': (d) => `「${d.label}」的回答不是这个工作区中的人员。`,
      en: (d) => `The answer to “${d.label}” is nobody of this workspace.`,
    },
  }),
  'template.sample_row': defineProblem<{
    readonly object: Localized
    readonly line: number
    readonly column: string
    readonly reason: Localized
  }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '示例数据未能载入', en: 'Sample data was not loaded' },
    message: {
      'zh-CN': (d) =>
        `「${d.object}」第 ${d.line} 行${d.column === '' ? '' : `「${d.column}」`}未能载入，已载入的示例数据已全部移除：${d.reason}`,
      en: (d) =>
        `“${d.object}”, line ${d.line}${d.column === '' ? '' : `, ${d.column}`} was not loaded, and what had been is taken away again: ${d.reason}`,
    },
  }),
  'template.no_sample': defineProblem({
    status: 409,
    acts: 'builder',
    title: { 'zh-CN': '没有示例数据', en: 'No sample data' },
    message: {
      'zh-CN': () => '这个模板没有已载入的示例数据。',
      en: () => 'No sample data of this template is loaded.',
    },
  }),
  'template.sample_at_work': defineProblem({
    status: 409,
    acts: 'builder',
    title: { 'zh-CN': '示例数据正在处理', en: 'Sample data is at work' },
    message: {
      'zh-CN': () => '这个模板的示例数据正在载入或移除。',
      en: () => 'Sample data of this template is being loaded or removed.',
    },
  }),
} as const
