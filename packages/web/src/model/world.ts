import type { WebWorld } from '@tessera/blocks/web'
import { computed, type ComputedRef } from 'vue'
import { locale } from '@/app/i18n'
import { useSession } from '@/app/session'

/** Where values are shown: the language of the screen, the time zone of the workspace. */
export function useWorld(): ComputedRef<WebWorld> {
  const session = useSession()
  return computed(() => ({
    locale: locale.value,
    timeZone: session.me?.workspace.timeZone ?? 'Asia/Shanghai',
    currency: 'CNY',
  }))
}
