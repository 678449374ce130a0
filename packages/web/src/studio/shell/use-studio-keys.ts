import { onBeforeUnmount, onMounted } from 'vue'
import { useDraft } from '../draft/draft-store'
import { usePanel } from '@/model/use-panel'

/** Places that text is typed into: their own keys come first. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement) || target.dataset.nav !== undefined) return false
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}

/** The keys every designer has: undo, save, publish, problems, help, regions. A designer that handled a key prevented it. */
export function useStudioKeys(): void {
  const draft = useDraft()
  const panel = usePanel()

  function onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || !draft.isOpen) return
    const act = actOf(event)
    if (act === undefined) return
    event.preventDefault()
    act()
  }

  function actOf(event: KeyboardEvent): (() => void) | undefined {
    const isCommand = event.ctrlKey || event.metaKey
    const key = event.key.toLowerCase()
    if (event.key === 'F6') return () => nextRegion(event.shiftKey)
    if (isCommand && key === 's') return () => void draft.flush()
    if (isCommand && event.key === 'Enter') return draft.isDirty ? () => panel.open('publish') : undefined
    if (isTyping(event.target)) return undefined
    if (isCommand && key === 'z') return event.shiftKey ? () => draft.redo() : () => draft.undo()
    if (isCommand && key === 'y') return () => draft.redo()
    if (isCommand || event.altKey) return undefined
    if (event.key === '?') return () => panel.open('keys')
    if (event.key === '.') return () => panel.open('problems')
    return undefined
  }

  onMounted(() => document.addEventListener('keydown', onKey))
  onBeforeUnmount(() => document.removeEventListener('keydown', onKey))
}

/** F6: to the first thing that can be focused in the next region (`data-region`). */
function nextRegion(back: boolean): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (one) => one.offsetParent !== null,
  )
  if (regions.length === 0) return
  const at = regions.findIndex((region) => region.contains(document.activeElement))
  const next = regions[(at + (back ? -1 : 1) + regions.length) % regions.length]
  const stop = next?.querySelector<HTMLElement>(
    '[tabindex="0"], a[href], button:not([disabled]), input:not([disabled]), textarea, select',
  )
  ;(stop ?? next)?.focus()
}
