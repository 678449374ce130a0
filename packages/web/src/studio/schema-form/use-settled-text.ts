import { onBeforeUnmount, ref, watch, type Ref } from 'vue'

/** A text while it is typed, and how it becomes a value. */
export interface SettledText {
  /** What stands in the input. */
  readonly text: Ref<string>
  typed(next: string): void
  /** Tells what is there now: on leaving, on Enter. */
  settle(): void
}

const PAUSE_MS = 400
const LONGEST_MS = 2_000

/**
 * A text input that tells its owner once per gesture: on leaving, on Enter, or after 400 ms without a key. So one change is
 * one step to undo; who types on and on is told of every two seconds, so that a tab that dies loses no more. What comes from
 * outside meanwhile is shown unless it is what was told last, perhaps without the space one has just typed.
 */
export function useSettledText(given: () => string, tell: (text: string) => void): SettledText {
  const text = ref(given())
  let told = text.value
  let timer: ReturnType<typeof setTimeout> | undefined
  let firstKeyAt: number | undefined

  watch(given, (next) => {
    if (next === told || next === told.trim()) return
    clearTimeout(timer)
    told = text.value = next
  })

  function settle(): void {
    clearTimeout(timer)
    firstKeyAt = undefined
    if (text.value === told) return
    told = text.value
    tell(text.value)
  }

  onBeforeUnmount(settle)
  return {
    text,
    settle,
    typed: (next) => {
      text.value = next
      clearTimeout(timer)
      const now = Date.now()
      firstKeyAt ??= now
      timer = setTimeout(settle, Math.max(0, Math.min(PAUSE_MS, firstKeyAt + LONGEST_MS - now)))
    },
  }
}
