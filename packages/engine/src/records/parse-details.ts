import { fieldProblemOf, makeFieldProblem } from '@tessera/metadata'
import { objectById } from '../catalog/catalog.js'
import type { CatalogField } from '../catalog/catalog.js'
import type { Actor } from '../contract.js'
import { isUuid, uuid7 } from '../storage/uuid7.js'
import { pathOf } from './draft.js'
import type { Draft } from './draft.js'
import type { DraftInput } from './parse-draft.js'
import type { WriteRequest } from './write-request.js'

type Body = Readonly<Record<string, unknown>>

/** How one record is parsed: handed in because it calls this. */
type ParseDraft = (request: WriteRequest, actor: Actor, input: DraftInput) => Draft

/** Takes the lines out of a body: they are records of their own. What the writer may not send stays in, to be refused there. */
export function splitDetails(
  { object, access }: WriteRequest,
  body: Body,
): { readonly own: Body; readonly lines: readonly (readonly [CatalogField, unknown])[] } {
  const lines = Object.entries(body).flatMap(([key, value]) => {
    const field = object.fieldsByKey.get(key)
    return field?.details !== undefined && (access.writes(field) || access.writesNew(field))
      ? [[field, value] as const]
      : []
  })
  if (lines.length === 0) return { own: body, lines }
  const taken = new Set(lines.map(([{ key }]) => key))
  return { own: Object.fromEntries(Object.entries(body).filter(([key]) => !taken.has(key))), lines }
}

/** Reads what was sent as the lines of a field, and adds it to the draft: all of them, in order; null is none. */
export function parseDetails(
  request: WriteRequest,
  actor: Actor,
  draft: Draft,
  field: CatalogField,
  sent: unknown,
  parse: ParseDraft,
): void {
  if (field.details === undefined) return
  const child = objectById(request.catalog, field.details.child)
  const parsed = field.definition.parse(sent, field.context)
  if ('problem' in parsed) {
    draft.problems.push(fieldProblemOf(pathOf(draft, field.key), parsed.problem, field.label))
    return
  }
  const seen = new Set<string>()
  const bodies = (parsed.value ?? []) as unknown as readonly Body[]
  const lines = bodies.map(({ id, version, ...values }, index): Draft => {
    const place = `${field.key}/${index}`
    const line = parseLine({ ...request, object: child }, actor, parse, { place, index, values, id, version })
    if (seen.has(line.id)) line.problems.push(makeFieldProblem(place, 'batch.repeated', { id: line.id }))
    seen.add(line.id)
    // What keeps a line out is told with all that is wrong with its record, not after it.
    const refused = line.op === 'create' ? line.refused.map(({ problem }) => problem) : []
    const problems = [...line.problems, ...refused]
    draft.problems.push(...problems.map((problem) => ({ ...problem, path: pathOf(draft, problem.path) })))
    return line
  })
  draft.details.push({ field, child, access: request.access, lines, held: new Map(), removed: [] })
}

interface LineBody {
  readonly place: string
  readonly index: number
  readonly values: Body
  readonly id: unknown
  readonly version: unknown
}

/** A line with an id is changed, one without is made. */
function parseLine(
  request: WriteRequest,
  actor: Actor,
  parse: ParseDraft,
  { place, index, values, id, version }: LineBody,
): Draft {
  const input = { place, index, body: values }
  if (id === undefined || id === null) return parse(request, actor, { ...input, op: 'create', newId: uuid7() })
  return parse(request, actor, {
    ...input,
    op: 'change',
    id: isUuid(id) ? id : '',
    ifVersion: Number.isSafeInteger(version) ? Number(version) : undefined,
  })
}
