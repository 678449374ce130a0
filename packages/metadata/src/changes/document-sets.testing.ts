import fc from 'fast-check'
import type { StoredDocument } from '../documents/document.js'
import type { DocumentSet } from './change-set.js'

/** Generators of small document sets that share ids, so that differences and conflicts of every kind occur. */

const text = fc.constantFrom('a', 'b', 'c', 'd')
const label = fc.oneof(text, fc.record({ 'zh-CN': text, en: text }))

function part(ids: readonly string[], properties: Record<string, fc.Arbitrary<unknown>>) {
  return fc.uniqueArray(fc.record({ id: fc.constantFrom(...ids), ...properties }, { requiredKeys: ['id'] }), {
    selector: ({ id }: { id: string }) => id,
    maxLength: ids.length,
  })
}

const option = part(['p', 'q', 'r', 's'], { key: text, label })
const field = part(['f1', 'f2', 'f3', 'f4', 'f5'], {
  key: text,
  type: fc.constantFrom('text', 'select', 'number'),
  label,
  required: fc.boolean(),
  default: text,
  options: option,
})
const rule = part(['r1', 'r2'], { key: text, when: text, message: label })
const texts = fc.uniqueArray(fc.constantFrom('f1', 'f2', 'f3', 'f4'), { maxLength: 4 })
const entry = part(['e1', 'e2'], { label, object: text })

const object = fc.record(
  {
    kind: fc.constant('object' as const),
    key: fc.constantFrom('visit', 'deal'),
    label,
    titleField: text,
    fields: field,
    rules: rule,
  },
  { requiredKeys: ['kind', 'key', 'label', 'fields'] },
)
const view = fc.record(
  { kind: fc.constant('view' as const), key: fc.constantFrom('all', 'mine'), label, fields: texts, filter: text },
  { requiredKeys: ['kind', 'key'] },
)
const menu = fc.record({
  kind: fc.constant('menu' as const),
  key: fc.constantFrom('main'),
  entries: part(['m1', 'm2', 'm3'], { label, entries: entry }),
})

/** Any set of up to four documents. */
export const documentSets: fc.Arbitrary<DocumentSet> = fc
  .uniqueArray(fc.tuple(fc.constantFrom('d1', 'd2', 'd3', 'd4'), fc.oneof(object, view, menu)), {
    selector: ([id]) => id,
    maxLength: 4,
  })
  .map((documents) => new Map(documents.map(([id, body]) => [id, plainJson({ id, ...body }) as StoredDocument])))

/** The value with the prototypes JSON gives: fast-check makes some objects without one. */
function plainJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

/** A base and two sets that mix it with others, so that much is shared and some things are changed on one or both sides. */
export const threeSets: fc.Arbitrary<readonly [DocumentSet, DocumentSet, DocumentSet]> = fc
  .tuple(documentSets, documentSets, documentSets, fc.infiniteStream(fc.nat(5)))
  .map(([base, one, two, dice]) => {
    const roll = (): number => dice.next().value as number
    return [base, mix(base, one, roll), mix(base, two, roll)] as const
  })

function mix(base: DocumentSet, other: DocumentSet, roll: () => number): DocumentSet {
  const mixed = new Map<string, StoredDocument>()
  for (const id of new Set([...base.keys(), ...other.keys()])) {
    const [from, to] = [base.get(id), other.get(id)]
    const document = from?.kind === to?.kind ? mixValue(from, to, roll) : roll() > 0 ? from : to
    if (document !== undefined) mixed.set(id, document as StoredDocument)
  }
  return mixed
}

/** Mostly `from`, here and there `to`; lists member by member, sometimes reordered. */
function mixValue(from: unknown, to: unknown, roll: () => number): unknown {
  if (isRecord(from) && isRecord(to)) {
    const names = new Set([...Object.keys(from), ...Object.keys(to)])
    const members = [...names].map((name) => [name, mixValue(from[name], to[name], roll)] as const)
    return Object.fromEntries(members.filter(([, value]) => value !== undefined))
  }
  if (Array.isArray(from) && Array.isArray(to)) return mixList(from, to, roll)
  return roll() > 1 ? from : to
}

function mixList(from: readonly unknown[], to: readonly unknown[], roll: () => number): readonly unknown[] {
  const idOf = (member: unknown): unknown => (isRecord(member) ? member.id : member)
  const kept = from
    .filter(() => roll() > 0)
    .map((member) => {
      const other = to.find((candidate) => idOf(candidate) === idOf(member))
      return other === undefined ? member : mixValue(member, other, roll)
    })
  const added = to.filter((member) => roll() === 0 && !from.some((old) => idOf(old) === idOf(member)))
  const mixed = roll() > 2 ? [...kept, ...added] : [...added, ...kept]
  const first = mixed[0]
  return roll() === 0 && first !== undefined ? [...mixed.slice(1), first] : mixed
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
