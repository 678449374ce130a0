import { localize } from '@tessera/metadata'
import type { JsonSchema, Locale } from '@tessera/metadata'
import type { Access } from '../access/access.js'
import { isSystemActor } from '../access/actor.js'
import type { Actor } from '../contract.js'
import type { Catalog, CatalogField, CatalogObject } from '../catalog/catalog.js'

/**
 * JSON Schema 2020-12 of what an actor may send to create a record. A required field with a default may be left out; to
 * change a record every field may.
 */
export function readWriteSchema(catalog: Catalog, object: CatalogObject, access: Access, actor: Actor): JsonSchema {
  const { locale } = actor
  // Records of people are kept by the platform: nobody else writes any of their fields.
  const managed = object.id === catalog.userObject && !isSystemActor(actor)
  const writable = managed ? [] : object.fields.filter((field) => access.writes(field))
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: localize(object.label, locale),
    type: 'object',
    properties: Object.fromEntries(writable.map((field) => [field.key, schemaOf(field, locale)])),
    required: writable.filter((field) => field.required && field.default === undefined).map((field) => field.key),
    additionalProperties: false,
  }
}

function schemaOf(field: CatalogField, locale: Locale): JsonSchema {
  return { title: localize(field.label, locale), ...field.definition.writeSchema(field.context) }
}
