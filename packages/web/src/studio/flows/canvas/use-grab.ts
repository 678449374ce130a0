import { onBeforeUnmount, shallowRef, type Ref } from 'vue'
import type { Slot } from '../graph/flow'
import type { DropPlace, Point } from './geometry'
import { nearestPlace } from './geometry'

/** What is being dragged: a step, to be moved onto a way; or a way, to be led to a step. */
export type Grabbed = { readonly node: string } | { readonly slot: Slot }

export interface Grab {
  /** Set while something is dragged; `at` in canvas coordinates. */
  readonly active: Ref<
    { readonly what: Grabbed; readonly at: Point; readonly place?: DropPlace; readonly target?: string } | undefined
  >
  start(event: PointerEvent, what: Grabbed): void
}

interface Options {
  toCanvas(point: Point): Point
  places(): readonly DropPlace[]
  /** The step lies at a point of the screen. */
  nodeAt(point: Point): string | undefined
  drop(what: Grabbed, on: { readonly place?: DropPlace; readonly target?: string }): void
}

/** How far the pointer moves before a press is a drag, px. */
const THRESHOLD = 5

/** Dragging with pointer events; Esc gives up. What is a click stays a click. */
export function useGrab({ toCanvas, places, nodeAt, drop }: Options): Grab {
  const active: Grab['active'] = shallowRef()
  let pressed: { what: Grabbed; from: Point } | undefined

  const move = (event: PointerEvent): void => {
    if (pressed === undefined) return
    const point = { x: event.clientX, y: event.clientY }
    if (active.value === undefined && Math.hypot(point.x - pressed.from.x, point.y - pressed.from.y) < THRESHOLD) return
    const at = toCanvas(point)
    const { what } = pressed
    const place =
      'node' in what
        ? nearestPlace(
            places().filter(({ slot }) => slot.from !== what.node),
            at,
          )
        : undefined
    const target = 'slot' in what ? nodeAt(point) : undefined
    active.value = { what, at, ...(place === undefined ? {} : { place }), ...(target === undefined ? {} : { target }) }
  }
  const end = (): void => {
    const dragged = active.value
    stop()
    if (dragged === undefined) return
    // The click that follows a drag is none.
    addEventListener('click', swallow, { capture: true, once: true })
    setTimeout(() => removeEventListener('click', swallow, { capture: true }))
    drop(dragged.what, dragged)
  }
  const swallow = (event: MouseEvent): void => event.stopPropagation()
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || active.value === undefined) return
    event.stopPropagation()
    stop()
  }

  function stop(): void {
    pressed = undefined
    active.value = undefined
    removeEventListener('pointermove', move)
    removeEventListener('pointerup', end)
    removeEventListener('pointercancel', stop)
    removeEventListener('keydown', press, { capture: true })
  }

  onBeforeUnmount(stop)
  return {
    active,
    start: (event, what) => {
      if (event.button !== 0) return
      pressed = { what, from: { x: event.clientX, y: event.clientY } }
      addEventListener('pointermove', move)
      addEventListener('pointerup', end)
      addEventListener('pointercancel', stop)
      addEventListener('keydown', press, { capture: true })
    },
  }
}
