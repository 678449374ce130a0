import type { LayoutItem, LayoutSection } from '@tessera/metadata'
import { shallowRef } from 'vue'

/** What was copied or cut last, for all layouts of the studio. */
export type Clip =
  | { readonly kind: 'items'; readonly object: string; readonly items: readonly LayoutItem[] }
  | { readonly kind: 'section'; readonly object: string; readonly section: LayoutSection }

export const clip = shallowRef<Clip>()
