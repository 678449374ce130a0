import { actionDefinitions, triggerDefinitions } from '@tessera/blocks/definitions'
import { computed, type ComputedRef } from 'vue'
import { useDraft } from '@/studio/draft/draft-store'
import type { FlowWorld } from '../flow-world'
import { stableMap } from './stable'

/** What flows are read against: the modules of the draft, today's kinds of steps. Same object while nothing of it changed. */
export function useFlowWorld(titleOf?: (id: string) => string | undefined): ComputedRef<FlowWorld> {
  const draft = useDraft()
  const objects = computed<FlowWorld['objects']>((before) => stableMap(before, draft.objects))
  return computed(() => ({
    objects: objects.value,
    actions: actionDefinitions,
    triggers: triggerDefinitions,
    titleOf,
  }))
}
