import type { Localized, TemplateChange, WireDocument } from '@tessera/metadata'
import { kindNames, partNames, propertyNames } from '../publish/property-names'

/** A place of a change in words: the document, the part in it, the property. */
export interface ChangePlace {
  /** 「模块「客户」」. */
  readonly document: string
  /** 「字段「等级」 · 选项「A 类」」, or blank for the document itself. */
  readonly part: string
  /** 「名称」, or blank for the document or part as a whole. */
  readonly property: string
}

type Say = (label: Localized) => string
/** What a field is called; undefined: nobody knows it. */
type FieldLabel = (object: string, field: string) => Localized | undefined
type JsonObject = Readonly<Record<string, unknown>>

/**
 * Says where a template and a customer changed something. `document` is the document of today, to name the parts on the way; the
 * innermost part is named by the change itself.
 */
export function placeOfChange(
  change: TemplateChange,
  document: WireDocument | undefined,
  say: Say,
  fieldLabel: FieldLabel = () => undefined,
): ChangePlace {
  const { kind, key, part, property, label } = change
  const name = (document === undefined ? '' : labelIn(document as unknown as JsonObject, say)) || key
  const own = part === '' ? say(label) || name : name
  return {
    document: `${say(kindNames[kind] ?? kind)}${quoted(own, say)}`,
    part: part === '' ? '' : partInWords(change, document as unknown as JsonObject | undefined, name, say, fieldLabel),
    property: property === '' ? '' : say(propertyNames[property] ?? property),
  }
}

/** `name` is what the document is called. */
function partInWords(
  { part, label }: TemplateChange,
  document: JsonObject | undefined,
  name: string,
  say: Say,
  fieldLabel: FieldLabel,
): string {
  const words: string[] = []
  const steps = part.split('/')
  let object = document?.object
  let at = document
  for (let step = 0; step < steps.length; step += 2) {
    const [list = '', key] = [steps[step], steps[step + 1]]
    const listName = say(partNames[list] ?? propertyNames[list] ?? list)
    // An odd last step names a list whose members changed places.
    if (key === undefined) words.push(listName)
    else {
      const isLast = step + 2 >= steps.length
      at = memberOf(at, list, key)
      // A part without a label of its own is given that of the document.
      const isNamed = isLast && say(label) !== name
      const own = (isNamed ? say(label) : at === undefined ? '' : labelIn(at, say)) || key
      // Views, layouts and grants only point to a field.
      const pointed = own === key && typeof object === 'string' ? fieldLabel(object, key) : undefined
      if (typeof at?.object === 'string') object = at.object
      words.push(`${listName}${quoted(pointed === undefined ? own : say(pointed), say)}`)
    }
  }
  return words.join(' · ')
}

function memberOf(owner: JsonObject | undefined, list: string, key: string): JsonObject | undefined {
  const members = owner?.[list]
  if (!Array.isArray(members)) return undefined
  return (members as readonly unknown[]).find(
    (one): one is JsonObject =>
      typeof one === 'object' &&
      one !== null &&
      ['key', 'field', 'option', 'id'].some((name) => (one as JsonObject)[name] === key),
  )
}

/** What a part or document is called, of what it says about itself. */
export function labelIn(one: JsonObject, say: Say): string {
  for (const name of [one.label, one.title, one.message, one.field, one.key]) {
    const text = typeof name === 'string' ? name : isTexts(name) ? say(name) : ''
    if (text !== '') return text
  }
  return ''
}

function isTexts(value: unknown): value is Exclude<Localized, string> {
  return typeof value === 'object' && value !== null && 'zh-CN' in value
}

const quoted = (name: string, say: Say): string => say({ 'zh-CN': `「${name}」`, en: ` “${name}”` })
