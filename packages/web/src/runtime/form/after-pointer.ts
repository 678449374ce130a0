let isDown = false
let wired = false

function wire(): void {
  if (wired) return
  wired = true
  addEventListener('pointerdown', () => (isDown = true), true)
  for (const end of ['pointerup', 'pointercancel', 'dragend']) addEventListener(end, () => (isDown = false), true)
}

/**
 * Runs when no button is pressed. What is said when a field is left must not move the thing the person is just pressing:
 * the press would miss it.
 */
export function afterPointer(run: () => void): void {
  if (!isDown) return run()
  const wait = (): void => void setTimeout(run, 0)
  addEventListener('pointerup', wait, { once: true })
}

wire()
