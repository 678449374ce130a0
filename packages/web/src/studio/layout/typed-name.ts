import { ref, type Ref } from 'vue'
import { useDraft } from '../draft/draft-store'
import type { NodeKey } from './model/layout-tree'

/** Which name is typed over on the canvas, and what of it until it is done: kept for when the tab dies. */
export interface TypedName {
  /** The part whose name is being typed. */
  readonly renaming: Ref<NodeKey | undefined>
  /** What was typed over the name of a part when the tab died; undefined: nothing. */
  typedName(key: NodeKey): string | undefined
  keepName(key: NodeKey, text: string): void
  endRename(): void
  /** Opens the name again that was being typed; the part, when there is one. */
  resumeRename(): NodeKey | undefined
}

/** `place`: the layout; `isThere`: whether it has a part. */
export function useTypedName(place: () => string, isThere: (key: NodeKey) => boolean): TypedName {
  const draft = useDraft()
  const renaming = ref<NodeKey>()
  return {
    renaming,
    typedName: (key) => {
      const typing = draft.typingAt(place())
      return typing?.part === key ? typing.text : undefined
    },
    keepName: (key, text) => draft.keepTyping(place(), key, text),
    endRename: () => {
      draft.dropTyping(place())
      renaming.value = undefined
    },
    resumeRename: () => {
      const key = draft.typingAt(place())?.part
      if (key !== undefined && isThere(key)) renaming.value = key
      return renaming.value
    },
  }
}
