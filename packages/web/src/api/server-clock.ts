/**
 * The server's clock as this browser knows it: formulas with TODAY() and NOW() must not depend on a wrong clock of a computer.
 * Answers carry their time in whole seconds; the smallest lead heard is the one with the least delay.
 */
let leadMs: number | undefined

/** Takes note of an answer's `Date`. */
export function hearServerTime(date: string | null, receivedAt = Date.now()): void {
  const server = date === null ? Number.NaN : Date.parse(date)
  if (Number.isNaN(server)) return
  const lead = server + 500 - receivedAt
  // Clocks are set now and then: a jump of more than a minute counts at once.
  if (leadMs === undefined || Math.abs(lead - leadMs) > 60_000) leadMs = lead
  else leadMs = Math.max(leadMs, lead)
}

/** Now by the server's clock, in milliseconds. Small differences are delays, not wrong clocks. */
export function serverNow(): number {
  const lead = leadMs === undefined || Math.abs(leadMs) < 5_000 ? 0 : leadMs
  return Date.now() + lead
}
