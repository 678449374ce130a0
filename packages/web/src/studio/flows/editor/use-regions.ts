import { onBeforeUnmount, onMounted } from 'vue'

/** F6 goes from region to region (`data-region`), Shift+F6 back; each takes the focus where it was last, else at its first stop. */
export function useRegions(): void {
  const last = new WeakMap<Element, HTMLElement>()

  const remember = (event: FocusEvent): void => {
    const target = event.target as HTMLElement
    const region = target.closest?.('[data-region]')
    if (region) last.set(region, target)
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'F6') return
    const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
      (one) => one.offsetParent !== null,
    )
    if (regions.length === 0) return
    event.preventDefault()
    const at = regions.findIndex((one) => one.contains(document.activeElement))
    const next = regions[(at + (event.shiftKey ? regions.length - 1 : 1)) % regions.length]
    if (next !== undefined) stopOf(next)?.focus()
  }
  function stopOf(region: HTMLElement): HTMLElement | null {
    const known = last.get(region)
    if (known?.isConnected === true && region.contains(known)) return known
    return (
      region.querySelector<HTMLElement>(
        '[tabindex="0"], a[href], button:not([disabled]):not([tabindex="-1"]), input:not([disabled])',
      ) ?? region
    )
  }

  onMounted(() => {
    addEventListener('keydown', press)
    addEventListener('focusin', remember)
  })
  onBeforeUnmount(() => {
    removeEventListener('keydown', press)
    removeEventListener('focusin', remember)
  })
}
