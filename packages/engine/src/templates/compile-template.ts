import { AppError } from '@tessera/metadata'
import type { FieldProblem, StoredDocument } from '@tessera/metadata'
import { checkDocumentFormulas } from '../schema/check-document-formulas.js'
import { compileDraft } from '../schema/compile-next.js'
import type { PrepareInput } from '../schema/prepare-change.js'
import { storeFormulas } from '../schema/store-formulas.js'
import type { ResolvedTemplate } from './resolve-template.js'

type Documents = ReadonlyMap<string, StoredDocument>

/**
 * Checks the documents of a template in the world they are for, and gives them with their formulas in stored form.
 *
 * @param world the documents around them
 * @param joined for documents that become part of others: what they are then
 * Errors: 422 template.invalid with pointers into the package.
 */
export function compileTemplate(
  { context, installed }: PrepareInput,
  world: Documents,
  { documents, problems }: ResolvedTemplate,
  joined: Documents = new Map(),
): Documents {
  refuse(problems)
  const set = new Map(world)
  for (const document of documents) set.set(document.id, joined.get(document.id) ?? document)
  const draft = compileDraft(context, installed, set)
  const incoming = documents.map(({ id }) => set.get(id) as StoredDocument)
  const found = [...draft.problems, ...checkDocumentFormulas(draft.catalog, incoming)]
  refuse(
    found.flatMap(({ documentId, pointer, code, message, hint, span }): FieldProblem[] => {
      const index = documents.findIndex(({ id }) => id === documentId)
      if (index === -1) return []
      // The places of a joined document are not those of the package.
      const path = `/documents/${index}${joined.has(documentId) ? '' : pointer}`
      return [{ path, code, message, ...(hint === undefined ? {} : { hint }), ...(span === undefined ? {} : { span }) }]
    }),
  )
  return new Map(documents.map((document) => [document.id, storeFormulas(draft.catalog, document)]))
}

function refuse(errors: readonly FieldProblem[]): void {
  if (errors.length > 0) throw new AppError('template.invalid', { count: errors.length }).with({ errors })
}
