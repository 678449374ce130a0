import { localize, type Texts, type WorkflowDocument } from '@tessera/metadata'
import { computed, nextTick, shallowRef, watch, type ComputedRef } from 'vue'
import { labelOf } from '@/app/i18n'
import { toast } from '@/components/toast'
import { useDraft } from '@/studio/draft/draft-store'
import { flowProblems } from '../checks/flow-problems'
import type { FlowProblem } from '../checks/flow-problem'
import { connect, moveNode, swapWays } from '../graph/connect'
import { duplicateNode } from '../graph/duplicate-node'
import { nodeOf, slotsInto, targetOf, TRIGGER, type Slot } from '../graph/flow'
import { insertNode } from '../graph/insert-node'
import { newNodeId } from '../graph/new-node-id'
import { removeNode, waysOn } from '../graph/remove-node'
import { t } from '../texts'
import type { FlowEditor } from './flow-editor'
import { useFlowView } from './use-flow-view'
import { useFlowWorld } from './use-flow-world'
import { useRecordTitles } from './use-record-titles'

/** How long after a change problems are looked for: not while a person types. */
const CHECK_MS = 150

/** The designer of one workflow of the draft. */
export function useFlowEditor(flow: ComputedRef<WorkflowDocument>): FlowEditor {
  const draft = useDraft()
  const titles = shallowRef<(id: string) => string | undefined>(() => undefined)
  const world = useFlowWorld((id) => titles.value(id))
  titles.value = useRecordTitles(
    flow,
    computed(() => world.value.objects),
  )
  const problems = shallowRef<readonly FlowProblem[]>([])
  const byNode = computed(() => {
    const map = new Map<string, FlowProblem[]>()
    for (const problem of problems.value) map.set(problem.node, [...(map.get(problem.node) ?? []), problem])
    return map
  })
  const view = useFlowView(flow, world, (id) => byNode.value.get(id) ?? [])
  const removing = shallowRef<string>()
  const menu = shallowRef<{ slot: Slot; anchor: DOMRect }>()

  watch(
    [flow, () => world.value.objects],
    (_now, _before, cleanUp) => {
      const timer = setTimeout(() => (problems.value = flowProblems(flow.value, world.value)), CHECK_MS)
      cleanUp(() => clearTimeout(timer))
    },
    { immediate: true },
  )
  // What is selected may go away by an undo.
  watch(flow, (now) => {
    const { selected } = view
    if (selected.value !== undefined && selected.value !== TRIGGER && nodeOf(now, selected.value) === undefined) {
      selected.value = undefined
    }
  })

  const titleOf = (type: string): Texts => world.value.actions.get(type)?.title ?? { 'zh-CN': type, en: type }
  const nameOf = (id: string): Texts => {
    const node = nodeOf(flow.value, id)
    if (node?.label === undefined) return titleOf(node?.type ?? '')
    return { 'zh-CN': localize(node.label, 'zh-CN'), en: localize(node.label, 'en') }
  }
  const named = (chinese: string, english: string, { 'zh-CN': zh, en }: Texts): Texts => ({
    'zh-CN': `${chinese} ${zh}`,
    en: `${english} ${en}`,
  })

  function change(label: Texts, to: (now: WorkflowDocument) => WorkflowDocument, join?: string): void {
    draft.run(
      label,
      (editor) => editor.change('workflow', flow.value.key, to),
      join === undefined ? {} : { join: `${flow.value.key}/${join}` },
    )
  }

  function insert(slot: Slot, type: string): void {
    const id = newNodeId(flow.value)
    const config = structuredClone(world.value.actions.get(type)?.initialConfig ?? {})
    change(named('添加步骤', 'Add step', titleOf(type)), (now) =>
      insertNode(now, slot, { id, type, config }, view.portsOf),
    )
    view.selected.value = id
  }

  function remove(id: string, keep: string | null): void {
    const after = keep === null ? undefined : targetOf(flow.value, { from: id, port: keep })
    const before = slotsInto(flow.value, id)[0]?.from
    change(named('删除步骤', 'Delete step', nameOf(id)), (now) => removeNode(now, id, keep))
    removing.value = undefined
    view.selected.value = after ?? before ?? TRIGGER
  }

  function askRemove(id: string): void {
    if (id === TRIGGER) return
    const ways = waysOn(flow.value, id, view.portsOf)
    if (ways.length > 1) removing.value = id
    else remove(id, ways[0]?.port ?? null)
  }

  function duplicate(id: string): void {
    const newId = newNodeId(flow.value)
    if (duplicateNode(flow.value, id, newId, view.portsOf) === undefined) return toast('problem', t('lastOne'))
    change(named('复制步骤', 'Duplicate step', nameOf(id)), (now) => duplicateNode(now, id, newId, view.portsOf) ?? now)
    view.selected.value = newId
  }

  function move(id: string, slot: Slot): boolean {
    const moved = moveNode(flow.value, id, slot, view.portsOf)
    if (moved === undefined) return false
    change(named('移动步骤', 'Move step', nameOf(id)), (now) => moveNode(now, id, slot, view.portsOf) ?? now)
    return true
  }

  return {
    ...view,
    problems: computed(() => problems.value),
    change,
    insert,
    askRemove,
    remove,
    duplicate,
    move,
    connect: (slot, target) => {
      const label =
        target === undefined ? { 'zh-CN': '断开连线', en: 'Disconnect' } : named('连接到', 'Connect to', nameOf(target))
      change(label, (now) => connect(now, slot, target))
    },
    swap: (id) => {
      const [a, b] = view.portsOf(nodeOf(flow.value, id)?.type ?? '') ?? []
      if (a === undefined || b === undefined) return
      change({ 'zh-CN': '交换分支', en: 'Swap ways' }, (now) => swapWays(now, id, [a, b]))
    },
    removing,
    menu,
    openMenu: (slot, anchor) => {
      menu.value = undefined
      void nextTick(() => (menu.value = { slot, anchor }))
    },
  }
}

/** Name of a workflow in the language of the screen. */
export const flowName = ({ label, key }: Pick<WorkflowDocument, 'label' | 'key'>): string => labelOf(label, key)
