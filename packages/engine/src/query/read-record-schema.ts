import { localize } from '@tessera/metadata'
import type { JsonSchema, Locale } from '@tessera/metadata'
import type { Access } from '../access/access.js'
import type { Actor } from '../contract.js'
import { objectById } from '../catalog/catalog.js'
import type { Catalog, CatalogDetails, CatalogField, CatalogObject } from '../catalog/catalog.js'

/** What the platform keeps of every record, as it is read; people are null where the platform itself wrote. */
const person: JsonSchema = {
  type: ['object', 'null'],
  required: ['id', 'title'],
  properties: { id: { type: 'string', format: 'uuid' }, title: { type: ['string', 'null'] } },
}
const instant: JsonSchema = { type: 'string', format: 'date-time' }
const kept: Readonly<Record<string, JsonSchema>> = {
  id: { type: 'string', format: 'uuid' },
  version: { type: 'integer' },
  createdAt: instant,
  createdBy: person,
  updatedAt: instant,
  updatedBy: person,
  owner: person,
}

/** JSON Schema 2020-12 of a record as an actor reads it with the default fields; computed fields by their inferred type. */
export function readRecordSchema(
  catalog: Catalog,
  object: CatalogObject,
  access: Access,
  { locale }: Actor,
): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: localize(object.label, locale),
    ...valuesSchema(catalog, object, access, locale, () => true),
  }
}

function valuesSchema(
  catalog: Catalog,
  object: CatalogObject,
  access: Access,
  locale: Locale,
  isRead: (field: CatalogField) => boolean,
): JsonSchema {
  const readable = object.fields.filter(
    (field) => access.shows(field) && (!field.system || field.key in kept) && isRead(field),
  )
  const properties = readable.map((field) => [
    field.key,
    // Only of the platform's own fields: a field of people may be called `constructor`, which every object inherits.
    (field.system ? kept[field.key] : undefined) ?? {
      title: localize(field.label, locale),
      ...field.definition.readSchema(field.context),
      ...(field.details === undefined ? {} : { items: linesOf(field.details) }),
    },
  ])
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: readable.map(({ key }) => key),
  }

  function linesOf({ child, via }: CatalogDetails): JsonSchema {
    const lines = objectById(catalog, child)
    return valuesSchema(catalog, lines, access, locale, ({ id, details }) => id !== via && details === undefined)
  }
}
