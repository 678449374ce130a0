import type { Catalog, CatalogField } from '../catalog/catalog.js'

/**
 * The field whose values a computed one has: one of a related record is written like the field it comes from, a sum of amounts like an
 * amount. Others are written like themselves.
 */
export function cellField(catalog: Catalog, field: CatalogField): CatalogField {
  const source = field.definition.followsPath === true ? endOfPath(catalog, field) : summedField(catalog, field)
  return source === undefined ? field : cellField(catalog, source)
}

function endOfPath(catalog: Catalog, field: CatalogField): CatalogField | undefined {
  const steps = String(field.context.options['path'] ?? '').split('.')
  let at: string | undefined = field.object
  let source: CatalogField | undefined
  for (const step of steps) {
    source = at === undefined ? undefined : catalog.objects.get(at)?.fieldsById.get(step)
    at = source?.target
  }
  return source
}

function summedField(catalog: Catalog, { rollup }: CatalogField): CatalogField | undefined {
  if (rollup?.field === undefined || rollup.function === 'count' || rollup.function === 'countDistinct')
    return undefined
  return catalog.objects.get(rollup.child)?.fieldsById.get(rollup.field)
}
