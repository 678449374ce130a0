import { partsOf, textOf } from '../documents/checks/parts.js'
import type { FieldTypes } from '../documents/checks/check-object.js'
import type { WireDocument } from '../documents/document.js'
import { fillDefaults } from '../documents/fill-defaults.js'
import { systemFieldKeys } from '../documents/keys.js'
import type { FieldContext, FieldTypeDefinition } from '../extensions/define-field-type.js'
import type { Localized } from '../text/localized.js'

type JsonObject = Readonly<Record<string, unknown>>

/** A field as sample data and scenarios see it. */
export interface KnownField {
  readonly key: string
  readonly label: Localized
  readonly definition: FieldTypeDefinition | undefined
  readonly context: FieldContext
  readonly required: boolean
  readonly hasDefault: boolean
  /** Keys of the objects its value may be a record of. */
  readonly targets: readonly string[]
  /** Whether it holds days or moments, which sample data may count from the day of installation. */
  readonly moment: 'date' | 'datetime' | undefined
  /** Kept by the stages of the object: nobody writes it. */
  readonly keptByStages: boolean
}

export interface KnownObject {
  readonly key: string
  readonly system: boolean
  readonly fields: ReadonlyMap<string, KnownField>
  /** A workflow may fill in fields before a record is saved. */
  readonly filledBeforeSave: boolean
}

/** The objects a package knows: its own, those it stands on, and the system's. */
export type KnownObjects = ReadonlyMap<string, KnownObject>

/** Objects by key. Where two documents have a key, the later one counts. */
export function knownObjects(documents: readonly WireDocument[], fieldTypes: FieldTypes): KnownObjects {
  const filled = new Set(
    documents.flatMap((document) => {
      const { kind, trigger, object } = { ...document } as JsonObject
      return kind === 'workflow' && (trigger as JsonObject).type === 'beforeSave' ? [String(object)] : []
    }),
  )
  return new Map(
    documents.flatMap((document) => {
      if (document.kind !== 'object') return []
      const body = { ...document } as JsonObject
      const kept = new Set(partsOf(body, 'stages').flatMap((stages) => textOf(stages.body, 'since') ?? []))
      const fields = partsOf(body, 'fields').map(({ body: field }) => knownField(field, fieldTypes, kept))
      const known = {
        key: document.key,
        system: document.system === true,
        fields: new Map([...fields, ownerField(fieldTypes)].map((field) => [field.key, field])),
        filledBeforeSave: filled.has(document.key),
      }
      return [[document.key, known] as const]
    }),
  )
}

/** Keys of fields that a record is read with beside those of its document. */
export function isReadKey(object: KnownObject, key: string): boolean {
  return object.fields.has(key) || systemFieldKeys.has(key) || key === 'title'
}

function knownField(field: JsonObject, fieldTypes: FieldTypes, kept: ReadonlySet<string>): KnownField {
  const definition = fieldTypes.get(String(field.type))
  const options = definition === undefined ? {} : fillDefaults(definition.optionsSchema, field)
  const key = String(field.key)
  const label = field.label as Localized
  const required = field.required === true
  const context = { id: key, key, label, options, required }
  return {
    key,
    label,
    definition,
    context,
    required,
    hasDefault: field.default !== undefined,
    targets: targetsOf(definition, options),
    moment: momentOf(definition, context),
    keptByStages: kept.has(key),
  }
}

function momentOf(definition: FieldTypeDefinition | undefined, context: FieldContext): KnownField['moment'] {
  if (definition?.kind !== 'stored') return undefined
  const { kind } = definition.formulaType(context.options, context)
  return kind === 'date' || kind === 'datetime' ? kind : undefined
}

function targetsOf(definition: FieldTypeDefinition | undefined, options: JsonObject): readonly string[] {
  if (definition === undefined) return []
  if (definition.kind === 'anyLookup') return definition.targets?.(options) ?? []
  const target = definition.references?.(options)
  if (target !== undefined) return [target]
  const relation = definition.kind === 'links' ? textOf(options, 'relation') : undefined
  return relation === undefined ? [] : [relation.split('.')[0] ?? '']
}

/** Every record has an owner, a person; the only field of the system that a writer may send. */
function ownerField(fieldTypes: FieldTypes): KnownField {
  const label = { 'zh-CN': '负责人', en: 'Owner' }
  return {
    key: 'owner',
    label,
    definition: fieldTypes.get('user'),
    context: { id: 'owner', key: 'owner', label, options: {}, required: false },
    required: false,
    hasDefault: true,
    targets: ['user'],
    moment: undefined,
    keptByStages: false,
  }
}
