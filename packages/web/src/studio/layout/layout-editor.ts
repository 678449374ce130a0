import { isWideType } from '@tessera/blocks/web'
import { localize, type LayoutItem, type LayoutSection, type Localized, type Texts } from '@tessera/metadata'
import { computed, ref, shallowRef, watch, type InjectionKey } from 'vue'
import { labelOf, locale } from '@/app/i18n'
import type { FieldModel } from '@/model/objects'
import type { DraftEditor } from '../draft/draft-editor'
import { useDraft } from '../draft/draft-store'
import { withText } from '../schema-form/localized-value'
import { useStableObjects } from '../stable-objects'
import { clip } from './clipboard'
import { arrangedSections, withUnplaced } from './model/arrange-fields'
import {
  designedSections,
  effectiveLayout,
  isList,
  layoutKey,
  withoutIds,
  type Variant,
} from './model/effective-layout'
import { flowOf } from './model/layout-flow'
import { neighbourOf, stepOf, type Direction } from './model/layout-navigation'
import {
  changeItems,
  changeSection,
  insertItems,
  insertSection,
  moveItems,
  moveSection,
  removeItems,
  removeSections,
  splitSection,
  type Changed,
} from './model/layout-operations'
import { deletedLabel } from './model/layout-problems'
import {
  columnsOf,
  itemsOf,
  nodeOf,
  nodesOf,
  placedFields,
  type LayoutNode,
  type NodeKey,
  type Place,
  type Sections,
} from './model/layout-tree'
import { newField } from './new-field'
import { layoutTexts as t } from './texts'
import { useTypedName } from './typed-name'

/**
 * One layout while it is designed: what it shows, what is selected, and every gesture as one named step of the draft. Screens
 * read it and call it; what a gesture does to a layout is pure and lies in `model/`.
 */
export function useLayoutEditor(objectKey: () => string, variant: () => Variant) {
  const draft = useDraft()
  const objects = useStableObjects(() => draft.objects)
  const object = computed(() => objects.value.get(objectKey()))
  const effective = computed(() => effectiveLayout(draft.ofKind('layout'), objectKey(), variant()))
  const isWide = (field: string): boolean => isWideType(object.value?.fieldsByKey.get(field)?.type)
  const sections = computed(() => designedSections(effective.value.sections, variant(), isWide))
  const nodes = computed(() => nodesOf(sections.value))
  const placed = computed(() => placedFields(sections.value))
  const unplaced = computed(() => (object.value?.fields ?? []).filter(({ key }) => !placed.value.has(key)))

  const selection = shallowRef<readonly NodeKey[]>([])
  const naming = useTypedName(
    () => `layout/${objectKey()}/${variant()}`,
    (key) => nodeOf(sections.value, key) !== undefined,
  )
  const { renaming } = naming
  const message = ref('')
  const selected = computed(() => new Set(selection.value))
  /** The node that acts: the one selected last. */
  const current = computed(() => nodes.value.find(({ key }) => key === selection.value.at(-1)))
  const selectedItems = computed(() => itemsOf(sections.value, selection.value))

  // What is gone (by undo, or in another tab) is no longer selected.
  watch(nodes, (known) => {
    const keys = new Set(known.map(({ key }) => key))
    if (selection.value.some((key) => !keys.has(key))) selection.value = selection.value.filter((key) => keys.has(key))
  })

  /** Said to those who listen; the same text twice is said twice. */
  function announce(text: string): void {
    message.value = message.value === text ? `${text}\u200b` : text
  }

  const fieldOf = (item: LayoutItem): FieldModel | undefined => object.value?.fieldsByKey.get(item.field)
  const fieldName = (key: string): string =>
    labelOf(object.value?.fieldsByKey.get(key)?.label, `${t('deletedField')} ${deletedLabel(key)}`)
  const sectionName = (at: number): string => labelOf(sections.value[at]?.label, t('unnamedSection'))
  const nodeName = (node: LayoutNode): string =>
    node.kind === 'section' ? sectionName(node.section) : fieldName(node.body.field)
  const columnOf = (node: { section: number; index: number }): number =>
    (flowOf(sections.value[node.section] ?? { items: [] })[node.index]?.column ?? 0) + 1

  /** Names of fields for the list of steps, in both languages. */
  function named(zh: string, en: string, keys: readonly string[]): Texts {
    const labels = (one: 'zh-CN' | 'en'): string => {
      const shown = keys.slice(0, 3).map((key) => {
        const label = object.value?.fieldsByKey.get(key)?.label
        return label === undefined ? deletedLabel(key) : localize(label, one)
      })
      return shown.join(one === 'en' ? ', ' : '、') + (keys.length > 3 ? (one === 'en' ? ' …' : ' 等') : '')
    }
    return { 'zh-CN': `${zh} ${labels('zh-CN')}`, en: `${en} ${labels('en')}` }
  }

  /** Does one gesture: one step of the draft. A variant without a layout of its own gets one. */
  function commit(
    label: Texts,
    change: (sections: Sections) => Changed | Sections,
    also?: (editor: DraftEditor) => void,
    join?: string,
  ): boolean {
    const result = change(sections.value)
    const next: Changed = 'sections' in result ? result : { sections: result, selection: selection.value }
    draft.run(
      label,
      (editor) => {
        also?.(editor)
        put(editor, next.sections)
      },
      join === undefined ? {} : { join },
    )
    selection.value = next.selection
    return true
  }

  function put(editor: DraftEditor, next: Sections): void {
    const { own } = effective.value
    const body = next as LayoutSection[]
    if (own !== undefined) editor.change('layout', own.key, (layout) => ({ ...layout, sections: body }))
    else {
      const key = layoutKey(objectKey(), variant(), draft.ofKind('layout'))
      editor.create({ kind: 'layout', key, object: objectKey(), variant: variant(), sections: body })
    }
  }

  /** Where something goes that is added without pointing: behind what is selected, else at the end. */
  function placeAfterSelection(): Place {
    const node = current.value
    if (node?.kind === 'item') return { section: node.section, index: node.index + 1 }
    const section = node?.section ?? sections.value.length - 1
    return { section: Math.max(section, 0), index: sections.value[section]?.items.length ?? 0 }
  }

  function itemFor(key: string, place: Place): LayoutItem {
    const section = sections.value[place.section]
    const columns = section === undefined ? 2 : columnsOf(section)
    return isWide(key) && columns > 1 && !isList(variant()) ? { field: key, span: columns } : { field: key }
  }

  function addFields(keys: readonly string[], place = placeAfterSelection()): void {
    const fresh = keys.filter((key) => !placed.value.has(key))
    if (fresh.length === 0) return
    commit(named('放入字段', 'Place field', fresh), (now) =>
      insertItems(
        now,
        place,
        fresh.map((key) => itemFor(key, place)),
      ),
    )
    sayPlaced(fresh)
  }

  function sayPlaced(fields: readonly string[]): void {
    const item = selectedItems.value.at(-1)
    if (item === undefined) return
    const name = fields.map(fieldName).join('、')
    announce(t('announceAdded', { section: sectionName(item.section), column: columnOf(item), name }))
  }

  /** A new field of the object, placed at once: one step. */
  function addNewField(label: string, type?: string, place = placeAfterSelection()): void {
    const model = object.value
    if (model === undefined || model.isSystem || label.trim() === '') return
    const field = newField(label.trim(), model.document, objects.value, type)
    const texts = { 'zh-CN': `添加字段 ${label.trim()}`, en: `Add field ${label.trim()}` }
    const item = isWideType(field.type) && !isList(variant()) ? { field: field.key, span: 2 } : { field: field.key }
    commit(
      texts,
      (now) => insertItems(now, place, [item]),
      (editor) =>
        editor.change('object', model.key, (document) => ({ ...document, fields: [...document.fields, field] })),
    )
    sayPlaced([field.key])
  }

  function addSection(at?: number, items: readonly LayoutItem[] = []): void {
    const node = current.value
    const place = at ?? (node === undefined ? sections.value.length : node.section + 1)
    commit({ 'zh-CN': '添加分组', en: 'Add section' }, (now) =>
      insertSection(now, place, { columns: 2, items: [...items] }),
    )
    renaming.value = selection.value[0]
  }

  /** Fields dropped between sections begin one. */
  function addSectionWith(at: number, fields: readonly string[], keys: readonly NodeKey[]): void {
    const bodies = itemsOf(sections.value, keys).map(({ body }) => body)
    commit({ 'zh-CN': '放入新分组', en: 'Place in a new section' }, (now) => {
      const items = [...bodies, ...fields.map((field) => ({ field }))]
      return insertSection(removeItems(now, keys), at, { columns: 2, items })
    })
    renaming.value = selection.value[0]
  }

  function moveTo(keys: readonly NodeKey[], place: Place): void {
    const fields = itemsOf(sections.value, keys).map(({ body }) => body.field)
    if (fields.length === 0) return
    const { sections: next } = moveItems(sections.value, keys, place)
    if (sameOrder(next, sections.value)) return
    commit(named('移动', 'Move', fields), (now) => moveItems(now, keys, place))
    sayMoved()
  }

  function sayMoved(): void {
    const item = selectedItems.value[0]
    if (item === undefined) return
    const total = sections.value[item.section]?.items.length ?? 0
    const [n, column] = [item.index + 1, columnOf(item)]
    announce(
      t('announceMoved', { name: fieldName(item.body.field), section: sectionName(item.section), column, n, total }),
    )
  }

  function moveSectionTo(from: number, to: number): void {
    if (to === from || to === from + 1 || to < 0 || to > sections.value.length) return announce(t('announceEnd'))
    const name = sectionName(from)
    commit({ 'zh-CN': `移动分组 ${name}`, en: `Move section ${name}` }, (now) => moveSection(now, from, to))
    const at = current.value?.section ?? 0
    announce(t('announceSectionMoved', { name, n: at + 1, total: sections.value.length }))
  }

  /** Alt and an arrow. */
  function moveBy(direction: Direction): void {
    const node = current.value
    if (node === undefined) return
    if (node.kind === 'section') {
      const isBack = direction === 'up' || direction === 'left'
      return moveSectionTo(node.section, isBack ? node.section - 1 : node.section + 2)
    }
    const keys = selectedItems.value.map(({ key }) => key)
    const place = stepOf(sections.value, keys, direction)
    if (place === undefined) announce(t('announceEnd'))
    else moveTo(keys, place)
  }

  function remove(keys: readonly NodeKey[] = selection.value): void {
    const list = keys.map((key) => nodeOf(sections.value, key)).filter((node) => node !== undefined)
    if (list.length === 0) return
    const names = list.map(nodeName).join('、')
    const at = nodes.value.findIndex(({ key }) => key === list[0]?.key)
    const whole = list.filter(({ kind }) => kind === 'section').map(({ key }) => key)
    const single = list.filter(({ kind }) => kind === 'item').map(({ key }) => key)
    commit({ 'zh-CN': `移除 ${names}`, en: `Take away ${names}` }, (now) => {
      const next = removeSections(removeItems(now, single), whole)
      const left = nodesOf(next)
      const beside = left[Math.min(at, left.length - 1)]
      return { sections: next, selection: beside === undefined ? [] : [beside.key] }
    })
    announce(t('announceRemoved', { name: names }))
  }

  function change(keys: readonly NodeKey[], patch: Partial<LayoutItem>): void {
    const fields = itemsOf(sections.value, keys).map(({ body }) => body.field)
    // One column is what fields have anyway, but for wide ones it must be said.
    const isPlain = patch.span === 1 && !fields.some(isWide)
    commit(named('设置', 'Set up', fields), (now) =>
      changeItems(now, keys, isPlain ? { ...patch, span: undefined } : patch),
    )
  }

  function changeSectionAt(at: number, patch: Partial<LayoutSection>): void {
    const name = sectionName(at)
    commit({ 'zh-CN': `设置分组 ${name}`, en: `Set up section ${name}` }, (now) => changeSection(now, at, patch))
  }

  /** One column wider or narrower. */
  function widen(by: number): void {
    const node = current.value
    const section = node === undefined ? undefined : sections.value[node.section]
    if (node?.kind !== 'item' || section === undefined || isList(variant())) return
    const span = Math.min(Math.max((node.body.span ?? 1) + by, 1), columnsOf(section))
    setSpan(node.key, span)
  }

  function setSpan(key: NodeKey, span: number): void {
    const node = nodeOf(sections.value, key)
    if (node?.kind !== 'item' || (node.body.span ?? 1) === span) return
    const label = named('调整宽度', 'Change width', [node.body.field])
    commit(
      label,
      (now) => changeItems(now, [key], { span: span === 1 && !isWide(node.body.field) ? undefined : span }),
      undefined,
      `span/${key}`,
    )
    announce(t('announceWidth', { name: fieldName(node.body.field), n: span }))
  }

  function beginRename(key: NodeKey | undefined = current.value?.key): void {
    const node = nodeOf(sections.value, key)
    if (node === undefined || (node.kind === 'section' && isList(variant()))) return
    if (node.kind === 'item' && fieldOf(node.body)?.isSystem !== false) return announce(t('announceSystem'))
    renaming.value = node.key
  }

  /** The label of a section is its own; the label of a field is the field's, wherever it is shown. */
  function rename(key: NodeKey, text: string): void {
    naming.endRename()
    const node = nodeOf(sections.value, key)
    if (node === undefined) return
    const before: Localized | undefined = node.kind === 'section' ? node.body.label : fieldOf(node.body)?.label
    if (labelOf(before) === text.trim()) return
    const label = withText(before, locale.value, text, false)
    const words = { 'zh-CN': `改名为 ${text.trim()}`, en: `Rename to ${text.trim()}` }
    if (node.kind === 'section') {
      commit(words, (now) => changeSection(now, node.section, { label } as Partial<LayoutSection>))
    } else if (label !== undefined) {
      draft.run(words, (editor) =>
        editor.change('object', objectKey(), (document) => ({
          ...document,
          fields: document.fields.map((field) => (field.key === node.body.field ? { ...field, label } : field)),
        })),
      )
    }
  }

  function copy(isCut = false): void {
    const node = current.value
    if (node === undefined) return
    const items = withoutIds([{ items: selectedItems.value.map(({ body }) => body) }])[0]?.items ?? []
    const [section] = node.kind === 'section' ? withoutIds([node.body]) : []
    clip.value =
      section === undefined
        ? { kind: 'items', object: objectKey(), items }
        : { kind: 'section', object: objectKey(), section }
    const n = section === undefined ? items.length : 1
    if (isCut) remove()
    announce(t(isCut ? 'announceCut' : 'announceCopied', { n }))
  }

  function paste(): void {
    const held = clip.value
    if (held === undefined || held.object !== objectKey()) return announce(t('announceNothing'))
    const isFresh = ({ field }: LayoutItem): boolean => !placed.value.has(field)
    if (held.kind === 'section' && !isList(variant())) {
      const at = (current.value?.section ?? sections.value.length - 1) + 1
      commit({ 'zh-CN': '粘贴分组', en: 'Paste section' }, (now) => insertSection(now, at, held.section))
      return announce(t('announcePasted', { n: 1 }))
    }
    const items = (held.kind === 'section' ? held.section.items : held.items).filter(isFresh)
    if (items.length === 0) return announce(t('announceNothing'))
    const place = placeAfterSelection()
    commit({ 'zh-CN': '粘贴字段', en: 'Paste fields' }, (now) => insertItems(now, place, items))
    announce(t('announcePasted', { n: items.length }))
  }

  /** A field is shown once, so what can be doubled is a section: its settings, without its fields. */
  function duplicate(): void {
    const node = current.value
    if (node?.kind !== 'section' || isList(variant())) return announce(t('announceNothing'))
    const section: LayoutSection = { ...node.body, items: [] }
    commit({ 'zh-CN': '复制分组', en: 'Copy section' }, (now) => insertSection(now, node.section + 1, section))
  }

  function split(): void {
    const node = current.value
    if (node?.kind !== 'item' || node.index === 0 || isList(variant())) return
    commit({ 'zh-CN': '拆分分组', en: 'Split section' }, (now) => splitSection(now, node.section, node.index, {}))
    renaming.value = selection.value[0]
  }

  function arrange(mode: 'unplaced' | 'all'): void {
    const model = object.value
    if (model === undefined) return
    commit({ 'zh-CN': '按字段自动排版', en: 'Arrange by fields' }, (now) => ({
      sections: mode === 'all' ? arrangedSections(model, variant()) : withUnplaced(now, model, variant()),
      selection: [],
    }))
  }

  /** Deletes the layout of this variant; another one, or the fields in their order, take its place. */
  function giveUp(): void {
    const { own } = effective.value
    if (own === undefined) return
    draft.run({ 'zh-CN': '删除布局', en: 'Delete layout' }, (editor) => editor.remove('layout', own.key))
    selection.value = []
  }

  function select(keys: readonly NodeKey[]): void {
    selection.value = keys
  }

  /** Shift+click: adds to what is selected, or takes away from it. Sections and items do not mix. */
  function toggle(key: NodeKey): void {
    const node = nodeOf(sections.value, key)
    const same = selection.value.filter((one) => nodeOf(sections.value, one)?.kind === node?.kind)
    selection.value = same.includes(key) ? same.filter((one) => one !== key) : [...same, key]
    if (selection.value.length > 1) announce(t('announceSelected', { n: selection.value.length }))
  }

  /** An arrow; with Shift it adds the item it comes to. */
  function go(direction: Direction, isExtending = false): void {
    const from = current.value
    const next = isExtending ? nextItem(from?.key, direction) : neighbourOf(sections.value, from?.key, direction)
    if (next === undefined) return
    const isAdding = isExtending && from?.kind === 'item'
    selection.value = isAdding ? [...selection.value.filter((key) => key !== next), next] : [next]
  }

  function nextItem(from: NodeKey | undefined, direction: Direction): NodeKey | undefined {
    for (let key = from; ;) {
      const next = neighbourOf(sections.value, key, direction)
      if (next === undefined || next === key) return from
      if (nodeOf(sections.value, next)?.kind === 'item') return next
      key = next
    }
  }

  /** Everything in the section of what is selected; once more, everything in the layout. */
  function selectAll(): void {
    const at = current.value?.section ?? 0
    const items = nodes.value.filter(({ kind }) => kind === 'item')
    const inside = items.filter(({ section }) => section === at).map(({ key }) => key)
    const hasAll = inside.length > 0 && inside.every((key) => selected.value.has(key))
    const next = hasAll ? items.map(({ key }) => key) : inside
    if (next.length === 0) return
    selection.value = next
    announce(t('announceSelected', { n: next.length }))
  }

  /** Esc: from several to one, from an item to its section, from a section to the layout. */
  function goUp(): boolean {
    const node = current.value
    if (node === undefined) return false
    if (node.kind === 'section' || isList(variant())) selection.value = []
    else {
      const section = nodes.value.find((one) => one.kind === 'section' && one.section === node.section)
      selection.value = selection.value.length > 1 ? [node.key] : section === undefined ? [] : [section.key]
    }
    return true
  }

  return {
    ...{ objectKey, variant, objects, object, effective, sections, nodes, placed, unplaced },
    ...{ selection, selected, selectedItems, current, message, announce, ...naming },
    ...{ fieldOf, fieldName, sectionName, nodeName, columnOf, placeAfterSelection },
    ...{ select, toggle, go, goUp, selectAll },
    ...{ addFields, addNewField, addSection, addSectionWith, moveTo, moveSectionTo, moveBy, remove, split, duplicate },
    ...{ change, changeSectionAt, widen, setSpan, beginRename, rename, copy, paste, arrange, giveUp },
  }
}

function sameOrder(a: Sections, b: Sections): boolean {
  const order = (sections: Sections): string =>
    sections.map(({ items }) => items.map(({ field }) => field).join()).join(';')
  return order(a) === order(b)
}

export type LayoutEditor = ReturnType<typeof useLayoutEditor>

export const layoutEditorKey: InjectionKey<LayoutEditor> = Symbol('layout editor')
