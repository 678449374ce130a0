import { localize } from '@tessera/metadata'
import type { JsonSchema, Locale } from '@tessera/metadata'
import type { Access } from '../access/access.js'
import { administersPeople, keepsPeople } from '../access/people-keeper.js'
import type { Actor } from '../contract.js'
import { objectById } from '../catalog/catalog.js'
import { isDepartment } from '../catalog/is-department.js'
import type { Catalog, CatalogDetails, CatalogField, CatalogObject } from '../catalog/catalog.js'

/**
 * JSON Schema 2020-12 of what an actor may send to create a record. A required field with a default may be left out; to
 * change a record every field may.
 */
export function readWriteSchema(catalog: Catalog, object: CatalogObject, access: Access, actor: Actor): JsonSchema {
  const { locale } = actor
  // Records of people are kept by the platform: nobody else writes any of their fields. Departments belong to who administers people.
  const managed =
    (object.id === catalog.userObject && !keepsPeople(actor)) ||
    (isDepartment(object) && !administersPeople(catalog, actor))
  const writable = managed ? [] : object.fields.filter((field) => access.writes(field) || access.writesNew(field))
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: localize(object.label, locale),
    type: 'object',
    properties: Object.fromEntries(writable.map((field) => [field.key, schemaOf(catalog, access, field, locale)])),
    required: writable.filter((field) => field.required && field.default === undefined).map((field) => field.key),
    additionalProperties: false,
  }
}

function schemaOf(catalog: Catalog, access: Access, field: CatalogField, locale: Locale): JsonSchema {
  const schema = { title: localize(field.label, locale), ...field.definition.writeSchema(field.context) }
  return field.details === undefined ? schema : { ...schema, items: lineSchema(catalog, access, field.details, locale) }
}

/** A line: with an id it is changed, and its version may be named; without one it is made. */
function lineSchema(catalog: Catalog, access: Access, { child, via }: CatalogDetails, locale: Locale): JsonSchema {
  const fields = objectById(catalog, child).fields.filter(
    (field) => (access.writes(field) || access.writesNew(field)) && field.id !== via && field.details === undefined,
  )
  return {
    type: 'object',
    properties: {
      id: { type: 'string', format: 'uuid' },
      version: { type: 'integer' },
      ...Object.fromEntries(fields.map((field) => [field.key, schemaOf(catalog, access, field, locale)])),
    },
    additionalProperties: false,
  }
}
