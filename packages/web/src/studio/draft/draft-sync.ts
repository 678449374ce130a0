import type { DraftAnswer, DraftDocument, DraftPatch, DraftSaved } from '@tessera/metadata'
import { knownDraft, patchBetween, savedDraft, withoutDropped, type KnownDraft } from './draft-patch'
import type { DraftState } from './draft-state'
import type { Journal, JournalEntry } from './journal'

export type SaveStatus = 'saved' | 'saving' | 'offline' | 'conflict'

/** What the saving of drafts needs of the world; tests give their own. */
export interface SyncWorld {
  read(): Promise<DraftAnswer>
  save(patch: DraftPatch, options: { keepalive: boolean }): Promise<DraftSaved>
  /** How a failed request is to be understood. */
  failureOf(error: unknown): 'conflict' | 'later' | 'refused'
  after(ms: number, run: () => void): () => void
  now(): Date
  readonly journal: Journal
  readonly tab: string
}

/** What the owner of the draft lets the saving see and change. */
export interface SyncedDraft {
  state(): DraftState
  setState(state: DraftState): void
  onStatus(status: SaveStatus, savedAt: string | undefined): void
  /** Another tab saved meanwhile, and this one has changes of its own. */
  onConflict(theirs: DraftAnswer): void
  /** The server will never take this draft as it is, for example because it is too large. */
  onRefused(error: unknown): void
}

const IDLE_MS = 1_000
const LONGEST_MS = 3_000
const RETRY_MS = [2_000, 5_000, 10_000, 30_000] as const
/** Browsers send at most 64 KiB with a page that goes away. */
const KEEPALIVE_BYTES = 60_000

/**
 * Keeps the server's copy of the draft up to date: a second after the last change, three seconds after the first at the
 * latest, and when the page goes away. Every change is in the journal before `changed` returns.
 */
export class DraftSync {
  #known: KnownDraft
  #status: SaveStatus = 'saved'
  #savedAt: string | undefined
  #cancel: (() => void) | undefined
  #dirtySince: number | undefined
  #retries = 0
  #inFlight: Promise<void> | undefined
  /** Documents in requests whose answer was not seen. */
  readonly #uncertain = new Set<string>()

  constructor(
    private readonly world: SyncWorld,
    private readonly draft: SyncedDraft,
    answer: DraftAnswer,
  ) {
    this.#known = knownDraft(answer)
    this.#savedAt = answer.savedAt ?? world.now().toISOString()
    draft.onStatus('saved', this.#savedAt)
  }

  get status(): SaveStatus {
    return this.#status
  }

  /** Version of the draft at the server; 0 = none. */
  get version(): number {
    return this.#known.version
  }

  /** After a change: written to the journal at once, sent soon. */
  changed(): void {
    const patch = this.#patch()
    if (patch === undefined) return this.#settled()
    this.world.journal.write(this.#entry(patch))
    if (this.#status === 'conflict') return
    if (this.#status !== 'offline') this.#tell('saving')
    if (this.#inFlight !== undefined || this.#retries > 0) return
    this.#schedule()
  }

  /** Sends what is not saved yet; resolves when it is, or when it cannot be now. */
  async flush(): Promise<boolean> {
    this.#cancel?.()
    while (this.#inFlight !== undefined) await this.#inFlight
    if (this.#status === 'conflict') return false
    if (this.#patch() === undefined) return true
    await this.#send()
    return this.#patch() === undefined
  }

  /** The page goes away: sends the rest without waiting for an answer. The journal stays until an answer is seen. */
  leave(): void {
    const patch = this.#patch()
    if (patch === undefined || this.#status === 'conflict' || this.#inFlight !== undefined) return
    if (JSON.stringify(patch).length * 1.5 > KEEPALIVE_BYTES) return
    const sent = this.#sent(patch)
    const sending = this.world.save(patch, { keepalive: true }).then(
      (saved) => this.#accepted(sent, saved),
      () => undefined,
    )
    this.#inFlight = sending.finally(() => {
      this.#inFlight = undefined
      if (this.#patch() !== undefined && this.#status !== 'conflict') this.#schedule()
    })
  }

  /** Tries again now, for example because the network is back. */
  retry(): void {
    if (this.#retries === 0) return
    this.#retries = 0
    this.#cancel?.()
    if (this.#inFlight === undefined) void this.#send()
  }

  /** What the server has not confirmed, for the journal and for copies. */
  unsaved(): JournalEntry | undefined {
    const patch = this.#patch()
    return patch === undefined ? undefined : this.#entry(patch)
  }

  /** The server's draft is this one from now on; what the tab has beyond it is saved on top. */
  restart(answer: DraftAnswer): void {
    this.#cancel?.()
    this.#knows(knownDraft(answer))
    this.#savedAt = answer.savedAt ?? this.world.now().toISOString()
    this.#retries = 0
    this.#tell('saving')
    this.changed()
  }

  #patch(): DraftPatch | undefined {
    return patchBetween(this.#known, this.draft.state(), this.world.tab, this.#uncertain)
  }

  #knows(known: KnownDraft): void {
    this.#known = known
    this.#uncertain.clear()
  }

  /** From here until the answer the journal allows for both: that the server took it, and that it did not. */
  #sent(patch: DraftPatch): DraftState {
    for (const name of Object.keys(patch.documents)) this.#uncertain.add(name)
    this.world.journal.write(this.#entry(patch))
    return this.draft.state()
  }

  #entry(patch: DraftPatch): JournalEntry {
    const before: Record<string, DraftDocument | null> = {}
    for (const name of Object.keys(patch.documents)) before[name] = this.#known.documents[name] ?? null
    return { patch, before, at: this.world.now().toISOString() }
  }

  #schedule(): void {
    const now = this.world.now().getTime()
    this.#dirtySince ??= now
    const wait = Math.max(0, Math.min(IDLE_MS, this.#dirtySince + LONGEST_MS - now))
    this.#cancel?.()
    this.#cancel = this.world.after(wait, () => void this.#send())
  }

  async #send(): Promise<void> {
    const patch = this.#patch()
    if (patch === undefined) return this.#settled()
    const sent = this.#sent(patch)
    this.#dirtySince = undefined
    this.#tell(this.#status === 'offline' ? 'offline' : 'saving')
    const sending = this.world.save(patch, { keepalive: false }).then(
      (saved) => this.#accepted(sent, saved),
      (error: unknown) => this.#failed(error),
    )
    this.#inFlight = sending.finally(() => (this.#inFlight = undefined))
    await this.#inFlight
    if (this.#status !== 'conflict' && this.#retries === 0 && this.#patch() !== undefined) this.#schedule()
  }

  #accepted(sent: DraftState, saved: DraftSaved): void {
    this.#knows(savedDraft(sent, saved))
    this.#savedAt = saved.savedAt
    this.#retries = 0
    const state = this.draft.state()
    const kept = withoutDropped(state, saved.dropped)
    if (kept !== state) this.draft.setState(kept)
    this.#compare()
  }

  /** The server is known to have something new: either that is everything, or the rest stays in the journal. */
  #compare(): void {
    const rest = this.#patch()
    if (rest === undefined) return this.#settled()
    this.world.journal.write(this.#entry(rest))
    this.#tell('saving')
  }

  async #failed(error: unknown): Promise<void> {
    const kind = this.world.failureOf(error)
    if (kind === 'conflict') return this.#conflicted()
    if (kind === 'refused') this.draft.onRefused(error)
    this.#tell('offline')
    const wait = RETRY_MS[Math.min(this.#retries, RETRY_MS.length - 1)] ?? RETRY_MS[0]
    this.#retries += 1
    this.#cancel = this.world.after(wait, () => void this.#send())
  }

  /** Somebody saved meanwhile: this very tab, in a request whose answer was lost, or another one. */
  async #conflicted(): Promise<void> {
    let theirs: DraftAnswer
    try {
      theirs = await this.world.read()
    } catch (error) {
      return this.world.failureOf(error) === 'conflict' ? undefined : this.#failed(error)
    }
    if (theirs.tab === this.world.tab) {
      this.#knows(knownDraft(theirs))
      this.#savedAt = theirs.savedAt ?? this.#savedAt
      this.#retries = 0
      return this.#compare()
    }
    this.#tell('conflict')
    this.draft.onConflict(theirs)
  }

  #settled(): void {
    this.world.journal.clear(this.world.tab)
    this.#cancel?.()
    this.#dirtySince = undefined
    if (this.#status !== 'conflict') this.#tell('saved')
  }

  #tell(status: SaveStatus): void {
    this.#status = status
    this.draft.onStatus(status, this.#savedAt)
  }
}
