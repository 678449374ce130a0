import type { Change } from '@tessera/metadata'

/** Keys of the modules that changes are about: what is put, and what layouts, views and workflows are for. Each once. */
export function modulesOf(changes: readonly Change[]): readonly string[] {
  const keys = changes.flatMap((change) => {
    if (change.op !== 'put') return []
    const { document } = change
    if (document.kind === 'object') return [document.key]
    return 'object' in document && typeof document.object === 'string' ? [document.object] : []
  })
  return [...new Set(keys)]
}
