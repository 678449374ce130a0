import {
  AppError,
  buildReferenceIndex,
  compareVersions,
  localize,
  toWireDocument,
  validateDocument,
} from '@tessera/metadata'
import type {
  FieldProblem,
  Locale,
  Localized,
  MergeConflict,
  StoredDocument,
  TemplateConflict,
  TemplatePackage,
} from '@tessera/metadata'
import { compileProposal } from '../schema/compile-proposal.js'
import { documentNames } from '../schema/document-names.js'
import { giveFreeKeys } from '../schema/give-free-keys.js'
import type { PrepareInput } from '../schema/prepare-change.js'
import { compileTemplate } from './compile-template.js'
import { changedAlone, changedPlaces, ChangeWords, firstNames } from './describe-changes.js'
import { fieldsWithValues, hasRecords } from './fields-with-values.js'
import { joinDocument } from './join-documents.js'
import { mergeUpgrade, softened } from './merge-upgrade.js'
import type { UpgradeMerge, UpgradeSides } from './merge-upgrade.js'
import { membersOf } from './parts.js'
import { byId, nothingAbout } from './proposal.js'
import type { Documents, InstalledMap, TemplateProposal, TemplateWork } from './proposal.js'
import { resolveTemplate } from './resolve-template.js'
import { settleRenames } from './settle-keys.js'
import { neededDocuments, refuseNeeded, requireNeeds } from './template-needs.js'
import { nameOf, templateWorld } from './template-world.js'

/**
 * The documents with a template in a newer version: merged by id and property from what was installed, what the customer has and what
 * the new version wants. Nothing the customer changed is lost; what both changed is as it was decided, and mine where it is not.
 *
 * Errors: 404 template.not_installed, 409 template.not_newer, 409 template.needs, 409 template.needed, 422 template.invalid.
 */
export async function proposeUpgrade(
  input: PrepareInput,
  { package: template, request }: TemplateWork & { readonly package: TemplatePackage },
  installed: InstalledMap,
): Promise<TemplateProposal & { readonly undecided: number }> {
  const { manifest } = template
  const known = installed.get(manifest.key)
  if (known === undefined) throw new AppError('template.not_installed')
  const { version, joined } = known.installed
  if (compareVersions(manifest.version, version) <= 0) throw new AppError('template.not_newer', { version })
  requireNeeds(manifest, installed)
  refuseNeeded(manifest.key, manifest.version, installed)

  const before = byId(known.installed.base)
  const wanted = newVersion(input, template, before, installed)
  const today = input.state.documents
  // What the new version is the first to extend stays as it is there, with the additions behind.
  const extended = [...wanted.keys()].flatMap((id) => (before.has(id) ? [] : (today.get(id) ?? [])))
  const additions = extended.map((there) => joinDocument(there, wanted.get(there.id) ?? there))
  const base: Documents = new Map([...before, ...byId(extended)])
  const theirs: Documents = new Map([...wanted, ...byId(additions)])
  const own = new Set([...base.keys(), ...theirs.keys()])
  const mine = new Map([...today].filter(([id]) => own.has(id)))
  const upgrade = new Upgrade(input, { base, mine, theirs })
  await upgrade.releaseWhatHoldsData()
  const questions = new Questions(upgrade.words(), request.decisions ?? {})
  const merge = upgrade.merge((conflict) => questions.decision(conflict) === 'theirs')
  const conflicts = merge.conflicts.map((conflict) => questions.of(conflict))
  const { documents, hazards, left } = upgrade.documents(merge)

  const [changedByMe, changedByThem] = [changedPlaces(base, mine), changedPlaces(base, upgrade.theirs())]
  const leftIds = new Set(left.map(({ id }) => id))
  const isMoved = ({ documentId }: { documentId: string }): boolean => !leftIds.has(documentId)
  const stays = (id: string): readonly StoredDocument[] => [before.get(id) ?? []].flat()
  const next = [...wanted.values()].flatMap((document) => (leftIds.has(document.id) ? stays(document.id) : [document]))
  const dropped = [...leftIds].filter((id) => !wanted.has(id)).flatMap(stays)
  return {
    documents,
    hazards,
    undecided: merge.conflicts.filter((conflict) => questions.decision(conflict) === undefined).length,
    template: {
      states: [
        {
          key: manifest.key,
          installed: {
            version: manifest.version,
            title: manifest.title,
            needs: manifest.needs ?? [],
            base: [...next, ...dropped],
            joined: [...joined, ...extended.filter(({ id }) => !leftIds.has(id))],
          },
        },
      ],
      outline: {
        ...nothingAbout,
        action: 'upgrade',
        from: version,
        to: manifest.version,
        conflicts,
        kept: changedAlone(changedByMe, changedByThem, merge.conflicts).map((place) => questions.words.change(place)),
        moved: changedAlone(changedByThem, changedByMe, merge.conflicts)
          .filter(isMoved)
          .map((place) => questions.words.change(place)),
        left: left.map(({ document, problems }) => ({ kind: document.kind, key: document.key, problems })),
      },
    },
  }
}

/** What a person is asked, and what they answered. */
class Questions {
  readonly #asked = new Map<string, TemplateConflict>()

  constructor(
    readonly words: ChangeWords,
    private readonly answers: NonNullable<TemplateWork['request']['decisions']>,
  ) {}

  /** A conflict in words. Ids of two places that read alike are told apart by a number. */
  of(conflict: MergeConflict): TemplateConflict {
    const place = JSON.stringify([conflict.documentId, conflict.partPath, conflict.property])
    const known = this.#asked.get(place)
    if (known !== undefined) return known
    const said = this.words.conflict(conflict)
    const taken = new Set([...this.#asked.values()].map(({ id }) => id))
    let id = said.id
    for (let number = 2; taken.has(id); number += 1) id = `${said.id}#${number}`
    const asked = { ...said, id }
    this.#asked.set(place, asked)
    return asked
  }

  decision(conflict: MergeConflict): 'mine' | 'theirs' | undefined {
    return this.answers[this.of(conflict).id]
  }
}

/** The new version in the ids of the old one, in stored form. */
function newVersion(
  input: PrepareInput,
  { manifest, documents }: TemplatePackage,
  base: Documents,
  installed: InstalledMap,
): Documents {
  const today = input.state.documents
  const needed = neededDocuments(manifest.needs ?? [], installed)
  const around = new Map([...needed].filter(([id]) => today.has(id)))
  const formerKeys = manifest.formerKeys ?? {}
  const previous = new Map<object, StoredDocument>()
  const free = new Set(base.values())
  const pair = (fits: (document: TemplatePackage['documents'][number], was: StoredDocument) => boolean): void => {
    for (const document of documents) {
      if (previous.has(document)) continue
      const was = [...free].find((each) => each.kind === document.kind && fits(document, each))
      if (was === undefined) continue
      previous.set(document, was)
      free.delete(was)
    }
  }
  pair((document, was) => document.id === was.id)
  pair((document, was) => formerKeys[`${document.kind}/${document.key}`] === was.key)
  pair((document, was) => nameOf(document) === nameOf(was))
  // What extends a document of a needed template that came only now.
  for (const document of documents) {
    const extended = [...around.values()].find((each) => nameOf(each) === nameOf(document))
    if (!previous.has(document) && extended !== undefined) previous.set(document, extended)
  }
  const world = templateWorld(today, new Map([...around, ...base]), documents)
  const resolved = resolveTemplate(input, {
    documents,
    formerKeys,
    world,
    own: base,
    extended: around,
    previousOf: (document) => previous.get(document),
  })
  const others = new Map([...world].filter(([id]) => !base.has(id)))
  const joined = resolved.documents.flatMap((document) => {
    const extended = around.get(document.id)
    return extended === undefined ? [] : [joinDocument(extended, document)]
  })
  return compileTemplate(input, others, resolved, byId(joined))
}

interface LeftDocument {
  readonly id: string
  readonly document: StoredDocument
  readonly problems: readonly FieldProblem[]
}

/** One upgrade while it is worked out: what must stay although the template drops it, and what cannot move. */
class Upgrade {
  readonly #released = new Set<string>()

  constructor(
    private readonly input: PrepareInput,
    private readonly sides: UpgradeSides,
  ) {}

  theirs(): Documents {
    return softened(this.sides, this.#released)
  }

  merge(takesTheirs: (conflict: MergeConflict) => boolean): UpgradeMerge {
    for (;;) {
      const merge = mergeUpgrade({ ...this.sides, theirs: this.theirs() }, takesTheirs)
      if (!this.#releaseWhatIsUsed(this.#around(merge.merged))) return merge
    }
  }

  words(): ChangeWords {
    const { base, mine, theirs } = this.sides
    const sets = [this.input.state.documents, mine, theirs, base]
    return new ChangeWords(
      { base, mine, theirs },
      firstNames(sets.map((documents) => documentNames(documents, this.input.ledger))),
    )
  }

  /** Objects with records and fields with values stay, and are the customer's from then on. */
  async releaseWhatHoldsData(): Promise<void> {
    const { base, mine, theirs } = this.sides
    const { db, installed } = this.input
    const dropped: string[] = []
    for (const [id, document] of base) {
      if (document.kind !== 'object' || !mine.has(id)) continue
      const wanted = theirs.get(id)
      if (wanted === undefined) {
        if (await hasRecords(db, installed.catalog, id)) this.#released.add(id)
        continue
      }
      const stay = new Set(membersOf(wanted, 'fields').map((field) => field.id))
      dropped.push(...membersOf(document, 'fields').flatMap((field) => (stay.has(field.id) ? [] : [String(field.id)])))
    }
    for (const id of await fieldsWithValues(db, installed.catalog, dropped)) this.#released.add(id)
  }

  /**
   * Today's documents after the upgrade, with free keys. A document of the template that does not check any more stays as it is today,
   * and so does an object whose new version would break what others have built on it.
   */
  documents(merge: UpgradeMerge): {
    readonly documents: Documents
    readonly hazards: TemplateProposal['hazards']
    readonly left: readonly LeftDocument[]
  } {
    const today = this.input.state.documents
    const wanted = new Map(this.#around(merge.merged))
    const left = new Map<string, LeftDocument>()
    for (;;) {
      const freed = giveFreeKeys(today, settleRenames(today, wanted), 'template.key_taken')
      const faults = this.#faults(freed.documents)
      const culprits = new Map([...faults].filter(([id]) => this.#isChanged(id, wanted)))
      const broken = culprits.size > 0 ? culprits : this.#brokenBy(faults, wanted)
      if (broken.size === 0) return { documents: freed.documents, hazards: freed.hazards, left: [...left.values()] }
      for (const [id, problems] of broken) {
        const document = wanted.get(id) ?? (today.get(id) as StoredDocument)
        left.set(id, { id, document, problems })
        const now = today.get(id)
        if (now === undefined) wanted.delete(id)
        else wanted.set(id, now)
      }
    }
  }

  #around(merged: Documents): Documents {
    const { base, theirs } = this.sides
    const rest = [...this.input.state.documents].filter(([id]) => !base.has(id) && !theirs.has(id))
    return new Map([...rest, ...merged])
  }

  #isChanged(id: string, wanted: Documents): boolean {
    const isOwn = this.sides.base.has(id) || this.sides.theirs.has(id)
    return isOwn && wanted.has(id) && wanted.get(id) !== this.input.state.documents.get(id)
  }

  /** What is wrong with the documents of a set, by document. */
  #faults(documents: Documents): Map<string, FieldProblem[]> {
    const { context, ledger } = this.input
    const faults = new Map<string, FieldProblem[]>()
    const note = (id: string, problem: FieldProblem): void => void faults.set(id, [...(faults.get(id) ?? []), problem])
    const names = documentNames(documents, ledger)
    const { fieldTypes, actions, triggers } = context
    for (const { documentId, pointer, code, message } of compileProposal(this.input, { documents, hazards: [] })
      .problems)
      note(documentId, { path: pointer, code, message: this.#named(message) })
    for (const [id, document] of documents) {
      // What is mixed of two versions may be wrong by itself.
      if (faults.has(id) || !this.#isChanged(id, documents) || document === this.sides.theirs.get(id)) continue
      const shape = validateDocument(toWireDocument(document, names), {
        fieldTypes: fieldTypes.definitions,
        ...(actions === undefined ? {} : { actions }),
        ...(triggers === undefined ? {} : { triggers }),
      })
      for (const problem of shape) note(id, problem)
    }
    return faults
  }

  /** A sentence with labels in place of ids of what went long ago. */
  #named(message: Localized): Localized {
    const inWords = (text: string, locale: Locale): string =>
      text.replaceAll(/[0-9a-z]{12}/g, (id) => localize(this.input.ledger.label(id) ?? id, locale))
    return typeof message === 'string'
      ? inWords(message, 'zh-CN')
      : { 'zh-CN': inWords(message['zh-CN'], 'zh-CN'), en: inWords(message.en, 'en') }
  }

  /** The objects whose new version breaks documents that the upgrade does not touch. */
  #brokenBy(faults: ReadonlyMap<string, FieldProblem[]>, wanted: Documents): Map<string, FieldProblem[]> {
    const broken = new Map<string, FieldProblem[]>()
    const owners = new Map<string, string>()
    for (const [id, document] of [...this.input.state.documents, ...wanted])
      for (const field of membersOf(document, 'fields')) owners.set(String(field.id), id)
    const hurt = new Map([...wanted].filter(([id]) => faults.has(id)))
    for (const { target, source } of buildReferenceIndex(hurt).usages) {
      const owner =
        target.type === 'document' ? target.id : owners.get(target.type === 'field' ? target.id : target.field)
      if (owner !== undefined && this.#isChanged(owner, wanted)) broken.set(owner, faults.get(source.documentId) ?? [])
    }
    return broken
  }

  /** Whatever is still used elsewhere stays. True when something was added. */
  #releaseWhatIsUsed(documents: Documents): boolean {
    const { base, mine } = this.sides
    const before = this.#released.size
    const [there, were] = [partsOfSet(documents), partsOfSet(new Map([...base].filter(([id]) => mine.has(id))))]
    const own = partsOfSet(mine)
    for (const { target } of buildReferenceIndex(documents).usages) {
      const name = target.type === 'option' ? `${target.field}/${target.id}` : target.id
      if (were.has(name) && own.has(name) && !there.has(name)) this.#released.add(name)
    }
    return this.#released.size > before
  }
}

/** Ids of documents and fields, options as `<field>/<option>`. */
function partsOfSet(documents: Documents): ReadonlySet<string> {
  const parts = new Set<string>()
  for (const [id, document] of documents) {
    parts.add(id)
    if (document.kind !== 'object') continue
    for (const field of membersOf(document, 'fields')) {
      parts.add(String(field.id))
      for (const option of membersOf(field, 'options')) parts.add(`${String(field.id)}/${String(option.id)}`)
    }
  }
  return parts
}
