import type { TemplateChange, TemplatePlan } from '@tessera/metadata'
import { printable, printProblems, say, shown, type Printer } from './printing.js'
import type { TemplateWords } from './words.js'

/**
 * What a plan would do, and what a person has to decide first.
 *
 * @returns false when something must be decided, accepted or repaired before it can be carried out
 */
export function showPlan(
  printer: Printer,
  plan: TemplatePlan,
  words: Pick<TemplateWords, 'accept' | 'decisions'>,
): boolean {
  const out = (line: string): void => printer.out(line)
  const { steps, hazards } = plan.plan
  printer.out(`${plan.from ?? '–'} → ${plan.to ?? '–'}`)
  for (const step of steps) printer.out(`  · ${shown(step.label)}`)
  for (const { kind, key, mine, instead } of plan.taken) {
    say(
      out,
      `! ${kind}/${key} 已有「${shown(mine)}」，将另存为 ${instead}`,
      `! ${kind}/${key} is there already (${shown(mine)}); the template’s becomes ${instead}`,
    )
    printer.out(`    --taken ${printable(`${kind}/${key}`)}=mine`)
  }
  for (const change of plan.kept) printer.out(printable(`  = ${placeOf(change)}`))
  for (const change of plan.moved) printer.out(printable(`  ↑ ${placeOf(change)}`))
  for (const { kind, key, problems } of plan.left) {
    say(out, `! ${kind}/${key} 保持已安装的版本`, `! ${kind}/${key} stays in the version that is installed`)
    printProblems(printer, `${kind}/${key}`, problems)
  }
  const open = plan.conflicts.filter(({ id }) => !Object.hasOwn(words.decisions, id))
  for (const { id, base, mine, theirs, ...change } of open) {
    say(out, `? 双方都改了 ${placeOf(change)}`, `? Changed on both sides: ${placeOf(change)}`)
    printer.out(printable(`    从前 base    ${short(base)}`))
    printer.out(printable(`    我的 mine    ${short(mine)}`))
    printer.out(printable(`    模板 theirs  ${short(theirs)}`))
    printer.out(printable(`    --decide '${id}=mine'  |  --decide '${id}=theirs'`))
  }
  const accepted = new Set(words.accept)
  const standing = hazards.filter(
    ({ id, severity }) => severity === 'block' || (severity === 'warn' && !accepted.has(id)),
  )
  for (const { id, severity, message } of hazards) {
    if (severity === 'info' || accepted.has(id)) printer.out(`  i ${shown(message)}`)
    else printer.out(`! ${shown(message)}`)
    if (severity === 'warn' && !accepted.has(id)) printer.out(printable(`    --accept '${id}'`))
  }
  return open.length === 0 && standing.length === 0
}

/** `object/account/fields/level label` */
function placeOf({ kind, key, part, property }: Omit<TemplateChange, 'label'>): string {
  const place = [kind, key, part].filter((name) => name !== '').join('/')
  return property === '' ? place : `${place} ${property}`
}

function short(value: unknown): string {
  if (value === null || value === undefined) return '–'
  const text = JSON.stringify(value)
  return text.length > 120 ? `${text.slice(0, 119)}…` : text
}
