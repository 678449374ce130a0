import type { DraftAnswer, DraftPatch, DraftSaved } from '@tessera/metadata'
import { patched } from './draft-patch'

/** A server that keeps one draft in memory, with the rules of the real one. */
export class DraftServer {
  draft: DraftAnswer = { version: 0, base: 1, savedAt: null, tab: null, documents: {}, commands: [], cursor: 0 }
  /** How many versions there ever were: a discarded draft leaves its number. */
  versions = 0

  constructor(private readonly most = 1000) {}

  save(patch: DraftPatch): DraftSaved {
    if (patch.version !== this.draft.version) throw new Conflict()
    const total = patch.keep + patch.commands.length
    if (patch.cursor > total || patch.keep > this.draft.commands.length) throw new Error('refused')
    const dropped = Math.min(Math.max(0, total - this.most), patch.cursor)
    const next = patched(this.draft, patch)
    const commands = next.commands.slice(dropped, dropped + this.most)
    const cursor = Math.min(next.cursor - dropped, commands.length)
    this.versions += 1
    const savedAt = new Date(this.versions * 1000).toISOString()
    this.draft = { ...next, commands, cursor, version: this.versions, tab: patch.tab, savedAt }
    return { version: this.versions, savedAt, commands: commands.length, dropped, cursor }
  }

  /** Another tab changes something. */
  interfere(): void {
    this.versions += 1
    this.draft = { ...this.draft, version: this.versions, tab: 'other', savedAt: new Date(0).toISOString() }
  }
}

export class Conflict extends Error {}
