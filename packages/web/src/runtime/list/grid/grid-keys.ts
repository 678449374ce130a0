/** What a key means while the focus is in the grid. */
export type GridAction =
  | { readonly do: 'move'; readonly row: number; readonly column: number; readonly extend: boolean }
  | { readonly do: 'jump'; readonly to: 'rowStart' | 'rowEnd' | 'first' | 'last' }
  | { readonly do: 'page'; readonly direction: 1 | -1 }
  | { readonly do: 'open'; readonly inTab: boolean }
  | { readonly do: 'activate' }
  | { readonly do: 'edit' }
  | { readonly do: 'select' }
  | { readonly do: 'selectAll' }
  | { readonly do: 'escape' }

interface Pressed {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

const steps: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** `activate` is Enter: a title opens, a cell that may be changed is edited. */
export function gridAction({ key, shiftKey, ctrlKey, metaKey, altKey }: Pressed): GridAction | undefined {
  if (altKey) return undefined
  const isCommand = ctrlKey || metaKey
  const step = steps[key]
  if (step !== undefined) {
    const [row, column] = step
    if (isCommand) return undefined
    return { do: 'move', row, column, extend: shiftKey && row !== 0 }
  }
  switch (key) {
    case 'Home':
      return { do: 'jump', to: isCommand ? 'first' : 'rowStart' }
    case 'End':
      return { do: 'jump', to: isCommand ? 'last' : 'rowEnd' }
    case 'PageDown':
      return { do: 'page', direction: 1 }
    case 'PageUp':
      return { do: 'page', direction: -1 }
    case 'Enter':
      return isCommand ? { do: 'open', inTab: true } : { do: 'activate' }
    case 'F2':
      return { do: 'edit' }
    case ' ':
      return isCommand ? undefined : { do: 'select' }
    case 'a':
      return isCommand ? { do: 'selectAll' } : undefined
    case 'Escape':
      return { do: 'escape' }
    default:
      return undefined
  }
}
