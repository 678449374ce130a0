import { defineFieldType } from '@tessera/metadata'
import { nullable, nullableUnlessRequired } from '../../values/nullable.js'
import { importLocation, locationText, parseLocation } from '../../values/parse-location.js'

/** Bounds that hold for both numbers; `parse` knows that latitudes end at 90. */
const schema = {
  type: 'array',
  items: { type: 'number', minimum: -180, maximum: 180 },
  minItems: 2,
  maxItems: 2,
}

/** A point on the earth: latitude and longitude in degrees, a list of two numbers. */
export const definition = defineFieldType<Record<string, never>>({
  name: 'location',
  title: { 'zh-CN': '位置', en: 'Location' },
  icon: 'map-pin',
  group: 'number',
  optionsSchema: { type: 'object', additionalProperties: false, properties: {} },
  kind: 'stored',
  formulaType: () => ({ kind: 'list', of: { kind: 'number' } }),
  emptyValue: null,
  parse: parseLocation,
  importText: importLocation,
  cellText: locationText,
  writeSchema: (field) => nullableUnlessRequired(schema, field),
  readSchema: () => nullable(schema),
  filterOperators: [],
})
