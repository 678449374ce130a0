import type { LinkedValue } from '@tessera/blocks/web'
import { computed, onBeforeUnmount, onMounted, ref, shallowReactive, watch, type ComputedRef } from 'vue'
import { useRouter } from 'vue-router'
import { quickPanels, withoutPanel, withPanel, type QuickPanel } from './quick-panels'
import { may } from './rights'
import { useWorkspace } from './workspace'
import { writableFields } from './writable-fields'

/** Sheets over sheets: more than this nobody finds back from. */
const DEEPEST = 3

/** Who waits for the record that a sheet makes, by the sheet's place from below. */
const waiting = shallowReactive(new Map<number, (made: LinkedValue | undefined) => void>())
/** Frames on the screen that draw the sheets; the studio has none. */
const hosts = ref(0)
/** Whether this person may make records, by object and revision. */
const allowed = shallowReactive(new Map<string, boolean>())

export interface QuickCreate {
  /** May this person make a record of the object in a sheet over this page? False until the server said so. */
  may(object: string): boolean
  /** Opens the sheet with values to start with. */
  open(object: string, values: QuickPanel['values']): Promise<void>
  /** The same for an input that wants the new record as its value. Undefined: the person changed their mind. */
  choose(object: string, values: QuickPanel['values']): Promise<LinkedValue | undefined>
}

/** Making a record without leaving the page: a sheet over it, which Back closes. */
export function useQuickCreate(): QuickCreate {
  const router = useRouter()
  const workspace = useWorkspace()

  function isAllowed(object: string): boolean {
    const name = `${object} ${workspace.revision}`
    const known = allowed.get(name)
    if (known !== undefined) return known
    void writableFields(object, workspace.revision).then(
      ({ size }) => allowed.set(name, size > 0),
      () => undefined,
    )
    return false
  }

  async function push(panel: QuickPanel): Promise<boolean> {
    const { query, hash } = router.currentRoute.value
    return (await router.push({ query: withPanel(query, panel), hash })) === undefined
  }

  return {
    may(object) {
      const model = workspace.object(object)
      if (hosts.value === 0 || model === undefined || !may(model, 'create')) return false
      return quickPanels(router.currentRoute.value.query).length < DEEPEST && isAllowed(object)
    },
    async open(object, values) {
      await push({ object, values })
    },
    choose(object, values) {
      const depth = quickPanels(router.currentRoute.value.query).length
      return new Promise((resolve) => {
        waiting.set(depth, resolve)
        void push({ object, values }).then((isOpen) => isOpen || settle(depth, undefined))
      })
    },
  }
}

function settle(depth: number, made: LinkedValue | undefined): void {
  waiting.get(depth)?.(made)
  waiting.delete(depth)
}

/** A sheet that is open; `isChoice`: somebody waits for its record. */
export type OpenPanel = QuickPanel & { readonly isChoice: boolean }

/** The sheets that the address asks for, for the frame that draws them. */
export function useQuickPanels(): {
  readonly panels: ComputedRef<readonly OpenPanel[]>
  /** Gives the record to whoever waits for it. */
  made(depth: number, record: LinkedValue): void
  /** Closes the uppermost sheet, as Back would. */
  close(): Promise<void>
} {
  const router = useRouter()
  const panels = computed(() =>
    quickPanels(router.currentRoute.value.query).map((panel, depth) => ({ ...panel, isChoice: waiting.has(depth) })),
  )
  onMounted(() => (hosts.value += 1))
  onBeforeUnmount(() => (hosts.value -= 1))
  watch(
    () => panels.value.length,
    (length) => {
      for (const depth of [...waiting.keys()]) if (depth >= length) settle(depth, undefined)
    },
    { flush: 'post' },
  )

  async function close(): Promise<void> {
    const { query, hash, path } = router.currentRoute.value
    const below = router.resolve({ path, query: withoutPanel(query), hash })
    // Opened from the page below: going back leaves no trace of the sheet.
    if (history.state?.back === below.fullPath) router.back()
    else await router.replace(below)
  }

  return { panels, made: (depth, record) => waiting.get(depth)?.(record), close }
}
