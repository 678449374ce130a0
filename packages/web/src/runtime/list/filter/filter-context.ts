import type { FilterOperator, WebField, WebWorld } from '@tessera/blocks/web'
import type { InjectionKey } from 'vue'
import type { ObjectModel } from '@/model/objects'
import type { PathField } from '../columns/columns'

/** What editors of conditions need of the list they belong to. */
export interface FilterContext {
  readonly object: ObjectModel
  readonly world: WebWorld
  fieldOf(path: string): PathField | undefined
  operatorsOf(path: string): readonly FilterOperator[] | undefined
  labelOf(path: string): string
  /** Objects that a lookup or person field points to. */
  targetsOf(field: WebField): readonly ObjectModel[]
  /** May formulas be shown? */
  readonly showsFormulas: boolean
  /** Called when a field may be chosen. */
  learnFormulas(): void
}

export const filterContextKey: InjectionKey<FilterContext> = Symbol('filter')
