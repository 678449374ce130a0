import { AppError, makeFieldProblem } from '@tessera/metadata'
import type { StoredDocument, TakenKey, TemplatePackage, WireDocument } from '@tessera/metadata'
import { giveFreeKeys } from '../schema/give-free-keys.js'
import type { PrepareInput } from '../schema/prepare-change.js'
import { labelOfDocument } from '../schema/summarize-changes.js'
import { compileTemplate } from './compile-template.js'
import { joinDocument } from './join-documents.js'
import { byId, nothingAbout } from './proposal.js'
import type { Documents, InstalledMap, TemplateProposal, TemplateWork } from './proposal.js'
import { resolveTemplate } from './resolve-template.js'
import { neededDocuments, requireNeeds } from './template-needs.js'
import { nameOf, templateWorld } from './template-world.js'

/**
 * The documents with those of a template. One whose kind and key are taken gets a free key, or becomes part of the one that is there: what
 * both have stays as it is. Documents of templates it needs are extended.
 *
 * Errors: 409 template.installed, 409 template.needs, 422 template.invalid.
 */
export function proposeInstall(
  input: PrepareInput,
  { package: template, request }: TemplateWork & { readonly package: TemplatePackage },
  installed: InstalledMap,
): TemplateProposal {
  const { manifest, documents } = template
  const known = installed.get(manifest.key)
  if (known !== undefined) throw new AppError('template.installed', { version: known.installed.version })
  requireNeeds(manifest, installed)
  const today = input.state.documents
  const needed = neededDocuments(manifest.needs ?? [], installed)
  const places = documents.map((document) => placeOf(document, today, needed, request.taken ?? {}))
  refuseSystem(places)

  const extended = new Map(places.flatMap(({ joins }) => (joins === undefined ? [] : [[joins.id, joins] as const])))
  const both = documents.filter((_, index) => places[index]?.joins === undefined)
  const world = templateWorld(today, existing(needed, today), both)
  const resolved = resolveTemplate(input, {
    documents,
    formerKeys: {},
    world,
    own: new Map(),
    extended: new Map([...extended].map(([id, document]) => [id, needed.get(id) ?? document])),
    previousOf: (document) => {
      const joins = places[documents.indexOf(document)]?.joins
      return joins === undefined ? undefined : (needed.get(joins.id) ?? joins)
    },
  })
  const joined = (parts: readonly StoredDocument[], around: Documents): Map<string, StoredDocument> =>
    byId(parts.filter(({ id }) => extended.has(id)).map((part) => joinDocument(around.get(part.id) ?? part, part)))
  const base = compileTemplate(input, world, resolved, joined(resolved.documents, world))

  const wanted = new Map([...today, ...base, ...joined([...base.values()], today)])
  const { documents: freed, hazards } = giveFreeKeys(today, wanted, 'template.key_taken')
  const taken = documents.flatMap((document, index): TakenKey[] => {
    const there = places[index]?.taken
    if (there === undefined) return []
    const { kind, key } = document
    const [label, mine] = [labelOfDocument(document as never), labelOfDocument(there)]
    return [{ kind, key, label, mine, instead: freeKey(document, today) }]
  })
  return {
    documents: freed,
    hazards,
    template: {
      states: [
        {
          key: manifest.key,
          installed: {
            version: manifest.version,
            title: manifest.title,
            needs: manifest.needs ?? [],
            base: [...base.values()],
            joined: [...extended.values()],
          },
        },
      ],
      outline: { ...nothingAbout, action: 'install', from: null, to: manifest.version, taken },
    },
  }
}

interface Place {
  /** The document of mine that has its kind and key; documents of needed templates are not in the way. */
  readonly taken: StoredDocument | undefined
  /** The document it becomes a part of. */
  readonly joins: StoredDocument | undefined
}

function placeOf(
  document: WireDocument,
  today: Documents,
  needed: Documents,
  choices: Readonly<Record<string, 'both' | 'mine'>>,
): Place {
  const isIt = (each: StoredDocument): boolean => nameOf(each) === nameOf(document)
  const extended = [...needed.values()].find(isIt)
  const there = extended === undefined ? undefined : today.get(extended.id)
  if (there !== undefined) return { taken: undefined, joins: there }
  const taken = [...today.values()].find(isIt)
  // There is one of each setting.
  const isJoined = choices[`${document.kind}/${document.key}`] === 'mine' || document.kind === 'setting'
  return { taken: document.kind === 'setting' ? undefined : taken, joins: isJoined ? taken : undefined }
}

/** Documents of the platform are not extended. */
function refuseSystem(places: readonly Place[]): void {
  const errors = places.flatMap(({ joins }, index) =>
    joins?.system === true ? [makeFieldProblem(`/documents/${index}`, 'document.system')] : [],
  )
  if (errors.length > 0) throw new AppError('template.invalid', { count: errors.length }).with({ errors })
}

/** Without those the customer has deleted: what refers to them is told. */
const existing = (needed: Documents, today: Documents): Documents =>
  new Map([...needed].filter(([id]) => today.has(id)))

function freeKey(document: WireDocument, today: Documents): string {
  const names = new Set([...today.values()].map(nameOf))
  let key: string = document.key
  for (let number = 2; names.has(nameOf({ kind: document.kind, key })); number += 1)
    key = `${document.key.slice(0, 37)}${number}`
  return key
}
