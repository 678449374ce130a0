import { onBeforeUnmount, onMounted } from 'vue'
import type { LayoutEditor } from './layout-editor'
import type { Direction } from './model/layout-navigation'

/** What the page does for keys that are not the editor's. */
export interface LayoutKeyActs {
  /** The canvas, or undefined while it does not take keys (preview, quick insert open, too narrow). */
  canvas(): HTMLElement | undefined
  focusCanvas(): void
  insert(): void
  preview(): void
  leavePreview(): boolean
  toggleLeft(): void
  toggleRight(): void
}

const directions: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}

/**
 * The keyboard map of designers on a layout. Keys that work on the selection need the focus in the canvas; `/`, `P`, `[` and `]`
 * work everywhere but where text is typed. What is handled here is prevented, so that the studio's own keys leave it alone.
 */
export function useLayoutKeys(editor: LayoutEditor, acts: LayoutKeyActs): void {
  function onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || isTyping(event.target)) return
    // A sheet or list over the designer has the keys.
    if (document.querySelector('[role="dialog"], .pick-list') !== null) return
    const canvas = acts.canvas()
    const isInside = canvas?.contains(document.activeElement) === true
    const act = (isInside ? canvasKey(event) : undefined) ?? pageKey(event, isInside)
    if (act === undefined) return
    event.preventDefault()
    act()
  }

  function pageKey(event: KeyboardEvent, isInside: boolean): (() => void) | undefined {
    if (event.ctrlKey || event.metaKey || event.altKey) return undefined
    switch (event.key) {
      case '[':
        return acts.toggleLeft
      case ']':
        return acts.toggleRight
      case 'p':
      case 'P':
        return acts.preview
      case '/':
        return acts.canvas() === undefined ? undefined : acts.insert
      case 'Escape':
        return escape(isInside)
      default:
        return undefined
    }
  }

  function escape(isInside: boolean): (() => void) | undefined {
    return () => {
      if (acts.leavePreview()) return
      if (!isInside) acts.focusCanvas()
      else editor.goUp()
    }
  }

  function canvasKey(event: KeyboardEvent): (() => void) | undefined {
    const direction = directions[event.key]
    const isCommand = event.ctrlKey || event.metaKey
    if (direction !== undefined && !isCommand) return arrow(event, direction)
    if (isCommand) return commandKey(event)
    if (event.altKey) return undefined
    switch (event.key) {
      case 'Enter':
        // A button or link in the canvas is pressed by it.
        if (event.target instanceof Element && event.target.closest('button, a[href]') !== null) return undefined
        return () => editor.beginRename()
      case 'F2':
        return () => editor.beginRename()
      case 'Delete':
      case 'Backspace':
        return () => editor.remove()
      default:
        return undefined
    }
  }

  function arrow(event: KeyboardEvent, direction: Direction): () => void {
    if (event.altKey && event.shiftKey)
      return () => editor.widen(direction === 'right' || direction === 'down' ? 1 : -1)
    if (event.altKey) return () => editor.moveBy(direction)
    return () => editor.go(direction, event.shiftKey)
  }

  function commandKey({ key }: KeyboardEvent): (() => void) | undefined {
    switch (key.toLowerCase()) {
      case 'a':
        return editor.selectAll
      case 'c':
        return () => editor.copy()
      case 'x':
        return () => editor.copy(true)
      case 'v':
        return editor.paste
      case 'd':
        return editor.duplicate
      default:
        return undefined
    }
  }

  onMounted(() => document.addEventListener('keydown', onKey))
  onBeforeUnmount(() => document.removeEventListener('keydown', onKey))
}
