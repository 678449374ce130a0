import { referencePlaces, type AnyDocument, type WireDocument } from '@tessera/metadata'

/** A document by `kind/key`. */
export type Name = string

/** Why a document came along: `by` refers to it. */
export interface Reason {
  readonly by: Name
}

export interface Packing {
  /** Modules in the package: those chosen (no reason), and those they stand on. */
  readonly modules: ReadonlyMap<Name, Reason | undefined>
  /** Everything else that is about these modules, in the order of the documents. */
  readonly along: readonly Along[]
  /** All that goes into the package. */
  readonly documents: readonly { readonly kind: string; readonly key: string }[]
}

export interface Along {
  readonly name: Name
  readonly document: WireDocument
  readonly isIn: boolean
  /** Modules it refers to that would come into the package with it. */
  readonly brings: readonly Name[]
}

export const nameOf = ({ kind, key }: { readonly kind: string; readonly key: string }): Name => `${kind}/${key}`

/** Kinds that go along with modules. Settings belong to a workspace. */
const alongKinds: readonly string[] = ['view', 'layout', 'menu', 'role', 'workflow']
/** Roles every workspace has of its own. */
const ownRoles: readonly string[] = ['role/everyone', 'role/administrator']

/**
 * What goes into a package when some modules are chosen. Modules that chosen ones refer to come along, each with the reason. Views,
 * layouts, menus, roles and workflows about the modules go along unless they were left out (`toggled` false); one that also refers to other
 * modules stays out unless it was asked for (`toggled` true), and then brings those. `isOwn` is false for the platform's modules.
 */
export function packingOf(
  documents: readonly WireDocument[],
  chosen: ReadonlySet<Name>,
  toggled: ReadonlyMap<Name, boolean>,
  isOwn: (object: string) => boolean,
): Packing {
  const refers = new Map(documents.map((document) => [nameOf(document), modulesOf(document, isOwn)]))
  const modules = closure(new Map([...chosen].map((name) => [name, undefined])), refers)
  const candidates = documents.filter(
    (document) => alongKinds.includes(document.kind) && !ownRoles.includes(nameOf(document)),
  )
  // What is asked for brings modules, and these make more documents eligible: until nothing is added any more.
  for (let size = -1; size !== modules.size;) {
    size = modules.size
    for (const document of candidates) {
      const name = nameOf(document)
      const wants = refers.get(name) ?? []
      if (toggled.get(name) !== true || !wants.some((one) => modules.has(one))) continue
      for (const one of wants) if (!modules.has(one)) modules.set(one, { by: name })
      closure(modules, refers)
    }
  }
  const along = candidates.flatMap((document): Along[] => {
    const name = nameOf(document)
    const wants = refers.get(name) ?? []
    if (!wants.some((one) => modules.has(one))) return []
    const brings = wants.filter((one) => !modules.has(one))
    return [{ name, document, brings, isIn: toggled.get(name) ?? brings.length === 0 }]
  })
  const inside = new Set([...modules.keys(), ...along.filter(({ isIn }) => isIn).map(({ name }) => name)])
  return {
    modules,
    along,
    documents: documents.filter((one) => inside.has(nameOf(one))).map(({ kind, key }) => ({ kind, key })),
  }
}

/** Adds to a set of modules all that they refer to, over any distance. */
function closure(
  modules: Map<Name, Reason | undefined>,
  refers: ReadonlyMap<Name, readonly Name[]>,
): Map<Name, Reason | undefined> {
  // A map goes on over what is added while it is walked.
  for (const by of modules.keys())
    for (const one of refers.get(by) ?? []) if (!modules.has(one)) modules.set(one, { by })
  return modules
}

/** Modules that a document refers to, itself not among them. */
function modulesOf(document: WireDocument, isOwn: (object: string) => boolean): readonly Name[] {
  const found = new Set<string>()
  for (const { rule, value } of referencePlaces(document as unknown as AnyDocument)) {
    if (rule.holds === 'object') found.add(value)
    if (rule.holds === 'relation') found.add(value.split('.')[0] ?? value)
  }
  if (document.kind === 'object') found.delete(document.key)
  return [...found].filter(isOwn).map((key) => `object/${key}`)
}
