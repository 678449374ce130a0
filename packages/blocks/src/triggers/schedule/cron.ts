/** Minute, hour, day of month, month, weekday (0 and 7 are Sunday), with their bounds. */
const bounds = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const

/**
 * The five fields of a cron expression, or undefined when it is none: numbers, lists, ranges and steps.
 *
 * Shape: parseCron('0 9 * * 1-5') → ['0', '9', '*', '*', '1-5']
 */
export function parseCron(text: string): readonly [string, string, string, string, string] | undefined {
  const fields = text.trim().split(/\s+/)
  const isCron =
    fields.length === bounds.length && bounds.every(([min, max], index) => isField(fields[index] ?? '', min, max))
  return isCron ? (fields as unknown as readonly [string, string, string, string, string]) : undefined
}

function isField(field: string, min: number, max: number): boolean {
  return field.split(',').every((part) => {
    const found = /^(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(part)
    if (found === null) return false
    const [from, to, step] = found.slice(1).map((digits) => (digits === undefined ? undefined : Number(digits)))
    if (step === 0) return false
    if (from === undefined) return true
    const last = to ?? from
    return from >= min && last <= max && from <= last
  })
}
