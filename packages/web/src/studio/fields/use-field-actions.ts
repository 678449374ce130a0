import { localize, type FieldDocument, type Localized, type ObjectDocument, type Texts } from '@tessera/metadata'
import { locale } from '@/app/i18n'
import { useDraft } from '../draft/draft-store'
import { propertyNames } from '../publish/property-names'
import { fieldsAt, movedFields, withField, withoutFields, withUnique } from './field-edits'
import { isUnique, withProperty } from './field-edits'
import type { GridColumn } from './grid-cells'
import { withCell, type CellProblem } from './grid-cells'
import { withoutLostStages } from '../stages/stage-edits'
import { newField, withType } from './new-fields'

/** A text of both languages with a name in it. */
export function stepName(zh: string, en: string, name: Localized): Texts {
  return {
    'zh-CN': zh.replace('{name}', localize(name, 'zh-CN')),
    en: en.replace('{name}', localize(name, 'en')),
  }
}

/** What can be done to the fields of one module; each is one named step of the draft. */
export function useFieldActions(objectKey: () => string) {
  const draft = useDraft()
  const object = (): ObjectDocument | undefined => draft.document('object', objectKey())
  const fieldOf = (key: string): FieldDocument | undefined => object()?.fields.find((field) => field.key === key)

  function change(label: Texts, to: (object: ObjectDocument) => ObjectDocument, join?: string): void {
    draft.run(label, (editor) => editor.change('object', objectKey(), to), join === undefined ? {} : { join })
  }

  /** Puts a typed text into a cell; says why where it cannot stand there. */
  function setCell(key: string, column: GridColumn, text: string): CellProblem | undefined {
    const current = object()
    const field = fieldOf(key)
    if (current === undefined || field === undefined) return undefined
    const result = withCell(current, key, column, text, draft.objects, locale.value)
    if ('problem' in result) return result.problem
    change(stepOf(column, field), () => result.object)
    return undefined
  }

  function stepOf(property: string, field: FieldDocument): Texts {
    const named = propertyNames[property] ?? property
    const zh = `修改「{name}」的${localize(named, 'zh-CN')}`
    const en = `Change ${localize(named, 'en').toLowerCase()} of {name}`
    return property === 'label'
      ? stepName('改名「{name}」', 'Rename {name}', field.label)
      : stepName(zh, en, field.label)
  }

  return {
    object,
    fieldOf,
    change,
    setCell,
    setProperty: (key: string, property: string, value: unknown): void => {
      const field = fieldOf(key)
      if (field === undefined) return
      change(stepOf(property, field), (one) => withField(one, key, (old) => withProperty(old, property, value)))
    },
    /** Options of a select: stages whose option goes are no stages any more. */
    setOptions: (key: string, options: unknown): void => {
      const field = fieldOf(key)
      if (field === undefined) return
      change(stepOf('options', field), (one) =>
        withoutLostStages(withField(one, key, (old) => withProperty(old, 'options', options))),
      )
    },
    setType: (key: string, type: string): void => {
      const field = fieldOf(key)
      if (field === undefined) return
      change(stepOf('type', field), (one) => withField(one, key, (old) => withType(old, type, draft.objects)))
    },
    toggleUnique: (key: string): void => {
      const field = fieldOf(key)
      if (field === undefined) return
      const label = stepName('修改「{name}」的唯一', 'Change uniqueness of {name}', field.label)
      change(label, (one) => withUnique(one, key, !isUnique(one, key)))
    },
    /** Adds a field for a label; its key, or undefined when there is no module. */
    add: (label: string, at?: number): string | undefined => {
      const current = object()
      if (current === undefined) return undefined
      const field = newField(label, current, draft.objects)
      const place = at ?? current.fields.length
      change(stepName('添加字段 {name}', 'Add field {name}', label), (one) => ({
        ...one,
        fields: [...one.fields.slice(0, place), field, ...one.fields.slice(place)],
      }))
      return field.key
    },
    remove: (keys: readonly string[]): void => {
      const first = fieldOf(keys[0] ?? '')
      if (first === undefined) return
      const label =
        keys.length === 1
          ? stepName('删除字段 {name}', 'Delete field {name}', first.label)
          : { 'zh-CN': `删除 ${keys.length} 个字段`, en: `Delete ${keys.length} fields` }
      change(label, (one) => withoutFields(one, new Set(keys)))
    },
    move: (from: number, to: number, by: -1 | 1): void => {
      const first = object()?.fields[from]
      if (first === undefined) return
      change(
        stepName('移动字段 {name}', 'Move field {name}', first.label),
        (one) => movedFields(one, from, to, by),
        `move/${first.key}`,
      )
    },
    place: (from: number, to: number, at: number): void => {
      const first = object()?.fields[from]
      if (first === undefined) return
      change(stepName('移动字段 {name}', 'Move field {name}', first.label), (one) => fieldsAt(one, from, to, at))
    },
  }
}

export type FieldActions = ReturnType<typeof useFieldActions>
