import { fieldTypeDefinitions } from '@tessera/blocks/definitions'
import type { Localized } from '@tessera/metadata'
import type { ObjectModel } from '@/model/objects'

/** What before and after are said with: the language, and what keys are called today. */
export interface ValueWorld {
  readonly objects: ReadonlyMap<string, ObjectModel>
  /** Key of the object the document is about. */
  readonly object: string
  say(label: Localized): string
  word(name: 'yes' | 'no' | 'blank' | 'several', n?: number): string
}

/** A property's value in words people know: types, modules and fields by their names, yes and no, blanks as such. */
export function valueInWords(property: string, value: unknown, world: ValueWorld): string {
  if (value === undefined || value === null || value === '') return world.word('blank')
  if (typeof value === 'boolean') return world.word(value ? 'yes' : 'no')
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return nameOf(property, value, world)
  if (Array.isArray(value)) return listInWords(property, value, world)
  if (isLabel(value)) return world.say(value)
  return JSON.stringify(value)
}

function nameOf(property: string, value: string, { objects, object, say }: ValueWorld): string {
  if (property === 'type') {
    const title = fieldTypeDefinitions.get(value)?.title
    return title === undefined ? value : say(title)
  }
  if (property === 'target' || property === 'targets' || property === 'object') {
    const found = objects.get(value)
    return found === undefined ? value : say(found.label)
  }
  if (property === 'titleField' || property === 'field' || property === 'fields') {
    const found = objects.get(object)?.fieldsByKey.get(value)
    return found === undefined ? value : say(found.label)
  }
  return value
}

function listInWords(property: string, values: readonly unknown[], world: ValueWorld): string {
  if (values.length === 0) return world.word('blank')
  const isShort = values.length <= 6 && values.every((one) => typeof one === 'string' || typeof one === 'number')
  return isShort
    ? values.map((one) => valueInWords(property, one, world)).join('、')
    : world.word('several', values.length)
}

function isLabel(value: unknown): value is Localized {
  return typeof value === 'object' && value !== null && 'zh-CN' in value
}
