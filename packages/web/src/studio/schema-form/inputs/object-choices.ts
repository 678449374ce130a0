import { localize, locales } from '@tessera/metadata'
import { fieldTypeDefinitions } from '@tessera/blocks/definitions'
import { labelOf, locale } from '@/app/i18n'
import { hasValue, pointsTo, type FieldModel, type ObjectModel } from '@/model/objects'
import type { PickOption } from '../../pick-option'

/** Objects to choose from, the workspace's own first. */
export function objectChoices(objects: ReadonlyMap<string, ObjectModel>): readonly PickOption<string>[] {
  return [...objects.values()]
    .sort((a, b) => Number(a.isSystem) - Number(b.isSystem))
    .map(({ key, label, icon }) => ({
      value: key,
      title: labelOf(label, key),
      icon,
      words: [key, ...locales.map((one) => localize(label, one))],
    }))
}

/** Fields of an object to choose from. */
export function fieldChoices(
  object: ObjectModel | undefined,
  isOffered: (field: FieldModel) => boolean = () => true,
): readonly PickOption<string>[] {
  return (object?.fields ?? [])
    .filter((field) => hasValue(field) && isOffered(field))
    .map((field) => ({
      value: field.key,
      title: labelOf(field.label, field.key),
      detail: typeTitle(field.type),
      icon: fieldTypeDefinitions.get(field.type)?.icon ?? 'box',
      words: [field.key, ...locales.map((one) => localize(field.label, one))],
    }))
}

/** Name of a field type in the screen's language. */
export function typeTitle(type: string): string {
  const title = fieldTypeDefinitions.get(type)?.title
  return title === undefined ? type : localize(title, locale.value)
}

/** Which fields a relation may name: lookups, fields that link with many, or those of them that have the pairs. */
export type RelationKind = 'lookups' | 'links' | 'any'

const mayName: Readonly<Record<RelationKind, (field: FieldModel, target: string) => boolean>> = {
  lookups: (field, target) => field.target === target,
  links: ({ type, links }, target) => type === 'links' && links === target,
  any: (field, target) => pointsTo(field).includes(target),
}

/** `<object>.<field>` of every such field that points to an object. */
export function relationChoices(
  objects: ReadonlyMap<string, ObjectModel>,
  target: string,
  kind: RelationKind = 'any',
): readonly PickOption<string>[] {
  return [...objects.values()].flatMap((object) =>
    object.fields
      .filter((field) => mayName[kind](field, target) && !field.isSystem)
      .map((field) => ({
        value: `${object.key}.${field.key}`,
        title: labelOf(object.label, object.key),
        detail: labelOf(field.label, field.key),
        icon: object.icon,
        words: [object.key, field.key],
      })),
  )
}
