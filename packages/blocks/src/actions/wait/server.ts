import type { WireValue } from '@tessera/formula'
import { defineActionServer } from '@tessera/metadata'

interface WaitInput {
  readonly amount?: WireValue
  readonly unit?: 'minutes' | 'hours' | 'days'
  /** An instant or a day. */
  readonly until?: WireValue
}

const millisecondsOf = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const
const longestMs = 366 * millisecondsOf.days

/** A blank time does not keep a run for ever: it goes on at once and says so. */
export const server = defineActionServer<WaitInput>({
  name: 'wait',
  run: ({ amount, unit = 'minutes', until }, { now }) => {
    if (typeof until === 'string') return { do: 'waitUntil', at: until }
    if (typeof amount !== 'number' || amount <= 0) return { do: 'next', output: { until: null } }
    const ms = Math.min(Math.round(amount * millisecondsOf[unit]), longestMs)
    return { do: 'waitUntil', at: new Date(now + ms).toISOString() }
  },
})
