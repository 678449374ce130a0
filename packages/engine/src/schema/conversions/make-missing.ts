import { AppError } from '@tessera/metadata'
import { objectById } from '../../catalog/catalog.js'
import type { Catalog, CatalogField, CatalogObject } from '../../catalog/catalog.js'
import type { Actor, Records } from '../../contract.js'
import type { ParseResult } from '@tessera/metadata'

/**
 * The object whose records a lookup misses by their titles, where such records can be made: its title is a text that people write,
 * and its records are not kept by the platform. Undefined otherwise.
 */
export function makeableTarget(catalog: Catalog, field: CatalogField): CatalogObject | undefined {
  if (field.target === undefined || field.target === catalog.userObject) return undefined
  const target = objectById(catalog, field.target)
  const { titleField } = target
  return titleField.writable && titleField.formulaType.kind === 'text' ? target : undefined
}

/**
 * Makes a record for every title that a lookup did not find, once each, as the actor. Gives how many were made; one that its object
 * refuses (something else is required) goes on waiting. Errors: 422 convert.cannot_make.
 */
export async function makeMissing(
  records: Records,
  actor: Actor,
  catalog: Catalog,
  field: CatalogField,
  results: readonly ParseResult[],
): Promise<number> {
  const target = makeableTarget(catalog, field)
  if (target === undefined) throw new AppError('convert.cannot_make', { label: field.label })
  const titles = results.flatMap((result) => {
    if (!('problem' in result) || result.problem.code !== 'convert.no_record') return []
    return [String((result.problem.details as { readonly value: string }).value)]
  })
  const create = [...new Set(titles)].map((title) => ({ [target.titleField.key]: title }))
  if (create.length === 0) return 0
  const answer = await records.batch(actor, target.key, { create }, { partial: true })
  return 'ok' in answer ? answer.ok : create.length
}
