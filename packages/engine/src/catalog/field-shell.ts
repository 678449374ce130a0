import { fillDefaults, partOfTarget } from '@tessera/metadata'
import type { FieldTypeDefinition, FieldTypeServer, ServerFieldContext } from '@tessera/metadata'
import type { ExpressionClass, Expression, FormulaType } from '@tessera/formula'
import type { FieldTypeRegistry } from '../contract.js'
import { encryptedServer } from '../encryption/encrypted-server.js'
import type { CatalogDetails, CatalogField, CatalogLinks, CatalogRollup } from './catalog.js'
import type { FieldBody, ObjectBody } from './object-body.js'
import { systemFields } from './system-fields.js'

/** A field while its catalog is being built: everything but what its expressions will tell. */
export type FieldShell = { -readonly [K in keyof CatalogField]: CatalogField[K] }

/** What a shell needs from outside the document. */
export interface ShellWorld {
  readonly fieldTypes: FieldTypeRegistry
  readonly userObject: string
  /** Column of a live field, if it has one. */
  column(object: string, field: string): string | undefined
  /** Table of a live field's links. */
  linkTable(object: string, field: string): Pick<CatalogLinks, 'table' | 'tableName'>
  /** Keys of options that were removed but are still in records, by option id. */
  hiddenOptions(object: string, field: string): ReadonlyMap<string, string>
}

const unknownYet: FormulaType = { kind: 'blank' }

/** The shells of an object's own fields; unknown types are left out (validation has reported them). */
export function documentFields(body: ObjectBody, world: ShellWorld): FieldShell[] {
  return body.fields.flatMap((field) => {
    const definition = world.fieldTypes.definitions.get(field.type)
    const server = world.fieldTypes.servers.get(field.type)
    if (definition === undefined || server === undefined) return []
    const shell = shellOf(body, field, definition, server, world)
    const targets = definition.targets?.(shell.context.options)
    return [
      targets === undefined ? shell : { ...shell, members: targets.map((one) => memberOf(body, shell, one, world)) },
    ]
  })
}

/** The lookup that holds those records of a field which are of one of its objects. */
function memberOf(body: ObjectBody, field: FieldShell, target: string, world: ShellWorld): FieldShell {
  const definition = world.fieldTypes.definitions.get('lookup')
  const server = world.fieldTypes.servers.get('lookup')
  if (definition === undefined || server === undefined) throw new Error('no field type lookup')
  const { key, label, required } = field
  const id = partOfTarget(field.id, target)
  const part = { id, key, label, required, type: 'lookup', target, onDelete: field.onDelete }
  return { ...shellOf(body, part, definition, server, world), memberOf: field.id }
}

function shellOf(
  body: ObjectBody,
  field: FieldBody,
  definition: FieldTypeDefinition,
  server: FieldTypeServer,
  world: ShellWorld,
): FieldShell {
  const options = fillDefaults(definition.optionsSchema, field)
  const optionList = (options.options ?? []) as readonly { id: string; key: string }[]
  const context: ServerFieldContext = {
    id: field.id,
    key: field.key,
    label: field.label,
    options,
    required: field.required === true,
    optionKeys: new Map([
      ...world.hiddenOptions(body.id, field.id),
      ...optionList.map(({ id, key }) => [id, key] as const),
    ]),
  }
  const encrypted = options.encrypted === true
  const computed = definition.kind === 'formula' || definition.kind === 'rollup'
  return {
    id: field.id,
    key: field.key,
    label: field.label,
    object: body.id,
    type: field.type,
    system: false,
    required: context.required,
    writable: ['stored', 'details', 'links', 'anyLookup'].includes(definition.kind),
    definition,
    server: encrypted ? encryptedServer(server, world.fieldTypes.cipher) : server,
    encrypted,
    context,
    column: world.column(body.id, field.id),
    target: definition.kind === 'links' ? undefined : targetOf(definition, options, world),
    members: undefined as readonly CatalogField[] | undefined,
    memberOf: undefined,
    isTreeParent: options.tree === true && targetOf(definition, options, world) === body.id,
    onDelete: onDeleteOf(options.onDelete),
    formulaType: computed ? unknownYet : typeOf(definition, options, field.id, world.userObject),
    class: 'record',
    default: undefined as Expression | undefined,
    formula: undefined as Expression | undefined,
    rollup: undefined as CatalogRollup | undefined,
    details: undefined as CatalogDetails | undefined,
    links: linksOf(body.id, field.id, definition, options, world),
    decimals: typeof options.decimals === 'number' ? options.decimals : undefined,
  }
}

function targetOf(
  definition: FieldTypeDefinition,
  options: Record<string, unknown>,
  world: ShellWorld,
): string | undefined {
  return definition.name === 'user' ? world.userObject : definition.references?.(options)
}

/** Of the side that names its target; the other side is known once the fields of all objects are. */
function linksOf(
  object: string,
  field: string,
  definition: FieldTypeDefinition,
  options: Record<string, unknown>,
  world: ShellWorld,
): CatalogLinks | undefined {
  const target = definition.kind === 'links' ? targetOf(definition, options, world) : undefined
  if (target === undefined) return undefined
  return { target, owner: { object, field }, near: 'source', far: 'target', ...world.linkTable(object, field) }
}

const onDeleteOf = (option: unknown): CatalogField['onDelete'] =>
  option === 'refuse' || option === 'cascade' ? option : 'clear'

function typeOf(
  definition: FieldTypeDefinition,
  options: Record<string, unknown>,
  id: string,
  userObject: string,
): FormulaType {
  return definition.name === 'user' ? { kind: 'record', object: userObject } : definition.formulaType(options, { id })
}

/** The shells of the fields every record has. */
export function systemFieldShells(body: ObjectBody, world: ShellWorld): FieldShell[] {
  return systemFields.map((field) => {
    const definition = world.fieldTypes.definitions.get(field.type)
    const server = world.fieldTypes.servers.get(field.type)
    if (definition === undefined || server === undefined) throw new Error(`no field type ${field.type}`)
    const target = field.key === 'id' ? body.id : field.type === 'user' ? world.userObject : undefined
    const options: Record<string, unknown> =
      target === undefined ? fillDefaults(definition.optionsSchema, {}) : { target, onDelete: 'clear' }
    const none: readonly (readonly [string, string])[] = []
    return {
      id: field.key,
      key: field.key,
      label: field.label,
      object: body.id,
      type: field.type,
      system: true,
      required: false,
      writable: field.writable,
      definition,
      server,
      context: {
        id: field.key,
        key: field.key,
        label: field.label,
        options,
        required: false,
        optionKeys: new Map(none),
      },
      column: field.column,
      encrypted: false,
      target,
      members: undefined,
      memberOf: undefined,
      isTreeParent: false,
      onDelete: 'clear' as const,
      formulaType:
        target === undefined ? definition.formulaType(options, { id: field.key }) : { kind: 'record', object: target },
      class: 'record' as ExpressionClass,
      default: undefined,
      formula: undefined,
      rollup: undefined,
      details: undefined,
      links: undefined,
      decimals: field.type === 'number' ? 0 : undefined,
    }
  })
}
