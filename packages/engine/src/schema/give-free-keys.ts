import { describeProblem } from '@tessera/metadata'
import type { Hazard, Localized, StoredDocument } from '@tessera/metadata'
import { objectBodies } from '../catalog/object-body.js'
import type { FieldBody, ObjectBody } from '../catalog/object-body.js'

interface Keyed {
  readonly id: string
  readonly key: string
  readonly label?: Localized
}

/** Lists of an object, besides its fields, whose members have keys of their own. */
const keyedLists = ['rules', 'stages', 'noOverlap', 'duplicates'] as const

interface Freed {
  readonly documents: ReadonlyMap<string, StoredDocument>
  /** Information: what came back under another key. */
  readonly hazards: readonly Hazard[]
}

/**
 * Documents, fields, options, rules and the like that come back while their key is taken by another one get the key with a number:
 * `cost` comes back as `cost2`. What is there now keeps its key.
 */
export function giveFreeKeys(
  now: ReadonlyMap<string, StoredDocument>,
  merged: ReadonlyMap<string, StoredDocument>,
  code: 'key.taken' | 'template.key_taken' = 'key.taken',
): Freed {
  const hazards: Hazard[] = []
  const note = (place: string, key: string, instead: string): void => {
    const message = describeProblem(code, { key, instead })
    hazards.push({ id: `${code}:${place}`, severity: 'info', message, rows: 0, samples: [] })
  }
  const documents = new Map(merged)
  for (const kind of new Set([...merged.values()].map((document) => document.kind))) {
    const all = [...merged.values()].filter((document) => document.kind === kind)
    for (const document of withFreeKeys(
      all,
      (id) => now.has(id),
      (from, to) => note(from, from, to),
    )) {
      if (merged.get(document.id)?.key !== document.key) documents.set(document.id, document)
    }
  }
  const bodies = new Map(objectBodies(now.values()).map((body) => [body.id, body]))
  for (const body of objectBodies(documents.values())) {
    const before = bodies.get(body.id)
    if (before === undefined) continue
    const notePart = (from: string, to: string): void => note(`${body.key}.${from}`, from, to)
    const fields = withFreeKeys(body.fields, isIn(before.fields), notePart).map((field) =>
      withFreeOptions(
        field,
        before.fields.find(({ id }) => id === field.id),
        (from, to) => notePart(`${field.key}.${from}`, to),
      ),
    )
    const others = keyedLists.flatMap((list) => {
      const members: readonly Keyed[] = body[list] ?? []
      const free = withFreeKeys(members, isIn(before[list] ?? []), notePart)
      return isEqualList(free, members) ? [] : [[list, free] as const]
    })
    if (isEqualList(fields, body.fields) && others.length === 0) continue
    const freed: ObjectBody = { ...body, fields, ...Object.fromEntries(others) }
    documents.set(body.id, freed as unknown as StoredDocument)
  }
  return { documents, hazards }
}

function withFreeOptions(
  field: FieldBody,
  before: FieldBody | undefined,
  note: (from: string, to: string) => void,
): FieldBody {
  const [options, known] = [optionsOf(field), optionsOf(before)]
  const freed = withFreeKeys(options, isIn(known), note)
  return isEqualList(freed, options) ? field : { ...field, options: freed }
}

const optionsOf = (field: FieldBody | undefined): readonly Keyed[] =>
  Array.isArray(field?.options) ? (field.options as readonly Keyed[]) : []

const isIn =
  (members: readonly Keyed[]) =>
  (id: string): boolean =>
    members.some((member) => member.id === id)

const isEqualList = (now: readonly Keyed[], before: readonly Keyed[]): boolean =>
  now.every((member, index) => member === before[index])

/** The members in their order; those that were not there before give way. */
function withFreeKeys<K extends Keyed>(
  members: readonly K[],
  wasThere: (id: string) => boolean,
  note: (from: string, to: string) => void,
): K[] {
  const taken = new Set(members.filter(({ id }) => wasThere(id)).map(({ key }) => key.toLowerCase()))
  return members.map((member) => {
    if (wasThere(member.id)) return member
    let key = member.key
    for (let number = 2; taken.has(key.toLowerCase()); number += 1) key = `${member.key.slice(0, 37)}${number}`
    taken.add(key.toLowerCase())
    if (key === member.key) return member
    note(member.key, key)
    return { ...member, key }
  })
}
