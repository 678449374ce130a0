import type { Localized } from '../../text/localized.js'
import { defineProblem } from '../define-problem.js'
import { enCount, grouped } from '../wording.js'

/** What a hazard is about; rows are records that hold a value. */
export interface HazardDetails {
  readonly label: Localized
  readonly rows: number
}

/** `refused`: how many of the values the new type does not take; `from` and `to`: names of the types. */
export interface ConversionDetails extends HazardDetails {
  readonly refused: number
  readonly from: Localized
  readonly to: Localized
}

/** Problems and hazards of publishing changes. Hazard codes are the part of a hazard's id before the colon. */
export const schemaProblems = {
  'schema.hazards': defineProblem<{ readonly count: number }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '发布前需要确认', en: 'Hazards are open' },
    message: {
      'zh-CN': (d) => `有 ${d.count} 项风险尚未处理，未做任何改动。`,
      en: (d) => `${enCount(d.count, 'hazard is', 'hazards are')} open; nothing was changed.`,
    },
    hint: {
      'zh-CN': '警告类风险可在 accept 中写明其 id 后再次发布；阻断类风险必须先修复。',
      en: 'Name warnings in “accept” and publish again; blocking hazards must be repaired first.',
    },
  }),
  'schema.busy': defineProblem({
    status: 503,
    acts: 'builder',
    title: { 'zh-CN': '表正在使用', en: 'The table is in use' },
    message: {
      'zh-CN': () => '有较长的操作占用着表，未能及时取得锁，未做任何改动。',
      en: () => 'A long operation holds the table, so the lock was not granted in time; nothing was changed.',
    },
    hint: { 'zh-CN': '请稍后再发布。', en: 'Publish again later.' },
  }),
  'schema.too_many_fields': defineProblem<{ readonly limit: number }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '字段过多', en: 'Too many fields' },
    message: {
      'zh-CN': (d) => `一个模块最多 ${d.limit} 个字段。`,
      en: (d) => `An object may have at most ${d.limit} fields.`,
    },
  }),
  'revision.not_found': defineProblem({
    status: 404,
    acts: 'builder',
    title: { 'zh-CN': '找不到修订', en: 'Revision not found' },
    message: { 'zh-CN': () => '找不到这次修订。', en: () => 'There is no such revision.' },
  }),
  'revision.conflict': defineProblem<{ readonly current: number }>({
    status: 409,
    acts: 'builder',
    title: { 'zh-CN': '与他人的修改冲突', en: 'Conflict with another change' },
    message: {
      'zh-CN': (d) => `同一处已被他人修改（当前修订 ${d.current}），无法自动合并。`,
      en: (d) => `Someone else changed the same place (the revision is now ${d.current}); it does not merge.`,
    },
    hint: { 'zh-CN': '请重新读取后再修改。', en: 'Read the documents again, then change them.' },
  }),
  'revision.place_conflict': defineProblem<{ readonly place: string }>({
    status: 409,
    acts: 'builder',
    title: { 'zh-CN': '此处已被他人修改', en: 'Changed by someone else' },
    message: {
      'zh-CN': (d) => `「${d.place}」已被他人改成另一个值。`,
      en: (d) => `Someone else has changed “${d.place}” to something else.`,
    },
  }),
  'revision.unknown_base': defineProblem({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '未知的基准修订', en: 'Unknown base' },
    message: { 'zh-CN': () => 'base 不是已有的修订。', en: () => '“base” is no revision of this workspace.' },
  }),
  'revision.stale': defineProblem({
    status: 503,
    acts: 'us',
    title: { 'zh-CN': '结构刚刚改变', en: 'The schema has just changed' },
    message: {
      'zh-CN': () => '数据结构刚刚发生改变，请再试一次。',
      en: () => 'The schema changed at this moment; try again.',
    },
  }),
  'revision.nothing_to_undo': defineProblem({
    status: 409,
    acts: 'builder',
    title: { 'zh-CN': '没有可撤销的内容', en: 'Nothing to undo' },
    message: { 'zh-CN': () => '这次修订的内容已不存在。', en: () => 'Nothing of this revision is left to undo.' },
  }),
  'key.renamed': defineProblem<{ readonly from: string; readonly to: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': 'key 已改名', en: 'Key renamed' },
    message: {
      'zh-CN': (d) => `「${d.from}」将改名为「${d.to}」，使用旧名的外部程序会失效。`,
      en: (d) => `“${d.from}” becomes “${d.to}”; programs that use the old key will fail.`,
    },
  }),
  'key.taken': defineProblem<{ readonly key: string; readonly instead: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': 'key 已被占用', en: 'Key taken meanwhile' },
    message: {
      'zh-CN': (d) => `「${d.key}」已被占用，恢复为「${d.instead}」。`,
      en: (d) => `“${d.key}” is taken; it comes back as “${d.instead}”.`,
    },
  }),
  'object.hide': defineProblem<HazardDetails>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '将隐藏模块', en: 'An object will be hidden' },
    message: {
      'zh-CN': (d) => `「${d.label}」将被隐藏，其中有 ${d.rows} 条记录；撤销可全部恢复。`,
      en: (d) => `“${d.label}” will be hidden with its ${enCount(d.rows, 'record')}; undo brings everything back.`,
    },
  }),
  'field.hide': defineProblem<HazardDetails>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '将隐藏字段', en: 'A field will be hidden' },
    message: {
      'zh-CN': (d) => `「${d.label}」将被隐藏，有 ${d.rows} 条记录填了值；撤销可全部恢复。`,
      en: (d) =>
        `“${d.label}” will be hidden; ${enCount(d.rows, 'record holds', 'records hold')} a value. Undo brings them back.`,
    },
  }),
  'field.hide_target': defineProblem<HazardDetails>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '将移除可关联的模块', en: 'An object it may point to will be removed' },
    message: {
      'zh-CN': (d) => `「${d.label}」有 ${d.rows} 条记录指向将被移除的模块，这些值将被隐藏；撤销可全部恢复。`,
      en: (d) =>
        `In “${d.label}” ${enCount(d.rows, 'record points', 'records point')} to an object that is removed; these values are hidden. Undo brings them back.`,
    },
  }),
  'option.hide': defineProblem<HazardDetails>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '将移除选项', en: 'An option will be removed' },
    message: {
      'zh-CN': (d) => `选项「${d.label}」仍被 ${d.rows} 条记录使用。`,
      en: (d) => `The option “${d.label}” is used by ${enCount(d.rows, 'record')}.`,
    },
  }),
  'option.replace': defineProblem<HazardDetails & { readonly by: Localized }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '选项被替换', en: 'An option is replaced' },
    message: {
      'zh-CN': (d) => `${d.rows} 条记录的选项「${d.label}」将改为「${d.by}」，撤销可恢复。`,
      en: (d) =>
        `${enCount(d.rows, 'record has', 'records have')} “${d.label}”, which becomes “${d.by}”; undo brings it back.`,
    },
  }),
  'field.require': defineProblem<HazardDetails>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '已有记录缺少必填值', en: 'Records without a required value' },
    message: {
      'zh-CN': (d) => `「${d.label}」改为必填，但有 ${d.rows} 条记录为空；它们下次保存时需要补填。`,
      en: (d) =>
        `“${d.label}” becomes required, but ${enCount(d.rows, 'record is', 'records are')} blank; they must be filled when saved next.`,
    },
  }),
  'field.shorten': defineProblem<HazardDetails>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '已有值超出新限制', en: 'Values beyond the new limit' },
    message: {
      'zh-CN': (d) => `「${d.label}」有 ${d.rows} 条记录的值超出新的限制。`,
      en: (d) => `“${d.label}” has ${enCount(d.rows, 'value')} beyond the new limit.`,
    },
  }),
  'field.change_type': defineProblem<HazardDetails & { readonly from?: Localized | undefined; readonly to: Localized }>(
    {
      status: 422,
      acts: 'builder',
      title: { 'zh-CN': '不能这样转换类型', en: 'Type change not possible' },
      message: {
        'zh-CN': (d) =>
          `「${d.label}」有 ${d.rows} 个值，不能${d.from === undefined ? '' : `从「${d.from}」`}转换为「${d.to}」。`,
        en: (d) =>
          `“${d.label}” holds ${enCount(d.rows, 'value')}, which cannot be converted${d.from === undefined ? '' : ` from ${d.from}`} to ${d.to}.`,
      },
      hint: { 'zh-CN': '请新建一个字段。', en: 'Add a new field instead.' },
    },
  ),
  'field.convert': defineProblem<ConversionDetails>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '值将被转换', en: 'Values are converted' },
    message: {
      'zh-CN': (d) =>
        d.refused === 0
          ? `「${d.label}」的 ${grouped(d.rows)} 个值将从「${d.from}」转换为「${d.to}」，全部可以转换；撤销会恢复原值。`
          : `「${d.label}」的 ${grouped(d.rows)} 个值将从「${d.from}」转换为「${d.to}」，其中 ${grouped(d.refused)} 个无法转换：它们会留空并进入待处理列表，原值保留，撤销会恢复。`,
      en: (d) =>
        d.refused === 0
          ? `All ${enCount(d.rows, 'value')} of “${d.label}” can be converted from ${d.from} to ${d.to}; undo brings the originals back.`
          : `${enCount(d.rows, 'value')} of “${d.label}” will be converted from ${d.from} to ${d.to}; ${grouped(d.refused)} cannot: they become blank and wait in a list, the originals are kept, and undo brings them back.`,
    },
  }),
  'field.converting': defineProblem<{ readonly label: Localized }>({
    status: 409,
    acts: 'builder',
    title: { 'zh-CN': '字段正在转换', en: 'The field is being converted' },
    message: {
      'zh-CN': (d) => `「${d.label}」的值正在后台转换，完成后才能再改它的类型。`,
      en: (d) =>
        `The values of “${d.label}” are being converted in the background; its type can be changed again after that.`,
    },
    hint: { 'zh-CN': '等它完成，或先中止那次转换。', en: 'Wait until it is done, or abort that conversion first.' },
  }),
  'unique.building': defineProblem({
    status: 409,
    acts: 'builder',
    title: { 'zh-CN': '唯一性正在建立', en: 'Uniqueness is being made' },
    message: {
      'zh-CN': () => '这个唯一性正在后台建立，完成后自动发布。',
      en: () => 'This uniqueness is being made in the background and is published when it is done.',
    },
    hint: { 'zh-CN': '等它完成，或先停止那次发布。', en: 'Wait until it is done, or stop that publish first.' },
  }),
  'unique.found': defineProblem({
    status: 409,
    acts: 'builder',
    title: { 'zh-CN': '出现了重复的值', en: 'Equal values were found' },
    message: {
      'zh-CN': () => '建立唯一性期间出现了重复的值，没有发布，也没有改变任何数据。',
      en: () =>
        'Equal values were found while the uniqueness was made. Nothing was published, and no data was changed.',
    },
    hint: {
      'zh-CN': '再次发布时，计划会列出这些重复的记录。',
      en: 'Publish again: the plan lists the records that are equal.',
    },
  }),
  'field.convert_unique': defineProblem<ConversionDetails>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '唯一字段不能直接转换', en: 'A unique field cannot be converted' },
    message: {
      'zh-CN': (d) => `「${d.label}」参与唯一性约束：转换后不同的值可能变得相同。`,
      en: (d) => `“${d.label}” is part of a uniqueness: values that differ may become the same by the conversion.`,
    },
    hint: {
      'zh-CN': '先移除唯一性约束并发布，转换后再加回。',
      en: 'Remove the uniqueness and publish, convert, then add it again.',
    },
  }),
  'convert.no_record': defineProblem<{ readonly value: string }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '没有这样的记录', en: 'No such record' },
    message: {
      'zh-CN': (d) => `没有标题为「${d.value}」的记录。`,
      en: (d) => `There is no record titled “${d.value}”.`,
    },
  }),
  'convert.cannot_make': defineProblem<{ readonly label: Localized }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '不能新建这些记录', en: 'These records cannot be made' },
    message: {
      'zh-CN': (d) => `「${d.label}」所指记录的标题不是由人填写的文字，不能按标题新建。`,
      en: (d) => `The records that “${d.label}” points to have no title that people write; they cannot be made by it.`,
    },
  }),
  'convert.several_records': defineProblem<{ readonly value: string; readonly count: number }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '有多条同名记录', en: 'Several records of that title' },
    message: {
      'zh-CN': (d) => `有 ${d.count} 条标题为「${d.value}」的记录，无法确定是哪一条。`,
      en: (d) => `${d.count} records are titled “${d.value}”; it is not clear which one is meant.`,
    },
  }),
  'reference.broken': defineProblem<{ readonly label: Localized; readonly reason: Localized }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '仍被引用', en: 'Still referred to' },
    message: {
      'zh-CN': (d) => `「${d.label}」将失效：${d.reason}`,
      en: (d) => `“${d.label}” would break: ${d.reason}`,
    },
    hint: { 'zh-CN': '请在同一次发布中一并修改它。', en: 'Change it in the same publish.' },
  }),
  'field.retarget': defineProblem<HazardDetails>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '引用目标改变', en: 'The target of a lookup changes' },
    message: {
      'zh-CN': (d) => `「${d.label}」改为引用另一个模块，现有的 ${d.rows} 个值将失去意义。`,
      en: (d) => `“${d.label}” points to another object; its ${enCount(d.rows, 'value')} would lose their meaning.`,
    },
  }),
  'field.encryption': defineProblem<HazardDetails>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '已有值的字段不能改变加密', en: 'Encryption of a filled field' },
    message: {
      'zh-CN': (d) => `「${d.label}」已有 ${d.rows} 个值，不能再开启、关闭加密或更换类型。`,
      en: (d) =>
        `“${d.label}” holds ${enCount(d.rows, 'value')}: it can be neither encrypted, nor made plain, nor get another type.`,
    },
    hint: {
      'zh-CN': '请新建一个加密字段，把值写过去，再删除旧字段。',
      en: 'Make a new encrypted field, write the values there, then delete the old one.',
    },
  }),
  'field.no_tree': defineProblem<HazardDetails>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '现有数据不是树', en: 'The data is no tree' },
    message: {
      'zh-CN': (d) => `「${d.label}」要成为树的上级，但 ${d.rows} 条记录成环、超过 50 级，或其值要先转换类型。`,
      en: (d) =>
        `“${d.label}” becomes the parent in a tree, but ${enCount(d.rows, 'record')} lie in a circle, deeper than 50 levels, or hold values of another type.`,
    },
    hint: {
      'zh-CN': '请先改好这些记录；换类型的字段先发布类型，再打开「上级（树形）」。',
      en: 'Correct these records first. Publish another type first, then make the field the parent.',
    },
  }),
  'unique.duplicates': defineProblem<HazardDetails>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '已有重复的记录', en: 'Duplicates exist' },
    message: {
      'zh-CN': (d) => `「${d.label}」要求唯一，但已有 ${d.rows} 条重复的记录。`,
      en: (d) => `“${d.label}” must be unique, but ${enCount(d.rows, 'record repeats', 'records repeat')} it.`,
    },
  }),
  'duplicates.found': defineProblem<HazardDetails>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '已有疑似重复的记录', en: 'Likely duplicates exist' },
    message: {
      'zh-CN': (d) => `按规则「${d.label}」，已有 ${d.rows} 条记录疑似重复。`,
      en: (d) => `${enCount(d.rows, 'record has', 'records have')} a likely duplicate by the rule “${d.label}”.`,
    },
  }),
  'unique.condition': defineProblem<Record<string, never>>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '条件不适用于唯一约束', en: 'Condition does not fit a uniqueness' },
    message: {
      'zh-CN': () => '唯一约束的条件只能比较本记录的字段与固定值（=、<>、in、空），并用 and、or、not 组合。',
      en: () =>
        'The condition of a uniqueness may only compare own fields with fixed values (=, <>, in, blank), put together by and, or, not.',
    },
  }),
  'rule.violations': defineProblem<HazardDetails>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '已有记录不符合规则', en: 'Records against the rule' },
    message: {
      'zh-CN': (d) => `有 ${d.rows} 条记录不符合规则「${d.label}」。`,
      en: (d) => `${enCount(d.rows, 'record is', 'records are')} against the rule “${d.label}”.`,
    },
  }),
  'overlap.found': defineProblem<HazardDetails>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '已有记录的时段重叠', en: 'Periods overlap already' },
    message: {
      'zh-CN': (d) => `有 ${d.rows} 条记录的时段已经重叠（${d.label}）。它们保持不变，下次修改时段时才会检查。`,
      en: (d) =>
        `${enCount(d.rows, 'record overlaps', 'records overlap')} others already (${d.label}). They stay as they are, and are checked when their period changes.`,
    },
  }),
  'undo.conflict': defineProblem<{ readonly label: Localized }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '之后又有修改', en: 'Changed again later' },
    message: {
      'zh-CN': (d) => `「${d.label}」之后又被修改，请先撤销那次修改。`,
      en: (d) => `“${d.label}” was changed again later; undo that change first.`,
    },
  }),
  'job.not_found': defineProblem({
    status: 404,
    acts: 'user',
    title: { 'zh-CN': '找不到任务', en: 'Job not found' },
    message: { 'zh-CN': () => '找不到这个任务。', en: () => 'There is no such job.' },
  }),
  'job.not_abortable': defineProblem<{ readonly state: string }>({
    status: 409,
    acts: 'user',
    title: { 'zh-CN': '任务不能中止', en: 'The job cannot be aborted' },
    message: {
      'zh-CN': (d) => `任务状态为 ${d.state}，不能中止。`,
      en: (d) => `The job is ${d.state}; it cannot be aborted.`,
    },
  }),
} as const
