import { ref } from 'vue'

/** A list with one of its members at another place. */
export function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const next = [...list]
  const [member] = next.splice(from, 1)
  if (member === undefined) return list
  next.splice(Math.max(0, Math.min(to, next.length)), 0, member)
  return next
}

/**
 * Dragging a row of a list by its handle. `move(from, to)` is called whenever it passes the middle of another row; rows are of
 * one height. The keyboard way is the caller's: Alt and arrows.
 */
export function useReorder(move: (from: number, to: number) => void, isAllowed: (to: number) => boolean = () => true) {
  const dragged = ref<number>()

  function grab(event: PointerEvent, index: number): void {
    const handle = event.currentTarget
    const row = handle instanceof HTMLElement ? handle.closest('li') : null
    if (!(handle instanceof HTMLElement) || row === null || event.button > 0) return
    event.preventDefault()
    handle.setPointerCapture(event.pointerId)
    const { height } = row.getBoundingClientRect()
    let at = index
    let from = event.clientY
    dragged.value = index
    const pull = ({ clientY }: PointerEvent): void => {
      const steps = Math.round((clientY - from) / height)
      if (steps === 0 || !isAllowed(at + steps)) return
      move(at, at + steps)
      at += steps
      from += steps * height
      dragged.value = at
    }
    const drop = (): void => {
      dragged.value = undefined
      handle.removeEventListener('pointermove', pull)
    }
    handle.addEventListener('pointermove', pull)
    handle.addEventListener('pointerup', drop, { once: true })
    handle.addEventListener('pointercancel', drop, { once: true })
  }

  return { dragged, grab }
}
