import type { Localized, StoredDocument } from '@tessera/metadata'
import { qualified } from '../storage/identifiers.js'
import type { Queryable } from '../storage/statement.js'
import { labelOfDocument } from './summarize-changes.js'

/**
 * Every id a workspace has ever given, hidden parts included: ids are never used twice, and what was hidden may come back.
 * A process reads each version of a document once; later calls read only what was published since.
 */
export class Ledger {
  /** Ids of documents, fields, rules, … */
  readonly #ids = new Set<string>()
  /** Ids of the parts of a document, and '' for itself, by document id. */
  readonly #parts = new Map<string, Set<string>>()
  /** Option ids by field id. */
  readonly #options = new Map<string, Set<string>>()
  /** Last label, by id of document or field; of options by `<field>/<option>`. */
  readonly #labels = new Map<string, Localized>()
  #revision = 0

  /** Reads what this ledger does not know yet. */
  async update(db: Queryable, schema: string): Promise<void> {
    const { rows } = await db.query<{ revision: number; body: StoredDocument }>(
      `SELECT revision, body FROM ${qualified(schema, 'document_versions')} WHERE revision > $1 ORDER BY revision`,
      [this.#revision],
    )
    for (const { revision, body } of rows) {
      this.add(body)
      this.#revision = revision
    }
  }

  add(document: StoredDocument): void {
    const parts = this.#parts.get(document.id) ?? new Set<string>([''])
    this.#parts.set(document.id, parts)
    this.#ids.add(document.id)
    this.#labels.set(document.id, labelOfDocument(document))
    for (const list of Object.values(document)) this.#addParts(list, parts)
  }

  isTaken(id: string): boolean {
    return this.#ids.has(id)
  }

  isOptionTaken(fieldId: string, optionId: string): boolean {
    return this.#options.get(fieldId)?.has(optionId) === true
  }

  /** Whether a document (`''`) or a part of it has ever existed. */
  has(documentId: string, partId: string): boolean {
    return this.#parts.get(documentId)?.has(partId) === true
  }

  /** The last label of a document, a field, or an option (`<field>/<option>`). */
  label(id: string): Localized | undefined {
    return this.#labels.get(id)
  }

  #addParts(list: unknown, parts: Set<string>, field?: string): void {
    if (!Array.isArray(list)) return
    for (const member of list as readonly unknown[]) {
      if (typeof member !== 'object' || member === null || !('id' in member) || typeof member.id !== 'string') continue
      const { id } = member
      parts.add(id)
      if (field === undefined) this.#ids.add(id)
      else this.#options.set(field, (this.#options.get(field) ?? new Set<string>()).add(id))
      const label = 'label' in member ? member.label : undefined
      if (label !== undefined) this.#labels.set(field === undefined ? id : `${field}/${id}`, label as Localized)
      for (const [name, inner] of Object.entries(member))
        this.#addParts(inner, parts, name === 'options' ? id : undefined)
    }
  }
}
