import { wallClock } from '@tessera/blocks/web'
import type { CalendarSetting } from '@tessera/metadata'
import { serverNow } from '@/api/server-clock'
import { useSession } from '@/app/session'
import { titleOf } from '@/model/lookup-source'
import { useWorkspace } from '@/model/workspace'
import type { EvaluationWorld } from './evaluate'
import { LinkedRecords } from './linked-records'

/** The world formulas are evaluated in on this screen: the published objects, the person, the server's clock, the calendar. */
export function useEvaluationWorld(linked = new LinkedRecords()): EvaluationWorld {
  const workspace = useWorkspace()
  const session = useSession()
  const timeZone = (): string => session.me?.workspace.timeZone ?? 'Asia/Shanghai'
  return {
    get objects() {
      return workspace.objects
    },
    get me() {
      return session.me?.user.id ?? null
    },
    get now() {
      return serverNow()
    },
    get today() {
      return wallClock(serverNow(), timeZone()).date
    },
    get timeZone() {
      return timeZone()
    },
    get calendar() {
      const setting = workspace.settings.find((one): one is CalendarSetting => one.key === 'calendar')
      return {
        weekend: setting?.weekend ?? [6, 7],
        holidays: setting?.holidays ?? [],
        workdays: setting?.workdays ?? [],
      }
    },
    above: (object, id) => linked.above(object, id),
    linked(object, id) {
      const known = linked.get(object, id)
      const title = titleOf(object, id)
      return known === undefined && title === undefined ? undefined : { ...known, id, title: title ?? null }
    },
  }
}
