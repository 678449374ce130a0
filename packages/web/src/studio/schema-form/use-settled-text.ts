import { onBeforeUnmount, ref, watch, type Ref } from 'vue'

/** A text while it is typed, and how it becomes a value. */
export interface SettledText {
  /** What stands in the input. */
  readonly text: Ref<string>
  typed(next: string): void
  /** Tells what is there now: on leaving, on Enter. */
  settle(): void
}

/**
 * A text input that tells its owner once per gesture: on leaving, on Enter, or after 400 ms without a key. So one change is
 * one step to undo. What comes from outside meanwhile is shown unless it is what was told last.
 */
export function useSettledText(given: () => string, tell: (text: string) => void): SettledText {
  const text = ref(given())
  let told = text.value
  let timer: ReturnType<typeof setTimeout> | undefined

  watch(given, (next) => {
    if (next === told) return
    clearTimeout(timer)
    told = text.value = next
  })

  function settle(): void {
    clearTimeout(timer)
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
      timer = setTimeout(settle, 400)
    },
  }
}
