import type { Access } from '../access/access.js'
import type { Catalog } from '../catalog/catalog.js'

const largest = 500

/**
 * What was compiled for the shapes of requests (object, fields, filter, sort …), per catalog and access: a repeated request
 * costs one look-up. The least recently used shape goes first; a new revision starts empty, since the catalog is the key.
 */
export class ShapeCache<T> {
  readonly #byCatalog = new WeakMap<Catalog, WeakMap<Access, Map<string, T>>>()

  /** The value of a shape, made when it is not there. What `make` throws is not kept. */
  get(catalog: Catalog, access: Access, shape: string, make: () => T): T {
    const shapes = this.#shapesOf(catalog, access)
    let value = shapes.get(shape)
    if (value === undefined) value = make()
    else shapes.delete(shape)
    shapes.set(shape, value)
    if (shapes.size > largest) shapes.delete(shapes.keys().next().value ?? '')
    return value
  }

  #shapesOf(catalog: Catalog, access: Access): Map<string, T> {
    let byAccess = this.#byCatalog.get(catalog)
    if (byAccess === undefined) this.#byCatalog.set(catalog, (byAccess = new WeakMap()))
    let shapes = byAccess.get(access)
    if (shapes === undefined) byAccess.set(access, (shapes = new Map()))
    return shapes
  }
}
