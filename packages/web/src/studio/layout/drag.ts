import { onScopeDispose, shallowRef, type InjectionKey } from 'vue'
import type { LayoutEditor } from './layout-editor'
import { dropOfItem, dropOfSection, type Box, type Drop, type SectionBox } from './model/drop-place'
import { columnAt, flowOf } from './model/layout-flow'
import { moveItems } from './model/layout-operations'
import { itemsOf, type NodeKey } from './model/layout-tree'
import { isList } from './model/effective-layout'
import { layoutTexts as t } from './texts'

/** What is dragged: fields or a block from the palette, items or a section of the canvas. */
export type Dragged =
  | { readonly kind: 'fields'; readonly fields: readonly string[]; readonly name: string }
  | { readonly kind: 'newSection'; readonly name: string }
  | { readonly kind: 'items'; readonly keys: readonly NodeKey[]; readonly name: string }
  | { readonly kind: 'section'; readonly at: number; readonly name: string }

export interface Dragging {
  readonly what: Dragged
  readonly x: number
  readonly y: number
  readonly drop: Drop | undefined
  /** Where it would go, in words. */
  readonly target: string
}

const THRESHOLD = 4
const EDGE = 48

/**
 * Dragging by pointer: nothing moves while one drags but a line at the place and a label that names it; letting go is one step.
 * Esc gives up. Everything it does can be done by click and by keys too.
 */
export function useLayoutDrag(editor: LayoutEditor, canvas: () => HTMLElement | undefined) {
  const dragging = shallowRef<Dragging>()
  let begun: { what: Dragged; x: number; y: number } | undefined
  let boxes: readonly SectionBox[] = []
  let measuredAt = -1
  let frame = 0
  let pointer = { x: 0, y: 0 }

  function start(what: Dragged, event: PointerEvent): void {
    if (event.button !== 0 || !event.isPrimary) return
    begun = { what, x: event.clientX, y: event.clientY }
    document.addEventListener('pointermove', move)
    document.addEventListener('pointerup', finish)
    document.addEventListener('pointercancel', cancel)
    document.addEventListener('keydown', press, true)
  }

  function move(event: PointerEvent): void {
    if (begun === undefined) return
    pointer = { x: event.clientX, y: event.clientY }
    if (dragging.value === undefined) {
      if (Math.hypot(pointer.x - begun.x, pointer.y - begun.y) < THRESHOLD) return
      document.documentElement.classList.add('is-dragging-layout')
      getSelection()?.removeAllRanges()
      measuredAt = -1
      frame = requestAnimationFrame(scroll)
    }
    event.preventDefault()
    update()
  }

  function update(): void {
    if (begun === undefined) return
    measure()
    const { what } = begun
    const drop = isOverCanvas() ? dropFor(what) : undefined
    dragging.value = { what, ...pointer, drop, target: drop === undefined ? t('dragHint') : wordsFor(what, drop) }
  }

  function isOverCanvas(): boolean {
    const box = canvas()?.getBoundingClientRect()
    if (box === undefined) return false
    const { x, y } = pointer
    return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom
  }

  /** Boxes of sections and items; measured again when the canvas has scrolled. */
  function measure(): void {
    const root = canvas()
    if (root === undefined || root.scrollTop === measuredAt) return
    measuredAt = root.scrollTop
    boxes = [...root.querySelectorAll<HTMLElement>('[data-section]')].map((section) => ({
      box: boxOf(section),
      items: [...section.querySelectorAll<HTMLElement>('[data-item]')].map(boxOf),
    }))
  }

  function dropFor(what: Dragged): Drop {
    const isWhole = what.kind === 'section' || what.kind === 'newSection'
    if (isWhole) return dropOfSection(pointer.y, boxes)
    const drop = dropOfItem(pointer.x, pointer.y, boxes)
    if (drop.kind === 'item' || !isList(editor.variant())) return drop
    // A list has one section only: beyond its edge is its beginning or its end.
    const items = editor.sections.value[0]?.items.length ?? 0
    return { ...drop, kind: 'item', place: { section: 0, index: drop.place.section === 0 ? 0 : items } }
  }

  function wordsFor(what: Dragged, { kind, place }: Drop): string {
    if (what.kind === 'section' || what.kind === 'newSection') return t('dropSectionHere')
    if (kind === 'section') return t('dropSection')
    if (isList(editor.variant())) return t('dropIntoList', { n: place.index + 1 })
    const section = editor.sections.value[place.section]
    const column = columnFor(what, place.section, place.index)
    return section === undefined
      ? t('dropSection')
      : t('dropInto', { section: editor.sectionName(place.section), column: column + 1 })
  }

  /** The column it would stand in, after what is moved has left its place. */
  function columnFor(what: Dragged, section: number, index: number): number {
    if (what.kind !== 'items') return columnAt(editor.sections.value[section] ?? { items: [] }, index)
    const moved = moveItems(editor.sections.value, what.keys, { section, index })
    const [first] = itemsOf(moved.sections, moved.selection)
    if (first === undefined) return 0
    return flowOf(moved.sections[first.section] ?? { items: [] })[first.index]?.column ?? 0
  }

  function finish(): void {
    const done = dragging.value
    stop()
    if (done?.drop === undefined) return
    suppressClick()
    const { what, drop } = done
    const { section, index } = drop.place
    if (what.kind === 'newSection') editor.addSection(section)
    else if (what.kind === 'section') editor.moveSectionTo(what.at, section)
    else if (drop.kind === 'section') {
      editor.addSectionWith(section, what.kind === 'fields' ? what.fields : [], what.kind === 'items' ? what.keys : [])
    } else if (what.kind === 'fields') editor.addFields(what.fields, { section, index })
    else editor.moveTo(what.keys, { section, index })
  }

  /** The click that follows letting go is no click on what lies below. */
  function suppressClick(): void {
    const swallow = (event: MouseEvent): void => event.stopPropagation()
    document.addEventListener('click', swallow, { capture: true, once: true })
    setTimeout(() => document.removeEventListener('click', swallow, true), 50)
  }

  function cancel(): void {
    if (dragging.value !== undefined) editor.announce(t('cancelled'))
    stop()
  }

  function press(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || dragging.value === undefined) return
    event.preventDefault()
    event.stopPropagation()
    cancel()
    suppressClick()
  }

  function stop(): void {
    begun = undefined
    dragging.value = undefined
    cancelAnimationFrame(frame)
    document.documentElement.classList.remove('is-dragging-layout')
    document.removeEventListener('pointermove', move)
    document.removeEventListener('pointerup', finish)
    document.removeEventListener('pointercancel', cancel)
    document.removeEventListener('keydown', press, true)
  }

  /** Near its upper and lower edge the canvas scrolls. */
  function scroll(): void {
    const root = canvas()
    const box = root?.getBoundingClientRect()
    if (begun === undefined || root === undefined || box === undefined) return
    const { y } = pointer
    const by = y < box.top + EDGE ? y - box.top - EDGE : y > box.bottom - EDGE ? y - box.bottom + EDGE : 0
    if (by !== 0 && isOverCanvas()) {
      root.scrollTop += by / 4
      update()
    }
    frame = requestAnimationFrame(scroll)
  }

  onScopeDispose(stop)
  return { dragging, start }
}

function boxOf(element: HTMLElement): Box {
  const { left, top, right, bottom } = element.getBoundingClientRect()
  return { left, top, right, bottom }
}

export type LayoutDrag = ReturnType<typeof useLayoutDrag>

export const layoutDragKey: InjectionKey<LayoutDrag> = Symbol('layout drag')
