import { onBeforeUnmount, ref, type Ref } from 'vue'

/** Dragging one row of the grid by its grip: which row, and before which row it would land. */
export function useDragRow(root: Ref<HTMLElement | undefined>, drop: (from: number, to: number, at: number) => void) {
  const from = ref<number>()
  const line = ref<number>()

  function move(event: PointerEvent): void {
    const rows = [...(root.value?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const below = rows.find((row) => {
      const { top, height } = row.getBoundingClientRect()
      return event.clientY < top + height / 2
    })
    const last = rows.at(-1)
    line.value = Number((below ?? last)?.dataset.row ?? Number.NaN)
  }

  function end(event: PointerEvent): void {
    const [row, at] = [from.value, line.value]
    stop()
    if (event.type === 'pointerup' && row !== undefined && at !== undefined && at !== row && at !== row + 1) {
      drop(row, row, at)
    }
  }

  function cancel(event: KeyboardEvent): void {
    if (event.key === 'Escape') stop()
  }

  function stop(): void {
    from.value = undefined
    line.value = undefined
    removeEventListener('pointermove', move)
    removeEventListener('pointerup', end)
    removeEventListener('pointercancel', end)
    removeEventListener('keydown', cancel)
  }

  onBeforeUnmount(stop)
  return {
    from,
    line,
    start(event: PointerEvent, row: number): void {
      if (event.button !== 0) return
      event.preventDefault()
      from.value = row
      addEventListener('pointermove', move)
      addEventListener('pointerup', end)
      addEventListener('pointercancel', end)
      addEventListener('keydown', cancel)
    },
  }
}
