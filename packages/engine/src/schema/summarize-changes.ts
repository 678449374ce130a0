import type { ChangeSummary, Localized, StoredDocument } from '@tessera/metadata'
import type { ObjectBody } from '../catalog/object-body.js'
import { fieldChanges, objectItselfChanged } from './document-changes.js'
import type { DocumentChange } from './document-changes.js'

/**
 * What a change did, in lines for the list of revisions: documents as a whole, fields of objects one by one.
 *
 * @param wasThere whether a part (document id, part id or '') has existed before and was hidden
 */
export function summarizeChanges(
  changes: readonly DocumentChange[],
  wasThere: (documentId: string, partId: string) => boolean,
): ChangeSummary[] {
  return changes.flatMap(({ before, after }) => {
    if (after === undefined) return before === undefined ? [] : [lineOf('hide', before)]
    if (before === undefined) return [lineOf(wasThere(after.id, '') ? 'restore' : 'add', after)]
    if (after.kind !== 'object') return [lineOf('change', after)]
    const [old, body] = [before as unknown as ObjectBody, after as unknown as ObjectBody]
    const fields = fieldChanges(old, body).map((change): ChangeSummary => {
      const field = change.after ?? change.before
      const op = fieldOp(change.before === undefined, change.after === undefined, () =>
        wasThere(after.id, field?.id ?? ''),
      )
      return { ...lineOf(op, after), field: field?.key ?? '', label: field?.label ?? '' }
    })
    return objectItselfChanged(old, body) ? [lineOf('change', after), ...fields] : fields
  })
}

function fieldOp(isNew: boolean, isGone: boolean, wasThere: () => boolean): ChangeSummary['op'] {
  if (isGone) return 'hide'
  if (!isNew) return 'change'
  return wasThere() ? 'restore' : 'add'
}

function lineOf(op: ChangeSummary['op'], document: StoredDocument): ChangeSummary {
  return { op, kind: document.kind, key: document.key, label: labelOfDocument(document) }
}

/** The label of a document, or its key where its kind needs none. */
export function labelOfDocument(document: StoredDocument): Localized {
  return (document.label as Localized | undefined) ?? document.key
}
