import type { NotificationEntry, NotificationPage } from '@tessera/metadata'
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { api } from '@/api/client'
import { problemOf, type ApiProblem } from '@/api/problem'
import { toast } from '@/components/toast'
import { t } from './texts'

/** What the person was told; bell and page look at the same list. */
export const useNotifications = defineStore('notifications', () => {
  const entries = shallowRef<readonly NotificationEntry[]>([])
  const unread = ref(0)
  const next = ref<string | null>(null)
  const isLoaded = ref(false)
  const unreadOnly = ref(false)
  const problem = shallowRef<ApiProblem>()

  const read = (after?: string): Promise<NotificationPage> =>
    api.get<NotificationPage>('/api/notifications', {
      query: { limit: 30, after, ...(unreadOnly.value ? { unread: true } : {}) },
    })

  async function load(): Promise<void> {
    try {
      const page = await read()
      entries.value = page.notifications
      unread.value = page.unread
      next.value = page.next
      problem.value = undefined
    } catch (error) {
      problem.value = problemOf(error)
    } finally {
      isLoaded.value = true
    }
  }

  async function more(): Promise<void> {
    if (next.value === null) return
    const page = await read(next.value)
    entries.value = [...entries.value, ...page.notifications]
    next.value = page.next
  }

  /** Shown at once; a refusal is told and the list read again. */
  async function mark(body: { ids: readonly string[] } | { all: true }): Promise<void> {
    const isMarked = (id: string): boolean => 'all' in body || body.ids.includes(id)
    const fresh = entries.value.filter(({ id, read: known }) => !known && isMarked(id)).length
    entries.value = entries.value.map((entry) => (isMarked(entry.id) ? { ...entry, read: true } : entry))
    unread.value = 'all' in body ? 0 : Math.max(0, unread.value - fresh)
    try {
      await api.post('/api/notifications/read', body)
    } catch {
      toast('problem', t('markFailed'))
      await load()
    }
  }

  async function show(onlyUnread: boolean): Promise<void> {
    unreadOnly.value = onlyUnread
    isLoaded.value = false
    await load()
  }

  return { entries, unread, next, isLoaded, unreadOnly, problem, load, more, mark, show }
})
