import { gridColumns } from './grid-cells'
import type { Grid } from './use-grid'

export interface GridKeyActions {
  readonly grid: Grid
  rows(): number
  edit(initial?: string): void
  commit(): boolean
  cancel(): void
  clear(): void
  fill(): void
  move(by: -1 | 1): void
  toggle(): void
  toNew(): void
}

/** The keys of the grid. What it handles it prevents; everything else is left to the designer around it. */
export function useGridKeys(actions: GridKeyActions): (event: KeyboardEvent) => void {
  const { grid } = actions

  return (event) => {
    if (event.isComposing || event.defaultPrevented) return
    const isHandled = grid.isEditing.value ? editingKey(event) : movingKey(event)
    if (!isHandled) return
    event.preventDefault()
    event.stopPropagation()
  }

  function editingKey(event: KeyboardEvent): boolean {
    switch (event.key) {
      case 'Enter':
        if (event.ctrlKey || event.metaKey) {
          actions.commit()
          return false
        }
        return actions.commit() ? moved(() => grid.moveBy(event.shiftKey ? -1 : 1, 0)) : true
      case 'Tab':
        return actions.commit() ? moved(() => grid.next(event.shiftKey ? -1 : 1)) : true
      case 'ArrowUp':
      case 'ArrowDown':
        return actions.commit() ? moved(() => grid.moveBy(event.key === 'ArrowUp' ? -1 : 1, 0)) : true
      case 'Escape':
        actions.cancel()
        return true
      default:
        return false
    }
  }

  function movingKey(event: KeyboardEvent): boolean {
    const isCommand = event.ctrlKey || event.metaKey
    const steps: Readonly<Record<string, readonly [number, number]>> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
    }
    const step = steps[event.key]
    if (step !== undefined) return arrow(event, step, isCommand)
    const { row } = grid.active.value
    switch (event.key) {
      case 'Home':
        return moved(() => grid.moveTo(isCommand ? 0 : row, 0, event.shiftKey))
      case 'End':
        return moved(() => grid.moveTo(isCommand ? actions.rows() - 1 : row, gridColumns.length - 1, event.shiftKey))
      case 'PageUp':
        return moved(() => grid.moveBy(-10, 0, event.shiftKey))
      case 'PageDown':
        return moved(() => grid.moveBy(10, 0, event.shiftKey))
      case 'Tab':
        return grid.next(event.shiftKey ? -1 : 1)
      case 'F2':
        return moved(() => actions.edit())
      case 'Enter':
        if (isCommand) return false
        return moved(() => (isBox() ? grid.moveBy(1, 0) : actions.edit()))
      case ' ':
        if (isBox()) return moved(() => actions.toggle())
        return grid.column.value === 'type' ? moved(() => actions.edit()) : false
      case 'Delete':
      case 'Backspace':
        return moved(() => actions.clear())
      case '/':
        return moved(() => actions.toNew())
      default:
        return command(event, isCommand)
    }
  }

  function arrow(event: KeyboardEvent, [down, right]: readonly [number, number], isCommand: boolean): boolean {
    if (event.altKey) {
      if (down === 0) return false
      actions.move(down < 0 ? -1 : 1)
      return true
    }
    const far = isCommand ? 10_000 : 1
    grid.moveBy(down * far, right * far, event.shiftKey)
    return true
  }

  function command(event: KeyboardEvent, isCommand: boolean): boolean {
    const key = event.key.toLowerCase()
    if (isCommand && key === 'd') return moved(() => actions.fill())
    if (isCommand && key === 'a') {
      return moved(() => {
        grid.moveTo(0, 0)
        grid.moveTo(actions.rows() - 1, gridColumns.length - 1, true)
      })
    }
    // A letter on a type opens the gallery with it; text cells take letters by their own input.
    const isLetter = event.key.length === 1 && !isCommand && !event.altKey
    if (isLetter && grid.column.value === 'type') return moved(() => actions.edit(event.key))
    return false
  }

  function isBox(): boolean {
    return grid.column.value === 'required' || grid.column.value === 'unique'
  }

  function moved(act: () => unknown): boolean {
    act()
    return true
  }
}
