import type { RunDetail } from '@tessera/metadata'
import { onMounted } from 'vue'
import { useRoute } from 'vue-router'
import { api } from '@/api/client'
import { toast } from '@/components/toast'
import { problemOf } from '@/api/problem'
import type { FlowEditor } from './flow-editor'
import type { TestRun } from './use-test-run'

/** `?test=<run>`: the test run starts from the data of a run: its record, with the values as they were then. */
export function useTestOfRun(test: TestRun, editor: FlowEditor, open: () => void): void {
  const route = useRoute()

  onMounted(async () => {
    const id = route.query.test
    if (typeof id !== 'string') return
    open()
    if (id === '') return
    try {
      const run = await api.get<RunDetail>(`/api/runs/${encodeURIComponent(id)}`)
      test.record.value = run.record?.title === null ? undefined : run.record?.id
      test.values.value = valuesOf(run, editor)
    } catch (error) {
      toast('problem', problemOf(error).detail)
    }
  })
}

/** What the run's record held: all of it where the record is gone, else what was changed. */
function valuesOf({ trigger, record }: RunDetail, editor: FlowEditor): Readonly<Record<string, unknown>> {
  const object = editor.world.value.objects.get(editor.flow.value.object ?? '')
  const isGone = record?.title === null
  const entries = Object.entries(trigger.after ?? {}).filter(([key, value]) => {
    if (object?.fieldsByKey.get(key)?.isWritable !== true) return false
    const before = trigger.before?.[key] ?? null
    return isGone || (trigger.before !== null && JSON.stringify(before) !== JSON.stringify(value))
  })
  return Object.fromEntries(entries)
}
