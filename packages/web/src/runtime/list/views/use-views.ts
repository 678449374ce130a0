import type { Change, Localized, ViewDocument } from '@tessera/metadata'
import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import { useSession } from '@/app/session'
import type { ObjectModel } from '@/model/objects'
import { useWorkspace } from '@/model/workspace'
import { personalView, readPersonalViews, writePersonalViews, type PersonalView } from './personal-views'
import { documentOfState, type ViewState } from './view-state'
import { viewTabs, type ViewTab } from './view-tabs'

/** Publishes a change; gives the revision. */
type Publish = (change: Change) => Promise<number>

/**
 * The views of a module for the person who looks: which there are, which one is open, and what one can do with them. With
 * `wantsAll` an address that names no view opens one that leaves nothing out.
 */
export function useViews(
  object: ComputedRef<ObjectModel>,
  viewId: () => string | undefined,
  wantsAll: () => boolean = () => false,
) {
  const workspace = useWorkspace()
  const session = useSession()
  const user = (): string => session.me?.user.id ?? ''
  const personal = shallowRef<readonly PersonalView[]>(readPersonalViews(localStorage, user(), object.value))
  watch(object, (next) => (personal.value = readPersonalViews(localStorage, user(), next)))

  const tabs = computed(() => viewTabs(object.value, workspace.views, personal.value))
  const wanted = computed(() => tabs.value.find(({ id }) => id === viewId()))
  /** The open one; the first where the address names none, or one that is gone. */
  const current = computed<ViewTab>(() => {
    const found = wanted.value ?? (wantsAll() ? tabs.value.find(({ base }) => base.filter === undefined) : undefined)
    const opened = found ?? tabs.value[0]
    if (opened === undefined) throw new Error('a module without a view')
    return opened
  })
  const isMissing = computed(() => viewId() !== undefined && wanted.value === undefined)

  function keep(views: readonly PersonalView[]): void {
    personal.value = views
    writePersonalViews(localStorage, user(), object.value, views)
  }

  /** Keeps a state as a new personal view; gives its id. */
  function saveMine(name: string, state: ViewState): string {
    const id = `~${Date.now().toString(36)}`
    keep([...personal.value, personalView(id, name, state, object.value)])
    return id
  }

  function changeMine(id: string, change: { readonly name?: string; readonly state?: ViewState }): void {
    keep(
      personal.value.map((view) =>
        view.id === id ? personalView(id, change.name ?? view.name, change.state ?? view.state, object.value) : view,
      ),
    )
  }

  /** Takes a personal view away; gives what puts it back. */
  function removeMine(id: string): () => void {
    const before = personal.value
    keep(before.filter((view) => view.id !== id))
    return () => keep(before)
  }

  /** Publishes a state as a new view for everybody; gives its key. */
  async function saveShared(label: Localized, state: ViewState, publish: Publish): Promise<string> {
    const key = freeKey(object.value.key, new Set(workspace.views.map((view) => view.key.toLowerCase())))
    const view = { kind: 'view', key, object: object.value.key, type: 'table', label } as const
    await publish({ op: 'put', document: documentOfState(view, state) })
    return key
  }

  async function changeShared(document: ViewDocument, state: ViewState, publish: Publish): Promise<void> {
    await publish({ op: 'put', document: documentOfState(document, state) })
  }

  /** Takes a published view away; gives the revision that did. */
  const removeShared = ({ key }: ViewDocument, publish: Publish): Promise<number> =>
    publish({ op: 'delete', kind: 'view', key })

  return { tabs, current, isMissing, saveMine, changeMine, removeMine, saveShared, changeShared, removeShared }
}

function freeKey(object: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n += 1) {
    const key = `${object.slice(0, 30)}View${n}`
    if (!taken.has(key.toLowerCase())) return key
  }
}
