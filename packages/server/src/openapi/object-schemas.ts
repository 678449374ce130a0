import type { Actor, Engine } from '@tessera/engine'
import {
  fillDefaults,
  localize,
  type FieldTypeDefinition,
  type JsonSchema,
  type ObjectDocument,
} from '@tessera/metadata'
import { plainSchema } from './plain-schema.js'
import { nameTypes, type TypeNames } from './type-names.js'

/** The shapes of one object as the caller may read and write it. */
export interface ObjectSchemas {
  readonly key: string
  readonly label: string
  readonly names: TypeNames
  readonly record: JsonSchema
  readonly create: JsonSchema
  readonly update: JsonSchema
}

/** A reference as it is read: { id, title }. */
const reference: JsonSchema = {
  type: 'object',
  required: ['id', 'title'],
  properties: { id: { type: 'string', format: 'uuid' }, title: { type: ['string', 'null'] } },
}

const referenceOrNull: JsonSchema = { ...reference, type: ['object', 'null'] }

const instant: JsonSchema = { type: 'string', format: 'date-time' }

const systemProperties: Readonly<Record<string, JsonSchema>> = {
  id: { type: 'string', format: 'uuid' },
  version: { type: 'integer' },
  createdAt: instant,
  createdBy: referenceOrNull,
  updatedAt: instant,
  updatedBy: referenceOrNull,
  owner: referenceOrNull,
}

/** The shapes of every object the caller sees, by key. */
export async function readObjectSchemas(
  engine: Engine,
  actor: Actor,
  fieldTypes: ReadonlyMap<string, FieldTypeDefinition>,
): Promise<readonly ObjectSchemas[]> {
  const { documents } = await engine.documents.list(actor, { kinds: ['object'] })
  const objects = documents.filter((document): document is ObjectDocument => document.kind === 'object')
  const names = nameTypes(objects.map(({ key }) => key))
  const schemas: ObjectSchemas[] = []
  for (const object of objects) {
    const write = plainSchema(await engine.records.schema(actor, object.key))
    const { required: _required, ...update } = write
    schemas.push({
      key: object.key,
      label: localize(object.label, actor.locale),
      names: names.get(object.key) as TypeNames,
      record: readSchema(object, fieldTypes, actor),
      create: write,
      update,
    })
  }
  return schemas
}

function readSchema(
  object: ObjectDocument,
  fieldTypes: ReadonlyMap<string, FieldTypeDefinition>,
  actor: Actor,
): JsonSchema {
  const properties: Record<string, JsonSchema> = { ...systemProperties }
  for (const field of object.fields) {
    const definition = fieldTypes.get(field.type)
    if (definition === undefined) continue
    const schema = definition.readSchema({
      id: field.id ?? field.key,
      key: field.key,
      label: field.label,
      options: fillDefaults(definition.optionsSchema, field),
      required: field.required === true,
    })
    properties[field.key] = { description: localize(field.label, actor.locale), ...plainSchema(schema) }
  }
  return { type: 'object', required: Object.keys(properties), properties }
}
