import { describeProblem } from '@tessera/metadata'
import type { Hazard } from '@tessera/metadata'
import type { FieldBody, ObjectBody } from '../catalog/object-body.js'
import type { DocumentChange } from './document-changes.js'

interface Keyed {
  readonly id: string
  readonly key: string
}

/** A warning for every key that programs outside may use and that changes: documents, fields, options. */
export function renameHazards(changes: readonly DocumentChange[]): Hazard[] {
  return changes.flatMap(({ before, after }) => {
    if (before === undefined || after === undefined) return []
    const own = renamed(before, after, before.key)
    if (before.kind !== 'object') return own
    const [old, body] = [before as unknown as ObjectBody, after as unknown as ObjectBody]
    return [...own, ...pairs(old.fields, body.fields).flatMap(([was, is]) => fieldRenames(old.key, was, is))]
  })
}

function fieldRenames(object: string, before: FieldBody, after: FieldBody): Hazard[] {
  const place = `${object}.${before.key}`
  return [
    ...renamed(before, after, place),
    ...pairs(optionsOf(before), optionsOf(after)).flatMap(([was, is]) => renamed(was, is, `${place}.${was.key}`)),
  ]
}

function renamed(before: Keyed, after: Keyed, place: string): Hazard[] {
  if (before.key === after.key) return []
  const message = describeProblem('key.renamed', { from: before.key, to: after.key })
  return [{ id: `key.renamed:${place}`, severity: 'warn', message, rows: 0, samples: [] }]
}

const optionsOf = (field: FieldBody): readonly Keyed[] =>
  Array.isArray(field.options) ? (field.options as Keyed[]) : []

function pairs<P extends Keyed>(before: readonly P[], after: readonly P[]): [P, P][] {
  const old = new Map(before.map((part) => [part.id, part]))
  return after.flatMap((part): [P, P][] => {
    const was = old.get(part.id)
    return was === undefined ? [] : [[was, part]]
  })
}
