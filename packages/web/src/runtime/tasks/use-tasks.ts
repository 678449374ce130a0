import { computed, ref, shallowRef } from 'vue'
import { onEvent } from '@/api/events'
import { newKey } from '@/api/new-key'
import { problemOf, type ApiProblem } from '@/api/problem'
import { records } from '@/api/records'
import { toast } from '@/components/toast'
import { useSession } from '@/app/session'
import { t } from './texts'
import { todayIn, type TaskRow } from './task-groups'

const fields = ['subject', 'dueOn', 'priority', 'status', 'note', 'relatedObject', 'relatedRecord'] as const

/** The tasks assigned to the person, open ones by due date or the last done ones, kept fresh by events. */
export function useTasks(pageSize = 100) {
  const session = useSession()
  const tasks = shallowRef<readonly TaskRow[]>([])
  const next = ref<string | null>(null)
  const isLoaded = ref(false)
  const problem = shallowRef<ApiProblem>()
  const status = ref<'open' | 'done'>('open')
  const today = computed(() => todayIn(session.me?.workspace.timeZone ?? 'Asia/Shanghai'))

  const query = (after?: string) => ({
    fields: [...fields],
    filter: `assignee = me and status = "${status.value}"`,
    sort: status.value === 'open' ? ['dueOn', 'createdAt'] : ['-updatedAt'],
    limit: pageSize,
    ...(after === undefined ? {} : { after }),
  })

  async function load(): Promise<void> {
    try {
      const page = await records.query('task', query())
      tasks.value = page.records as unknown as readonly TaskRow[]
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
    const page = await records.query('task', query(next.value))
    tasks.value = [...tasks.value, ...(page.records as unknown as readonly TaskRow[])]
    next.value = page.next
  }

  /** Shows the change at once and takes it back when it is refused. */
  async function change(task: TaskRow, values: Partial<TaskRow>): Promise<boolean> {
    const before = tasks.value
    const staysListed = values.status === undefined || values.status === status.value
    tasks.value = staysListed
      ? before.map((one) => (one.id === task.id ? { ...one, ...values } : one))
      : before.filter(({ id }) => id !== task.id)
    try {
      await records.update('task', task.id, values)
      return true
    } catch (error) {
      tasks.value = before
      toast('problem', t('failed', { reason: problemOf(error).detail }))
      return false
    }
  }

  async function complete(task: TaskRow): Promise<void> {
    const title = task.subject ?? ''
    if (!(await change(task, { status: 'done' }))) return
    toast('done', t('completed', { title }), {
      label: t('undo'),
      run: () => void records.update('task', task.id, { status: 'open' }).then(load, load),
    })
  }

  async function add(subject: string, dueOn: string | null): Promise<boolean> {
    try {
      await records.create('task', { subject, dueOn, assignee: session.me?.user.id }, { idempotencyKey: newKey() })
      await load()
      return true
    } catch (error) {
      toast('problem', `${t('retryAdd')} ${problemOf(error).detail}`)
      return false
    }
  }

  let waiting: ReturnType<typeof setTimeout> | undefined
  const soon = (): void => {
    clearTimeout(waiting)
    waiting = setTimeout(() => void load(), 300)
  }
  onEvent('record', ({ object }) => {
    if (object === 'task') soon()
  })
  onEvent('reset', soon)

  return { tasks, next, isLoaded, problem, status, today, load, more, change, complete, add }
}
