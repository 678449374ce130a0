import type { ObjectModel } from './objects'

/** People are made and changed where accounts are; records of every other object are anybody's who may. */
export const isWritableHere = (object: ObjectModel): boolean => object.key !== 'user' || !object.isSystem
