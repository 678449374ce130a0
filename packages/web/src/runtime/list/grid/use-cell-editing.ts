import { shallowRef, type Ref } from 'vue'
import type { RecordValues } from '@/api/records'
import { useWorld } from '@/model/world'
import { valueAt } from '../columns/columns'
import { saveCell } from '../data/save-cell'
import { titleOf } from '../data/titles'
import type { List } from '../use-list'
import type { CellPlace, GridColumn } from './grid-source'

/** A cell that is being changed. */
export interface EditedCell {
  readonly record: RecordValues
  readonly column: GridColumn
  readonly place: CellPlace
}

/** Changing one cell of the grid in its place: which one it is, and where the keyboard goes on when it is done. */
export function useCellEditing(
  object: () => string,
  { rows, columns, replace }: List,
  grid: Readonly<Ref<{ moveTo(place: CellPlace): void } | undefined>>,
) {
  const world = useWorld()
  const editing = shallowRef<EditedCell>()

  const titleText = (record: RecordValues): string => {
    const [column] = columns.value
    return column === undefined ? '' : column.field.look.text(valueAt(record, column.path), column.field, world.value)
  }

  async function save(value: unknown, then: 'stay' | 'down' | 'right' | 'left'): Promise<void> {
    const at = editing.value
    editing.value = undefined
    if (at === undefined) return
    const { record, column, place } = at
    const next = {
      stay: place,
      down: { row: Math.min(place.row + 1, rows.value.length - 1), column: place.column },
      right: { row: place.row, column: Math.min(place.column + 1, columns.value.length - 1) },
      left: { row: place.row, column: Math.max(0, place.column - 1) },
    }[then]
    if (then !== 'stay') grid.value?.moveTo(next)
    const { target, links } = column.field.model
    const titled = (id: unknown): unknown => (typeof id === 'string' ? { id, title: titleOf(id) ?? '…' } : id)
    const isMany = links !== undefined && Array.isArray(value)
    const shown = isMany ? value.map(titled) : target === undefined ? value : titled(value)
    await saveCell({ object: object(), record, column, value, shown, titleOf: titleText, replace })
  }

  function cancel(): void {
    const place = editing.value?.place
    editing.value = undefined
    if (place !== undefined) grid.value?.moveTo(place)
  }

  return { editing, save, cancel }
}
