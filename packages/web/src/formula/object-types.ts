import { fieldTypeDefinitions } from '@tessera/blocks/definitions'
import { linksTarget } from '@tessera/blocks/web'
import { compile, widerClass } from '@tessera/formula'
import type { Expression, ExpressionClass, FormulaProblem, FormulaType, Scope, ScopeField } from '@tessera/formula'
import { fillDefaults, partOfTarget, type FieldDocument, type FieldTypeDefinition } from '@tessera/metadata'
import { hasValue, pointsTo, type FieldModel, type ObjectModel } from '@/model/objects'
import { circleProblem } from './circle-problem'
import { rollupType } from './rollup-type'

/** A field as formulas see it. A formula field has its expression here, or the problems that keep it from having one. */
export interface TypedField extends ScopeField {
  readonly formula?: Expression
  readonly problems: readonly FormulaProblem[]
  /** Decimals a computed number is rounded to. */
  readonly decimals: number | undefined
}

const blank: FormulaType = { kind: 'blank' }

/** Fields every record has that screens do not list. */
const hiddenSystemFields: readonly FieldDocument[] = [
  { key: 'version', type: 'number', label: 'version' },
  { key: 'deletedAt', type: 'dateTime', label: 'deletedAt' },
  { key: 'deletedBy', type: 'user', label: 'deletedBy' },
]

/**
 * The types of all fields of a set of objects, as the server's catalog infers them: each formula and roll-up the moment it
 * is first read. A field that is reached again while it is inferred closes a circle and reads blank.
 */
export class ObjectTypes {
  readonly #byId: ReadonlyMap<string, ObjectModel>
  readonly #known = new Map<string, TypedField>()
  readonly #open: string[] = []
  readonly #circles = new Map<string, readonly string[]>()
  readonly userObject: string

  constructor(readonly objects: ReadonlyMap<string, ObjectModel>) {
    this.#byId = new Map([...objects.values()].map((object) => [object.id, object]))
    this.userObject = objects.get('user')?.id ?? 'user'
  }

  object(id: string): ObjectModel | undefined {
    return this.#byId.get(id)
  }

  /** A field of the object with this id. */
  field(object: string, name: { readonly key: string } | { readonly id: string }): TypedField | undefined {
    const model = this.#byId.get(object)
    if (model === undefined) return undefined
    const isWanted = (field: { key: string; id?: string }): boolean =>
      'id' in name ? (field.id ?? field.key) === name.id : field.key === name.key
    const field = 'key' in name ? model.fieldsByKey.get(name.key) : model.fields.find(isWanted)
    if (field !== undefined) return hasValue(field) ? this.#typed(model, field) : undefined
    if (isWanted({ key: 'id' })) return { ...plain('id', { kind: 'record', object }), isLookup: false }
    const hidden = hiddenSystemFields.find(isWanted)
    return hidden === undefined ? undefined : plain(hidden.key, this.#plainType(hidden, hidden.key))
  }

  fieldKeys(object: string): readonly string[] {
    return [
      ...(this.#byId
        .get(object)
        ?.fields.filter(hasValue)
        .map(({ key }) => key) ?? []),
      'id',
      'version',
    ]
  }

  /** The scope of texts about the object with this id. */
  scope(root: string, allow: { readonly me: boolean; readonly old: boolean }): Scope {
    return {
      root,
      userObject: this.userObject,
      allowMe: allow.me,
      allowOld: allow.old,
      hasTree: (object) => this.#byId.get(object)?.tree !== undefined,
      fieldKeys: (object) => this.fieldKeys(object),
      field: (object, name) => this.field(object, name),
      objectKey: (object) => this.#byId.get(object)?.key,
    }
  }

  #typed(object: ObjectModel, field: FieldModel): TypedField {
    const place = `${object.id}/${field.id}`
    const known = this.#known.get(place)
    if (known !== undefined) return known
    const nothing = { id: field.id, key: field.key, type: blank, class: 'record', isLookup: false } as const
    if (this.#open.includes(place)) {
      this.#circles.set(place, this.#open.slice(this.#open.indexOf(place)))
      return { ...nothing, problems: [], decimals: undefined }
    }
    this.#open.push(place)
    const { decimals } = field.document
    const inferred = this.#infer(object, field)
    this.#open.pop()
    const circle = this.#circles.get(place)
    const typed: TypedField = {
      ...nothing,
      problems: [],
      decimals: typeof decimals === 'number' ? decimals : undefined,
      // What is in a circle is not evaluated: it would never end.
      ...(circle === undefined ? inferred : { problems: [this.#circleProblem(circle)] }),
    }
    this.#known.set(place, typed)
    return typed
  }

  #circleProblem(places: readonly string[]): FormulaProblem {
    const keys = places.map((place) => {
      const [object = '', id] = place.split('/')
      return this.#byId.get(object)?.fields.find((field) => field.id === id)?.key ?? ''
    })
    return circleProblem(keys)
  }

  #infer(object: ObjectModel, { document }: FieldModel): Pick<TypedField, 'type' | 'class'> & Partial<TypedField> {
    const definition = fieldTypeDefinitions.get(document.type)
    if (definition?.formulaText !== undefined)
      return this.#formula(object, definition.formulaText(withDefaults(definition, document), 'keys'))
    if (document.type === 'rollup') return { ...this.#rollup(object, document), isLookup: false }
    return { type: this.#plainType(document, document.id ?? document.key), class: 'record', isLookup: true }
  }

  #plainType(document: FieldDocument, id: string): FormulaType {
    if (document.type === 'user') return { kind: 'record', object: this.userObject }
    const definition = fieldTypeDefinitions.get(document.type)
    if (definition === undefined || definition.kind === 'formula' || definition.kind === 'rollup') return blank
    if (definition.kind === 'links')
      return { kind: 'list', of: { kind: 'record', object: this.#idOf(linksTarget(document)) } }
    const type = definition.formulaType(withDefaults(definition, document), { id })
    // Documents name objects by key, types by id.
    if (type.kind === 'anyRecord') {
      const targets = type.targets.map((target) => this.#idOf(target.object))
      return { kind: 'anyRecord', targets: targets.map((object) => ({ object, field: partOfTarget(id, object) })) }
    }
    return type.kind === 'record' ? { kind: 'record', object: this.#idOf(type.object) } : type
  }

  #idOf(object: string): string {
    return this.objects.get(object)?.id ?? object
  }

  #formula(object: ObjectModel, text: string): Pick<TypedField, 'type' | 'class'> & Partial<TypedField> {
    const scope = this.scope(object.id, { me: false, old: false })
    const { expression, problems } = compile(text, scope)
    if (expression === undefined) return { type: blank, class: 'record', isLookup: false, problems }
    return { type: expression.type, class: expression.class, isLookup: false, formula: expression, problems }
  }

  #rollup(object: ObjectModel, document: FieldDocument): { type: FormulaType; class: ExpressionClass } {
    const [childKey = '', via = ''] = String(document.relation ?? '').split('.')
    const child = this.objects.get(childKey)
    const none = { type: blank, class: 'related' as const }
    const by = child?.fieldsByKey.get(via)
    if (child === undefined || by === undefined || !pointsTo(by).includes(object.key)) return none
    const source = typeof document.field === 'string' ? this.field(child.id, { key: document.field }) : undefined
    const type = rollupType(String(document.function), source?.type)
    if (type === undefined) return none
    const { filter } = document
    const compiled =
      typeof filter === 'string'
        ? compile(filter, this.scope(child.id, { me: false, old: false }), { type: 'boolean' }).expression
        : undefined
    const inputs = widerClass(source?.class ?? 'record', compiled?.class ?? 'record')
    return { type, class: widerClass('related', inputs) }
  }
}

function plain(key: string, type: FormulaType): TypedField {
  return { id: key, key, type, class: 'record', isLookup: true, problems: [], decimals: undefined }
}

const tables = new WeakMap<ReadonlyMap<string, ObjectModel>, ObjectTypes>()

/** The types of these objects; inferred once per map. */
export function objectTypes(objects: ReadonlyMap<string, ObjectModel>): ObjectTypes {
  let types = tables.get(objects)
  if (types === undefined) tables.set(objects, (types = new ObjectTypes(objects)))
  return types
}

/** The options of a field in a draft, which may lack what its type asks for. */
function withDefaults({ optionsSchema }: FieldTypeDefinition, document: FieldDocument): Record<string, unknown> {
  const required = (optionsSchema.required ?? []) as readonly string[]
  const properties = (optionsSchema.properties ?? {}) as Readonly<Record<string, { readonly type?: unknown }>>
  const blank = (name: string): unknown => (properties[name]?.type === 'array' ? [] : '')
  return {
    ...Object.fromEntries(required.map((name) => [name, blank(name)])),
    ...fillDefaults(optionsSchema, document),
  }
}
