import { actionDefinitions, triggerDefinitions } from '@tessera/blocks/definitions'
import type { WorkflowDocument } from '@tessera/metadata'
import { onBeforeUnmount } from 'vue'
import { stableMap } from '../editor/stable'
import { useDraft } from '@/studio/draft/draft-store'
import type { DocumentCheck, DraftProblem } from '@/studio/draft/problems'
import type { FlowWorld } from '../flow-world'
import { flowProblems } from './flow-problems'

/** Tells the draft what is wrong with its workflows, for the header and the publish dialog, while a screen of them is open. */
export function useFlowChecks(): void {
  const draft = useDraft()
  const known = new WeakMap<WorkflowDocument, { objects: FlowWorld['objects']; problems: readonly DraftProblem[] }>()
  let objects: FlowWorld['objects'] | undefined

  const check: DocumentCheck = (document) => {
    if (document.kind !== 'workflow') return []
    objects = stableMap(objects, draft.objects)
    const before = known.get(document)
    if (before?.objects === objects) return before.problems
    const problems = draftProblems(document, objects)
    known.set(document, { objects, problems })
    return problems
  }

  function draftProblems(flow: WorkflowDocument, about: FlowWorld['objects']): readonly DraftProblem[] {
    const world = { objects: about, actions: actionDefinitions, triggers: triggerDefinitions }
    return flowProblems(flow, world).map(({ id, grade, message, hint, pointer, fix }) => ({
      id: `workflow:${flow.key}:${id}`,
      grade,
      message,
      hint,
      kind: 'workflow',
      key: flow.key,
      pointer,
      ...(fix === undefined
        ? {}
        : {
            fix: {
              label: fix.label,
              run: () => draft.run(fix.label, (editor) => editor.change('workflow', flow.key, fix.apply)),
            },
          }),
    }))
  }

  draft.checks.add(check)
  onBeforeUnmount(() => draft.checks.delete(check))
}
