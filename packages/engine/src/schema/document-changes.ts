import { isEqualJson } from '@tessera/metadata'
import type { StoredDocument } from '@tessera/metadata'
import type { FieldBody, ObjectBody } from '../catalog/object-body.js'
import type { WorkflowBody } from '../catalog/workflow-body.js'

/** A document before and after; one of the two may be missing. */
export interface DocumentChange {
  readonly before: StoredDocument | undefined
  readonly after: StoredDocument | undefined
}

/** The documents that differ between two sets, those that stay or come first, those that go last. */
export function documentChanges(
  now: ReadonlyMap<string, StoredDocument>,
  next: ReadonlyMap<string, StoredDocument>,
): DocumentChange[] {
  const changed: DocumentChange[] = []
  for (const [id, after] of next) {
    const before = now.get(id)
    if (!isEqualJson(before, after)) changed.push({ before, after })
  }
  for (const [id, before] of now) if (!next.has(id)) changed.push({ before, after: undefined })
  return changed
}

/** A field's body before and after. */
export interface FieldBodyChange {
  readonly before: FieldBody | undefined
  readonly after: FieldBody | undefined
}

/** The fields that differ between two versions of an object, by id, in the order of the new one. */
export function fieldChanges(before: ObjectBody, after: ObjectBody): FieldBodyChange[] {
  const old = new Map(before.fields.map((field) => [field.id, field]))
  const kept = new Set(after.fields.map((field) => field.id))
  return [
    ...after.fields.map((field) => ({ before: old.get(field.id), after: field })),
    ...before.fields.filter(({ id }) => !kept.has(id)).map((field) => ({ before: field, after: undefined })),
  ].filter(({ before: was, after: is }) => !isEqualJson(was, is))
}

/** True when something of an object besides its fields differs: label, title field, rules, uniqueness, order of fields. */
export function objectItselfChanged(before: ObjectBody, after: ObjectBody): boolean {
  const order = (body: ObjectBody, other: ObjectBody): string[] => {
    const shared = new Set(other.fields.map(({ id }) => id))
    return body.fields.map(({ id }) => id).filter((id) => shared.has(id))
  }
  const rest = ({ fields: _fields, ...others }: ObjectBody): object => others
  return !isEqualJson(rest(before), rest(after)) || !isEqualJson(order(before, after), order(after, before))
}

/** True when writers have something else to do: other fields, types, limits, defaults, rules, stages. Names and order do not count. */
export function writersChange(before: ObjectBody, after: ObjectBody): boolean {
  return !isEqualJson(writersView(before), writersView(after))
}

function writersView({ fields, rules = [], stages = [], duplicates = [] }: ObjectBody): object {
  const byId = <P extends { readonly id: string }>(parts: readonly P[]): object =>
    Object.fromEntries(parts.map((part) => [part.id, part]))
  return {
    fields: byId(fields.map(({ key: _key, label: _label, help: _help, ...rest }) => ({ ...rest, id: rest.id }))),
    rules: byId(rules.map(({ key: _key, message: _message, ...rest }) => rest)),
    stages: stages.map(({ key: _key, label: _label, ...rest }) => rest),
    duplicates: byId(duplicates.map(({ key: _key, label: _label, message: _message, ...rest }) => rest)),
  }
}

/** Ids of the objects whose saves a changed document judges otherwise: those of active rules before saving. */
export function objectsWithOtherRules({ before, after }: DocumentChange): readonly string[] {
  return [before, after].flatMap((document) => {
    if (document?.kind !== 'workflow') return []
    const { active, object, trigger } = document as unknown as WorkflowBody
    return active && trigger.type === 'beforeSave' ? (object ?? []) : []
  })
}
