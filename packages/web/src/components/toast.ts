import { shallowReactive } from 'vue'

export interface Toast {
  readonly id: number
  readonly kind: 'done' | 'problem'
  readonly text: string
  readonly action?: { readonly label: string; run(): void } | undefined
}

/** What is on the screen now; drawn by ToastHost.vue. */
export const toasts = shallowReactive<Toast[]>([])

let next = 1

/** Says something the eye cannot see on the screen itself, for 5 s (8 s with an action such as undo). */
export function toast(kind: Toast['kind'], text: string, action?: Toast['action']): void {
  const id = next++
  toasts.push({ id, kind, text, action })
  setTimeout(() => dismiss(id), action === undefined ? 5_000 : 8_000)
}

export function dismiss(id: number): void {
  const at = toasts.findIndex((one) => one.id === id)
  if (at !== -1) toasts.splice(at, 1)
}
