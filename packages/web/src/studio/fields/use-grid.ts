import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { gridColumns, type GridColumn } from './grid-cells'

export interface Cell {
  readonly row: number
  readonly column: number
}

/** From the upper left cell to the lower right one, both included. */
export interface Block {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** Which cell is active, which block is selected, and whether the active cell is being edited. */
export interface Grid {
  readonly active: Ref<Cell>
  readonly block: ComputedRef<Block>
  readonly isEditing: Ref<boolean>
  readonly column: ComputedRef<GridColumn>
  /** Moves the active cell; with `extend` the block grows from where it was. Stays inside the grid. */
  moveTo(row: number, column: number, extend?: boolean): void
  moveBy(rows: number, columns: number, extend?: boolean): void
  /** To the next cell in reading order; false at the end. */
  next(step: 1 | -1): boolean
  isSelected(row: number, column: number): boolean
  selectRows(from: number, to: number): void
}

/** `rows`: how many rows there are, the empty last one included. */
export function useGrid(rows: () => number): Grid {
  const active = ref<Cell>({ row: 0, column: 0 })
  const anchor = ref<Cell>({ row: 0, column: 0 })
  const isEditing = ref(false)
  const width = gridColumns.length

  const block = computed<Block>(() => ({
    top: Math.min(active.value.row, anchor.value.row),
    left: Math.min(active.value.column, anchor.value.column),
    bottom: Math.max(active.value.row, anchor.value.row),
    right: Math.max(active.value.column, anchor.value.column),
  }))

  function moveTo(row: number, column: number, extend = false): void {
    const cell = {
      row: Math.max(0, Math.min(row, rows() - 1)),
      column: Math.max(0, Math.min(column, width - 1)),
    }
    active.value = cell
    if (!extend) anchor.value = cell
    isEditing.value = false
  }

  return {
    active,
    block,
    isEditing,
    column: computed(() => gridColumns[active.value.column] ?? 'label'),
    moveTo,
    moveBy: (down, right, extend) => moveTo(active.value.row + down, active.value.column + right, extend),
    next: (step) => {
      const { row, column } = active.value
      const place = row * width + column + step
      if (place < 0 || place >= rows() * width) return false
      moveTo(Math.floor(place / width), place % width)
      return true
    },
    isSelected: (row, column) => {
      const { top, left, bottom, right } = block.value
      return row >= top && row <= bottom && column >= left && column <= right
    },
    selectRows: (from, to) => {
      anchor.value = { row: from, column: width - 1 }
      active.value = { row: to, column: 0 }
      isEditing.value = false
    },
  }
}
