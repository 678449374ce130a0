import { nearInstantText, wallClock } from '@tessera/blocks/web'
import { useWorld } from '@/model/world'

/** How instants near now are said on this screen: `near` 今天 10:32, `clock` 10:32 for today's. Takes ISO text or milliseconds. */
export function useClockText(): { near(instant: string | number): string; clock(instant: string | number): string } {
  const world = useWorld()
  const iso = (instant: string | number): string => new Date(instant).toISOString()
  const near = (instant: string | number): string => nearInstantText(iso(instant), { ...world.value, now: Date.now() })
  return {
    near,
    clock(instant) {
      const { timeZone } = world.value
      const at = wallClock(new Date(instant).getTime(), timeZone)
      if (at.date !== wallClock(Date.now(), timeZone).date) return near(instant)
      return `${String(at.hour).padStart(2, '0')}:${String(at.minute).padStart(2, '0')}`
    },
  }
}
