import { makeFieldProblem } from '@tessera/metadata'
import type { Access } from '../access/access.js'
import type { CatalogObject } from '../catalog/catalog.js'
import { pathOf } from './draft.js'
import type { Draft } from './draft.js'

/**
 * Rules, stages and required fields see everything, and refuse in words of whoever designs. That a field is there which is hidden from the
 * writer is not told by where they refuse: it is the record's problem then.
 */
export function withholdNames(object: CatalogObject, access: Access, draft: Draft): void {
  const { problems } = draft
  if (access.isWhole || problems.length === 0) return
  const isKnown = (field: CatalogObject['fields'][number]): boolean =>
    field.system || access.shows(field) || access.writes(field) || access.writesNew(field)
  const hidden = new Set(object.fields.flatMap((field) => (isKnown(field) ? [] : [pathOf(draft, field.key)])))
  const place = pathOf(draft, '')
  const told = problems.flatMap((problem, index) => {
    if (!hidden.has(problem.path)) return problem
    if (isSpoken(problem.code)) return { ...problem, path: place }
    if (!isNeeded(problem.code)) return problem
    // However many there are, it is said once.
    const isFirst = problems.findIndex(({ path, code }) => hidden.has(path) && isNeeded(code)) === index
    return isFirst ? makeFieldProblem(place, 'field.required_hidden') : []
  })
  problems.splice(0, problems.length, ...told)
}

const isNeeded = (code: string): boolean => code === 'field.required' || code === 'stage.required'
const isSpoken = (code: string): boolean => code.startsWith('rule.') || code.startsWith('criterion.')
