import type { StoredDocument } from '@tessera/metadata'

type Documents = ReadonlyMap<string, StoredDocument>

/**
 * The documents as a template knows them: its own and those it stands on as they were installed, with their own keys, whatever the
 * customer calls them today. What else has one of these keys makes room, for reading only: stored documents refer by id.
 */
export function templateWorld(
  today: Documents,
  installed: Documents,
  wanted: readonly { kind: string; key: string }[],
): Documents {
  const taken = new Set([...installed.values(), ...wanted].map(nameOf))
  const world = new Map<string, StoredDocument>()
  for (const [id, document] of today) {
    const known = installed.get(id)
    if (known !== undefined) continue
    world.set(id, taken.has(nameOf(document)) ? { ...document, key: `${document.key}__${id}` } : document)
  }
  for (const [id, document] of installed) world.set(id, document)
  return world
}

export const nameOf = ({ kind, key }: { readonly kind: string; readonly key: string }): string =>
  `${kind}/${key.toLowerCase()}`
