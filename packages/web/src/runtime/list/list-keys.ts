import { onBeforeUnmount, onMounted } from 'vue'

interface Keys {
  create(): void
  filter(): void
  search(): void
  escape(): void
}

/** The keys of a list, wherever the focus is, except where one types or something lies over the list. */
export function useListKeys({ create, filter, search, escape }: Keys): void {
  function pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || event.altKey) return
    const { target } = event
    if (document.querySelector('.side-sheet, dialog[open], .app-popover') !== null) return
    const isTyping =
      target instanceof HTMLElement &&
      target.matches('input:not([type=checkbox]), textarea, select, [contenteditable=true]')
    const isCommand = event.ctrlKey || event.metaKey
    if (isCommand && event.key.toLowerCase() === 'f' && !event.shiftKey) act(event, search)
    else if (isTyping || isCommand || event.shiftKey) return
    else if (event.key === 'c') act(event, create)
    else if (event.key === 'f') act(event, filter)
    else if (event.key === '/') act(event, search)
    else if (event.key === 'Escape') escape()
  }
  onMounted(() => addEventListener('keydown', pressed))
  onBeforeUnmount(() => removeEventListener('keydown', pressed))
}

function act(event: KeyboardEvent, action: () => void): void {
  event.preventDefault()
  action()
}
