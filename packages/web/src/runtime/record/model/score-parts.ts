import { isTexts, type FieldDocument, type Localized } from '@tessera/metadata'
import type { FormModel } from '@/runtime/form/model/form-model'

/** One contribution of a score, and whether it counts for the record. */
export interface ScorePart {
  readonly label: Localized
  readonly points: number
  readonly counts: boolean
}

/** What a score of a record is made of; undefined for fields that are none. Judged by the formulas of the form, as the score itself is. */
export function scorePartsOf(
  form: Pick<FormModel, 'holds'>,
  { contributions }: FieldDocument,
): readonly ScorePart[] | undefined {
  if (!Array.isArray(contributions)) return undefined
  return contributions.filter(isContribution).map(({ label, points, when }) => ({
    label,
    points,
    counts: form.holds(when),
  }))
}

interface Contribution {
  readonly label: Localized
  readonly points: number
  readonly when: string
}

function isContribution(value: unknown): value is Contribution {
  if (typeof value !== 'object' || value === null) return false
  const { label, points, when } = value as Partial<Contribution>
  return (typeof label === 'string' || isTexts(label)) && typeof points === 'number' && typeof when === 'string'
}
