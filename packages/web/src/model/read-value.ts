import { isLinked } from '@tessera/blocks/web'
import { titleOf } from './lookup-source'
import type { FieldModel } from './objects'

/** A value as it is read: a lookup or links that were typed are only ids, and their titles are known to the inputs. */
export function readValue(
  { target, links, targets }: Pick<FieldModel, 'target' | 'links' | 'targets'>,
  value: unknown,
): unknown {
  if (targets !== undefined && isLinked(value) && value.object !== undefined)
    return { ...value, title: value.title ?? titleOf(value.object, value.id) ?? null }
  if (links !== undefined && Array.isArray(value)) return value.map((one: unknown) => titled(links, one))
  return target === undefined ? value : titled(target, value)
}

function titled(object: string, value: unknown): unknown {
  return typeof value === 'string' && value !== '' ? { id: value, title: titleOf(object, value) ?? null } : value
}
