import type { CatalogObject } from './catalog.js'

/** True for the system's own object of departments, not for one that a customer calls so. */
export const isDepartment = (object: CatalogObject): boolean => object.system && object.key === 'department'
