import type { ObjectModel } from '@/model/objects'
import { sameWritten, writtenValue } from '@/runtime/form/model/values'
import { asLines, type Line } from './lines-of'

/**
 * Lines as they are sent: all of them, in order. One that was read and not touched by its id alone; one that was changed with its
 * version, so that somebody else's change is not overwritten unseen; a new one with what was filled in.
 *
 * @param stored the lines as they were read
 */
export function writtenLines(value: unknown, stored: unknown, child: ObjectModel, via: string): readonly object[] {
  const before = new Map(asLines(stored).map((line) => [line.id, line]))
  return asLines(value).map((line) => {
    const was = before.get(line.id)
    if (was === undefined) return filledIn(line, child, via)
    const changed = Object.entries(filledIn(line, child, via)).filter(([key, now]) => !sameWritten(now, was[key]))
    return changed.length === 0 ? { id: was.id } : { id: was.id, version: was.version, ...Object.fromEntries(changed) }
  })
}

function filledIn(line: Line, child: ObjectModel, via: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(line).flatMap(([key, value]) => {
      const field = child.fieldsByKey.get(key)
      return field?.isWritable === true && key !== via && value !== undefined ? [[key, writtenValue(value)]] : []
    }),
  )
}

/** Whether sending these lines would change anything. */
export function sameLines(value: unknown, stored: unknown, child: ObjectModel, via: string): boolean {
  const [now, before] = [asLines(value), asLines(stored)]
  const written = writtenLines(now, before, child, via)
  return (
    now.length === before.length &&
    written.every((line, at) => Object.keys(line).length === 1 && 'id' in line && line.id === before[at]?.id)
  )
}
