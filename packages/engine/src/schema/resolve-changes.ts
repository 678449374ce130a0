import {
  assignIds,
  createResolver,
  makeFieldProblem,
  toStoredDocument,
  toWireDocument,
  validateDocument,
} from '@tessera/metadata'
import type {
  ActionDefinitions,
  Change,
  FieldProblem,
  IdentifiedDocument,
  StoredDocument,
  WireDocument,
  TriggerDefinitions,
} from '@tessera/metadata'
import type { FieldTypeRegistry } from '../contract.js'
import { hashText } from './document-hash.js'
import { documentNames } from './document-names.js'
import type { Ledger } from './ledger.js'

export interface ResolveInput {
  /** The documents the changes are against. */
  readonly base: ReadonlyMap<string, StoredDocument>
  readonly ledger: Ledger
  readonly fieldTypes: FieldTypeRegistry
  readonly actions: ActionDefinitions | undefined
  readonly triggers: TriggerDefinitions | undefined
  /** The platform itself may write its documents. */
  readonly mayWriteSystem: boolean
}

export interface ResolvedChanges {
  /** The whole set after the changes; formulas of documents that were sent are as the person wrote them. */
  readonly documents: ReadonlyMap<string, StoredDocument>
  /** Index of the change that sent a document, by document id. */
  readonly sent: ReadonlyMap<string, number>
  /** With pointers into the request body. When there are any, the set is incomplete. */
  readonly problems: readonly FieldProblem[]
}

/** Applies a list of changes to the base: checks shapes, gives ids to new parts, puts ids in place of keys. */
export function resolveChanges(input: ResolveInput, changes: readonly Change[]): ResolvedChanges {
  const work = new Resolution(input)
  changes.forEach((change, index) => {
    if (change.op === 'delete') work.remove(change.kind, change.key, index)
    else work.put(change.document, index)
  })
  return work.finish()
}

class Resolution {
  readonly #problems: FieldProblem[] = []
  readonly #incoming = new Map<string, IdentifiedDocument>()
  readonly #sent = new Map<string, number>()
  readonly #removed = new Set<string>()

  constructor(private readonly input: ResolveInput) {}

  remove(kind: string, key: string, index: number): void {
    const known = this.#find(kind, key)
    if (known === undefined) {
      this.#report(makeFieldProblem(`/changes/${index}/key`, 'reference.unknown', { target: 'document', name: key }))
    } else if (known.system === true && !this.input.mayWriteSystem) {
      this.#report(makeFieldProblem(`/changes/${index}/key`, 'document.system'))
    } else if (this.#removed.has(known.id)) {
      this.#report(makeFieldProblem(`/changes/${index}/key`, 'document.key_repeated', { key }))
    } else this.#removed.add(known.id)
  }

  put(document: WireDocument, index: number): void {
    const at = `/changes/${index}/document`
    const { fieldTypes, actions, triggers } = this.input
    const shape = validateDocument(document, {
      fieldTypes: fieldTypes.definitions,
      ...(actions === undefined ? {} : { actions }),
      ...(triggers === undefined ? {} : { triggers }),
    })
    this.#report(...shape.map((problem) => ({ ...problem, path: `${at}${problem.path}` })))
    if (shape.length > 0) return
    const known = this.#previousOf(document)
    const wantsSystem = document.system === true
    if (!this.input.mayWriteSystem && (known?.system === true || wantsSystem)) {
      this.#report(makeFieldProblem(at, 'document.system'))
      return
    }
    if (document.id !== undefined && known === undefined && !this.input.ledger.has(document.id, '')) {
      // Nothing of an unknown document can be known: one problem says it all.
      this.#report(makeFieldProblem(`${at}/id`, 'reference.unknown', { target: 'part', name: document.id }))
      return
    }
    const identified = this.#identify(document, known, at)
    if (this.#sent.has(identified.id)) {
      this.#report(makeFieldProblem(`${at}/key`, 'document.key_repeated', { key: document.key }))
    }
    this.#incoming.set(identified.id, identified)
    this.#sent.set(identified.id, index)
  }

  finish(): ResolvedChanges {
    const { base, fieldTypes } = this.input
    const stay = [...base.values()].filter(({ id }) => !this.#removed.has(id))
    this.#checkKeys(stay)
    const resolver = createResolver({
      stored: stay,
      incoming: this.#incoming.values(),
      fieldTypes: fieldTypes.definitions,
    })
    const documents = new Map(stay.map((document) => [document.id, document]))
    for (const document of this.#incoming.values()) {
      const { document: stored, problems } = toStoredDocument(document, resolver)
      const at = `/changes/${this.#sent.get(document.id)}/document`
      this.#report(...problems.map((problem) => ({ ...problem, path: `${at}${problem.path}` })))
      documents.set(stored.id, stored)
    }
    return { documents, sent: this.#sent, problems: this.#problems }
  }

  #identify(document: WireDocument, known: StoredDocument | undefined, at: string): IdentifiedDocument {
    const { base, ledger } = this.input
    const documentId = known?.id ?? document.id ?? ''
    const previous = known === undefined ? undefined : toWireDocument(known, documentNames(base, ledger))
    const { document: identified, problems } = assignIds(document, {
      previous: previous as IdentifiedDocument | undefined,
      isTaken: (id) => ledger.isTaken(id) || this.#incoming.has(id),
      isOptionTaken: (fieldId, optionId) => ledger.isOptionTaken(fieldId, optionId),
      isHidden: (id) => ledger.has(documentId, id === documentId ? '' : id),
      hash: hashText,
    })
    this.#report(...problems.map((problem) => ({ ...problem, path: `${at}${problem.path}` })))
    return identified
  }

  /** A document goes by its id; without one by its key, unless the same request deletes it. */
  #previousOf(document: WireDocument): StoredDocument | undefined {
    if (document.id !== undefined) return this.input.base.get(document.id)
    const known = this.#find(document.kind, document.key)
    return known === undefined || this.#removed.has(known.id) ? undefined : known
  }

  #find(kind: string, key: string): StoredDocument | undefined {
    return [...this.input.base.values()].find((document) => document.kind === kind && document.key === key)
  }

  /** No two documents of a kind may have the same key, whatever its case. */
  #checkKeys(stay: readonly StoredDocument[]): void {
    const taken = new Map<string, string>()
    const nameOf = ({ kind, key }: { kind: string; key: string }): string => `${kind}/${key.toLowerCase()}`
    for (const document of stay) if (!this.#incoming.has(document.id)) taken.set(nameOf(document), document.id)
    for (const document of this.#incoming.values()) {
      if (taken.has(nameOf(document))) {
        const path = `/changes/${this.#sent.get(document.id)}/document/key`
        this.#report(makeFieldProblem(path, 'document.key_repeated', { key: document.key }))
      }
      taken.set(nameOf(document), document.id)
    }
  }

  #report(...problems: readonly FieldProblem[]): void {
    this.#problems.push(...problems)
  }
}
