import type { FormulaProblem, LocalizedText, Span } from './types/formula-problem.js'

/** Every problem a formula can have: its sentence in both languages, from typed details, and a hint where one helps. */
interface ProblemEntry<D> {
  readonly message: (details: D) => LocalizedText
  readonly hint?: (details: D) => LocalizedText | undefined
  /** What to write instead of the text at the problem's place. */
  readonly fix?: (details: D) => string | undefined
}

function entry<D>(
  zh: (details: D) => string,
  en: (details: D) => string,
  hint?: (details: D) => LocalizedText | undefined,
  fix?: (details: D) => string | undefined,
): ProblemEntry<D> {
  const message = (details: D): LocalizedText => ({ 'zh-CN': zh(details), en: en(details) })
  return { message, ...(hint === undefined ? {} : { hint }), ...(fix === undefined ? {} : { fix }) }
}

/** Same sentence whatever the details. */
function fixed(zh: string, en: string, hint?: LocalizedText): ProblemEntry<Record<never, never>> {
  return entry(
    () => zh,
    () => en,
    hint === undefined ? undefined : () => hint,
  )
}

const didYouMean = (d: { suggestion?: string | undefined }): LocalizedText | undefined =>
  d.suggestion === undefined
    ? undefined
    : { 'zh-CN': `您是否想写 \`${d.suggestion}\`？`, en: `Did you mean \`${d.suggestion}\`?` }

const suggested = (d: { suggestion?: string | undefined }): string | undefined => d.suggestion

const asText = (text: LocalizedText) => text

export const problems = {
  'formula.too_long': entry<{ limit: number }>(
    (d) => `公式太长，最多 ${d.limit} 个字符。`,
    (d) => `The formula is too long; at most ${d.limit} characters.`,
  ),
  'formula.too_deep': entry<{ limit: number }>(
    (d) => `公式嵌套太深，最多 ${d.limit} 层。`,
    (d) => `The formula is nested too deeply; at most ${d.limit} levels.`,
    () => ({ 'zh-CN': '请拆成几个公式字段。', en: 'Split it into several formula fields.' }),
  ),
  'formula.too_large': entry<{ limit: number }>(
    (d) => `公式太大，最多 ${d.limit} 个组成部分。`,
    (d) => `The formula is too large; at most ${d.limit} parts.`,
    () => ({ 'zh-CN': '请拆成几个公式字段。', en: 'Split it into several formula fields.' }),
  ),
  'formula.empty': fixed('公式是空的。', 'The formula is empty.'),
  'formula.bad_character': entry<{ character: string }>(
    (d) => `公式里不能有字符 ${d.character}。`,
    (d) => `The character ${d.character} cannot be used here.`,
  ),
  'formula.full_width': entry<{ character: string; proposal: string }>(
    (d) => `这里不能用全角字符“${d.character}”。`,
    (d) => `The full-width character “${d.character}” cannot be used here.`,
    (d) => ({ 'zh-CN': `请改用半角 \`${d.proposal}\`。`, en: `Write \`${d.proposal}\` instead.` }),
    (d) => d.proposal,
  ),
  'formula.bad_text': fixed(
    '公式含有无法保存的字符（空字符或不完整的代理对）。',
    'The formula holds a character that cannot be stored (NUL or half of a surrogate pair).',
  ),
  'formula.unclosed_text': fixed('文本缺少右引号。', 'The text has no closing quote.'),
  'formula.bad_number': entry<{ text: string }>(
    (d) => `\`${d.text}\` 不是可用的数字：最多 15 位有效数字，绝对值小于 10 的 15 次方。`,
    (d) => `\`${d.text}\` is not a usable number: at most 15 significant digits, magnitude below 10^15.`,
  ),
  'formula.unexpected': entry<{ found: string }>(
    (d) => `这里不应出现 \`${d.found}\`。`,
    (d) => `Did not expect \`${d.found}\` here.`,
  ),
  'formula.incomplete': fixed('公式没有写完。', 'The formula ends too early.'),
  'formula.unclosed_bracket': entry<{ bracket: string }>(
    (d) => `缺少与 \`${d.bracket}\` 配对的括号。`,
    (d) => `The bracket \`${d.bracket}\` is not closed.`,
  ),
  'formula.deleted_reference': fixed(
    '这里引用的字段、选项或模块已被删除。',
    'The field, option or object used here has been deleted.',
    {
      'zh-CN': '请恢复它，或改用别的字段。',
      en: 'Restore it, or use another field.',
    },
  ),
  'formula.unknown_name': entry<{ name: string; suggestion?: string | undefined }>(
    (d) => `没有名为 \`${d.name}\` 的字段。`,
    (d) => `There is no field \`${d.name}\`.`,
    didYouMean,
    suggested,
  ),
  'formula.unknown_function': entry<{ name: string; suggestion?: string | undefined }>(
    (d) => `没有名为 \`${d.name}\` 的函数。`,
    (d) => `There is no function \`${d.name}\`.`,
    didYouMean,
    suggested,
  ),
  'formula.not_a_lookup': entry<{ name: string }>(
    (d) => `\`${d.name}\` 不是关联字段，后面不能再用点取字段。`,
    (d) => `\`${d.name}\` is not a lookup, so it has no fields of its own.`,
  ),
  'formula.list_of_lists': entry<{ name: string }>(
    (d) => `\`${d.name}\` 已是多条记录，后面只能取单个值的字段。`,
    (d) => `\`${d.name}\` is many records already: what follows must be a field of one value.`,
  ),
  'formula.path_too_long': entry<{ limit: number }>(
    (d) => `路径最多跨 ${d.limit} 次关联。`,
    (d) => `A path may cross at most ${d.limit} lookups.`,
  ),
  'formula.old_not_allowed': fixed(
    '这里没有修改前的值，不能用 `old` 或 CHANGED。',
    'There is no change here, so `old` and CHANGED cannot be used.',
  ),
  'formula.actor_dependent': fixed(
    '这里的结果不能因人而异，不能用 `me`。',
    'The result must be the same for everybody here, so `me` cannot be used.',
  ),
  'formula.volatile': fixed(
    '这里的结果不能随时间变化，不能用 TODAY 或 NOW。',
    'The result must not change with time here, so TODAY and NOW cannot be used.',
  ),
  'formula.not_own_record': fixed(
    '这里只能使用本记录的字段，不能跨关联取值。',
    'Only fields of the record itself can be used here, nothing across lookups.',
  ),
  'formula.argument_count': entry<{ name: string; usage: string }>(
    (d) => `函数 ${d.name} 的参数个数不对。`,
    (d) => `${d.name} does not take this number of arguments.`,
    (d) => ({ 'zh-CN': `用法：${d.usage}`, en: `Usage: ${d.usage}` }),
  ),
  'formula.argument_type': entry<{ name: string; position: number; found: LocalizedText; usage: string }>(
    (d) => `函数 ${d.name} 的第 ${d.position} 个参数不能是${d.found['zh-CN']}。`,
    (d) => `Argument ${d.position} of ${d.name} cannot be ${d.found.en}.`,
    (d) => ({ 'zh-CN': `用法：${d.usage}`, en: `Usage: ${d.usage}` }),
  ),
  'formula.argument_choice': entry<{ name: string; position: number; choices: string }>(
    (d) => `函数 ${d.name} 的第 ${d.position} 个参数只能是以下文本之一：${d.choices}。`,
    (d) => `Argument ${d.position} of ${d.name} must be one of these texts: ${d.choices}.`,
  ),
  'formula.operand_type': entry<{
    operator: string
    left: LocalizedText
    right: LocalizedText
    proposal?: LocalizedText | undefined
  }>(
    (d) => `\`${d.operator}\` 不能用于${d.left['zh-CN']}和${d.right['zh-CN']}。`,
    (d) => `\`${d.operator}\` does not work on ${d.left.en} and ${d.right.en}.`,
    (d) => d.proposal,
  ),
  'formula.sign_type': entry<{ found: LocalizedText }>(
    (d) => `正负号只能用于数字或时长，这里是${d.found['zh-CN']}。`,
    (d) => `A sign needs a number or a duration, not ${d.found.en}.`,
  ),
  'formula.boolean_expected': entry<{ found: LocalizedText }>(
    (d) => `这里需要一个条件（是或否），而不是${d.found['zh-CN']}。`,
    (d) => `A condition (true or false) is needed here, not ${d.found.en}.`,
  ),
  'formula.not_printable': entry<{ found: LocalizedText; proposal: LocalizedText }>(
    (d) => `${d.found['zh-CN']}不能直接变成文本。`,
    (d) => `${d.found.en.charAt(0).toUpperCase()}${d.found.en.slice(1)} cannot be turned into text directly.`,
    (d) => asText(d.proposal),
  ),
  'formula.list_expected': entry<{ found: LocalizedText }>(
    (d) => `\`in\` 的右边需要一个列表，而不是${d.found['zh-CN']}。`,
    (d) => `\`in\` needs a list on its right side, not ${d.found.en}.`,
    () => ({ 'zh-CN': '例如 `level in ["a", "b"]`。', en: 'For example `level in ["a", "b"]`.' }),
  ),
  'formula.mixed_list': entry<{ first: LocalizedText; other: LocalizedText }>(
    (d) => `列表的成员类型必须相同，这里既有${d.first['zh-CN']}又有${d.other['zh-CN']}。`,
    (d) => `The members of a list must be of one type; here are ${d.first.en} and ${d.other.en}.`,
  ),
  'formula.no_tree': fixed(
    '`under` 的两边必须是同一个带上下级的对象的记录。',
    'Both sides of `under` must be records of one object that has a tree.',
  ),
  'formula.bad_literal': entry<{ text: string; wanted: LocalizedText; example: string }>(
    (d) => `“${d.text}”不是有效的${d.wanted['zh-CN']}。`,
    (d) => `“${d.text}” is not ${d.wanted.en} that exists.`,
    (d) => ({ 'zh-CN': `写法例如 \`"${d.example}"\`。`, en: `For example \`"${d.example}"\`.` }),
  ),
  'formula.unknown_option': entry<{ key: string; suggestion?: string | undefined }>(
    (d) => `没有键为 \`${d.key}\` 的选项。`,
    (d) => `There is no option with the key \`${d.key}\`.`,
    didYouMean,
    (d) => (d.suggestion === undefined ? undefined : `"${d.suggestion}"`),
  ),
  'formula.as_needs_field': fixed(
    'AS 与 TITLE 在这里需要一个“任意关联”字段，例如 `AS(related, account)`。',
    'A field that looks up several objects is needed here, as in `AS(related, account)`.',
  ),
  'formula.needs_as': entry<{ field: string; object?: string | undefined }>(
    (d) => `\`${d.field}\` 可以是多个模块的记录，后面不能直接用点取字段。`,
    (d) => `\`${d.field}\` may be a record of several objects, so a field cannot follow it directly.`,
    (d) =>
      d.object === undefined
        ? undefined
        : {
            'zh-CN': `请先用 AS 指明模块：\`AS(${d.field}, ${d.object}).…\`；其他模块的记录得空值。`,
            en: `Say of which object: \`AS(${d.field}, ${d.object}).…\`; it is blank for records of others.`,
          },
  ),
  'formula.unknown_target': entry<{ field: string; name: string; suggestion?: string | undefined }>(
    (d) => `\`${d.field}\` 不能是模块 \`${d.name}\` 的记录。`,
    (d) => `\`${d.field}\` cannot hold records of \`${d.name}\`.`,
    didYouMean,
    suggested,
  ),
  'formula.changed_needs_field': fixed(
    'CHANGED 的参数必须是本记录的一个字段。',
    'CHANGED needs a field of the record itself.',
  ),
  'formula.wrong_result': entry<{ wanted: LocalizedText; found: LocalizedText }>(
    (d) => `这里的公式应当得出${d.wanted['zh-CN']}，而它得出${d.found['zh-CN']}。`,
    (d) => `The formula should give ${d.wanted.en} here, but it gives ${d.found.en}.`,
  ),
} as const

export type ProblemCode = keyof typeof problems

type DetailsOf<C extends ProblemCode> = Parameters<(typeof problems)[C]['message']>[0]

/** A problem of the table above at a place of the text. */
export function problem<C extends ProblemCode>(code: C, span: Span, details: DetailsOf<C>): FormulaProblem {
  const entry = problems[code] as ProblemEntry<DetailsOf<C>>
  const hint = entry.hint?.(details)
  const fix = entry.fix?.(details)
  return {
    code,
    span,
    message: entry.message(details),
    ...(hint === undefined ? {} : { hint }),
    ...(fix === undefined ? {} : { fix }),
  }
}
