import { isJsonObject } from '../documents/checks/parts.js'
import type { WireDocument } from '../documents/document.js'
import { documentStructures, type PartList } from '../documents/structure.js'
import { makeFieldProblem, type FieldProblem } from '../errors/field-problem.js'
import { nearest } from '../text/nearest.js'
import { shownText } from '../text/shown-text.js'
import { toPointer } from '../text/json-pointer.js'
import { memberName } from './identify-documents.js'
import type { TemplateManifest } from './template.js'

type JsonObject = Readonly<Record<string, unknown>>

/**
 * Whether `formerKeys` names parts that are there, by keys that are free today.
 *
 * Errors: `template.former_part`, `template.former_taken`; paths are `/manifest/formerKeys/<path>`.
 */
export function checkFormerKeys(
  { formerKeys = {} }: TemplateManifest,
  documents: readonly WireDocument[],
): readonly FieldProblem[] {
  const entries = Object.entries(formerKeys)
  if (entries.length === 0) return []
  const parts = new Set(partNames(documents))
  return entries.flatMap(([path, key]) => {
    const pointer = `/manifest/formerKeys${toPointer([path])}`
    if (!parts.has(path)) {
      const didYouMean = parts.size > 5000 ? undefined : nearest(path, parts)
      return [makeFieldProblem(pointer, 'template.former_part', { name: shownText(path, 200), didYouMean })]
    }
    const then = [...path.split('/').slice(0, -1), key].join('/')
    return parts.has(then) ? [makeFieldProblem(pointer, 'template.former_taken', { key: shownText(key) })] : []
  })
}

/** Paths of documents and of all their parts that have a key: `object/account/fields/level`. */
export function partNames(documents: readonly WireDocument[]): readonly string[] {
  return documents.flatMap((document) => {
    const path = `${document.kind}/${document.key}`
    return [path, ...namesIn({ ...document }, documentStructures[document.kind].lists, path)]
  })
}

function namesIn(body: JsonObject, lists: readonly PartList[], path: string): readonly string[] {
  return lists.flatMap(({ list, lists: inner = [] }) => {
    const members = body[list]
    if (!Array.isArray(members)) return []
    return members.filter(isJsonObject).flatMap((member) => {
      const name = memberName(member)
      if (name === undefined) return []
      const at = `${path}/${list}/${name}`
      return [at, ...namesIn(member, inner, at)]
    })
  })
}
