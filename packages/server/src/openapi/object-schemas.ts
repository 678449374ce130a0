import type { Actor, Engine } from '@tessera/engine'
import { localize, type JsonSchema, type ObjectDocument } from '@tessera/metadata'
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

/** The shapes of every object the caller sees, by key. */
export async function readObjectSchemas(engine: Engine, actor: Actor): Promise<readonly ObjectSchemas[]> {
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
      record: plainSchema(await engine.records.recordSchema(actor, object.key)),
      create: write,
      update,
    })
  }
  return schemas
}
