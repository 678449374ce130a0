import type { FieldProblem, Hazard, WireDocument } from '@tessera/metadata'
import type { DraftProblem, ProblemGrade } from '../draft/problems'
import type { ApiProblem } from '@/api/problem'

type Named = (name: string) => WireDocument | undefined

const grades: Readonly<Record<Hazard['severity'], ProblemGrade>> = { block: 'block', warn: 'warn', info: 'hint' }

/** What the server refuses, with its place in the draft: `/changes/3/document/fields/2/formula` → document 3, `/fields/2/formula`. */
export function problemsOfRefusal(
  refusal: ApiProblem,
  names: readonly string[],
  named: Named,
): readonly DraftProblem[] {
  return refusal.errors.flatMap((error, index) => problemAt(error, index, names, named))
}

function problemAt(
  { path, code, message, hint }: Pick<FieldProblem, 'path' | 'code'> & { message: unknown; hint?: unknown },
  index: number,
  names: readonly string[],
  named: Named,
): readonly DraftProblem[] {
  const [, place, pointer = ''] = /^\/changes\/(\d+)(?:\/document)?(.*)$/.exec(path) ?? []
  const document = named(names[Number(place ?? Number.NaN)] ?? '')
  if (document === undefined) return []
  return [
    {
      id: `${code}/${path}/${index}`,
      grade: 'block',
      message: String(message),
      ...(typeof hint === 'string' ? { hint } : {}),
      kind: document.kind,
      key: document.key,
      pointer,
    },
  ]
}

/** What a plan warns of. A hazard's id names its object and field: `field.hide:visit.cost`. */
export function problemsOfHazards(
  hazards: readonly Hazard[],
  documents: readonly WireDocument[],
): readonly DraftProblem[] {
  return hazards.map(({ id, severity, message }) => {
    const [object = '', field] = id.slice(id.indexOf(':') + 1).split('.')
    const document = documents.find((one) => one.kind === 'object' && one.key === object)
    const at = document?.kind === 'object' ? document.fields.findIndex(({ key }) => key === field) : -1
    return {
      id,
      grade: grades[severity],
      message,
      kind: 'object',
      key: object,
      pointer: at === -1 ? '' : `/fields/${at}`,
    }
  })
}
