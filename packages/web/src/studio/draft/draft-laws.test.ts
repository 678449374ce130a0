import { describe, expect, test } from '@jest/globals'
import type { DraftCommand, ObjectDocument, WireDocument } from '@tessera/metadata'
import fc from 'fast-check'
import { gestureOf } from './draft-editor'
import { Conflict, DraftServer } from './draft-server.testing'
import { emptyDraft, movedTo, withCommand, type DraftState } from './draft-state'
import { DraftSync, type SaveStatus } from './draft-sync'
import { createJournal, type Shelf } from './journal'
import { mergeOverPublished } from './merged-documents'
import { openDraft } from './opening'

const visit: ObjectDocument = {
  id: 'o1',
  kind: 'object',
  key: 'visit',
  label: '拜访',
  fields: [{ id: 'f1', key: 'subject', type: 'text', label: '主题' }],
}
const published: readonly WireDocument[] = [visit]

let commands = 0
const command = (edits: DraftCommand['edits']): DraftCommand => ({
  id: `c${(commands += 1)}`,
  at: '2026-01-01T00:00:00.000Z',
  label: { 'zh-CN': '改', en: 'Change' },
  edits,
})

type Act =
  | { do: 'label' | 'field' | 'remove' | 'create'; n: number }
  | { do: 'undo' | 'redo' | 'save' | 'lose' | 'fail' | 'kill' | 'wait' | 'other' }

function acted(state: DraftState, act: Act): DraftState {
  if (act.do === 'undo') return movedTo(state, state.cursor - 1)
  if (act.do === 'redo') return movedTo(state, state.cursor + 1)
  const entries = mergeOverPublished(published, state.documents)
  const gesture = gestureOf(entries, state.documents, (editor) => {
    if (act.do === 'label') editor.change('object', 'visit', (one) => ({ ...one, label: `拜访 ${act.n}` }))
    if (act.do === 'field') {
      const field = { key: `f${act.n}`, type: 'text', label: `字段 ${act.n}` }
      editor.change('object', 'visit', (one) => ({ ...one, fields: [...one.fields, field] }))
    }
    if (act.do === 'remove') editor.change('object', 'visit', (one) => ({ ...one, fields: one.fields.slice(0, 1) }))
    if (act.do === 'create' && editor.document('object', `o${act.n}`) === undefined) {
      editor.create({ kind: 'object', key: `o${act.n}`, label: `O${act.n}`, fields: [] })
    }
  })
  return gesture === undefined ? state : withCommand(state, command(gesture.edits), gesture.met)
}

const acts = fc.array(
  fc.oneof(
    fc.record({ do: fc.constantFrom('label', 'field', 'remove', 'create'), n: fc.integer({ min: 0, max: 9 }) }),
    fc.record({ do: fc.constantFrom('undo', 'redo') }),
    fc.record({ do: fc.constantFrom('save', 'lose', 'fail', 'kill', 'wait') }),
  ),
  { maxLength: 40 },
) as fc.Arbitrary<Act[]>

class MemoryShelf implements Shelf {
  readonly #texts = new Map<string, string>()
  getItem = (name: string): string | null => this.#texts.get(name) ?? null
  setItem = (name: string, text: string): void => void this.#texts.set(name, text)
  removeItem = (name: string): void => void this.#texts.delete(name)
  names = (): readonly string[] => [...this.#texts.keys()]
}

/** A browser tab with its draft, on a server that may fail, or answer nobody. */
class Tab {
  state: DraftState = emptyDraft(1)
  status: SaveStatus = 'saved'
  readonly sync: DraftSync
  fate: 'save' | 'lose' | 'fail' = 'save'
  #timers: (() => void)[] = []

  constructor(
    readonly server: DraftServer,
    readonly shelf: MemoryShelf,
    readonly name = 'tab',
  ) {
    const journal = createJournal(shelf, 'me')
    const opened = openDraft(server.draft, journal.entries())
    this.state = opened.state
    for (const entry of opened.left) journal.keepCopy(entry)
    this.sync = new DraftSync(
      {
        journal,
        tab: name,
        now: () => new Date(0),
        read: () => Promise.resolve(server.draft),
        save: (patch) => this.#save(() => server.save(JSON.parse(JSON.stringify(patch)) as typeof patch)),
        failureOf: (error) => (error instanceof Conflict ? 'conflict' : 'later'),
        after: (_ms, run) => {
          this.#timers.push(run)
          return () => (this.#timers = this.#timers.filter((one) => one !== run))
        },
      },
      {
        state: () => this.state,
        setState: (next) => (this.state = next),
        onStatus: (next) => (this.status = next),
        onConflict: () => undefined,
        onRefused: (error) => {
          throw error
        },
      },
      server.draft,
    )
    this.sync.changed()
  }

  #save<T>(save: () => T): Promise<T> {
    if (this.fate === 'fail') return Promise.reject(new Error('offline'))
    const answer = Promise.resolve().then(save)
    return this.fate === 'lose' ? answer.then(() => Promise.reject(new Error('lost'))) : answer
  }

  async settle(fate: 'save' | 'lose' | 'fail'): Promise<void> {
    this.fate = fate
    const due = this.#timers
    this.#timers = []
    for (const run of due) run()
    for (let turn = 0; turn < 30; turn += 1) await Promise.resolve()
    this.fate = 'save'
  }
}

/** A draft is a set of documents: the server, whose JSON has an order of its own, promises none. */
const shown = ({ documents, commands: log, cursor }: DraftState) => ({
  documents: mergeOverPublished(published, documents)
    .map(({ document }) => document)
    .sort((a, b) => ((a?.key ?? '') < (b?.key ?? '') ? -1 : 1)),
  log: log.map(({ id }) => id),
  cursor,
})

describe('a draft', () => {
  test('is what its steps make of the published documents, wherever one goes in them and back', () => {
    fc.assert(
      fc.property(acts, fc.nat(40), (list, place) => {
        const state = list.reduce(acted, emptyDraft(1))
        const there = movedTo(state, place)

        expect(shown(movedTo(there, state.cursor))).toEqual(shown(state))
        expect(mergeOverPublished(published, movedTo(state, 0).documents).map(({ document }) => document)).toEqual(
          published,
        )
      }),
      { seed: 20_261_130, numRuns: 300 },
    )
  })

  test('loses nothing when requests fail, answers are lost and the tab is killed at any moment', async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (list) => {
        const server = new DraftServer()
        const shelf = new MemoryShelf()
        let tab = new Tab(server, shelf)
        for (const act of list) {
          if (act.do === 'kill') {
            const before = shown(tab.state)
            tab = new Tab(server, shelf)
            expect(shown(tab.state)).toEqual(before)
          } else if (act.do === 'wait') await Promise.resolve()
          else if (act.do === 'save' || act.do === 'lose' || act.do === 'fail') await tab.settle(act.do)
          else {
            tab.state = acted(tab.state, act)
            tab.sync.changed()
          }
        }
        for (let turn = 0; turn < 3; turn += 1) await tab.settle('save')

        expect(tab.status).toBe('saved')
        expect(shown(server.draft)).toEqual(shown(tab.state))
        expect(createJournal(shelf, 'me').entries()).toEqual([])
      }),
      { seed: 20_261_130, numRuns: 300 },
    )
  })

  test('whose oldest steps fall off at the server goes on from what is kept', async () => {
    const server = new DraftServer(3)
    const tab = new Tab(server, new MemoryShelf())
    for (let n = 0; n < 7; n += 1) {
      tab.state = acted(tab.state, { do: 'label', n })
      tab.sync.changed()
      if (n % 2 === 0) await tab.settle('save')
    }
    await tab.settle('save')

    expect(tab.state.commands).toHaveLength(3)
    expect(shown(server.draft)).toEqual(shown(tab.state))
    expect(movedTo(tab.state, 0).documents['object/visit']?.document?.label).toBe('拜访 3')
  })

  test('that another tab saved is in conflict, and what this one did is kept', async () => {
    const server = new DraftServer()
    const shelf = new MemoryShelf()
    const tab = new Tab(server, shelf)
    tab.state = acted(tab.state, { do: 'field', n: 1 })
    tab.sync.changed()
    server.interfere()
    await tab.settle('save')
    expect(tab.status).toBe('conflict')

    tab.state = acted(tab.state, { do: 'field', n: 2 })
    tab.sync.changed()
    new Tab(server, shelf)

    const copies = createJournal(shelf, 'me').copies()
    expect(copies).toHaveLength(1)
    expect(copies[0]?.patch.commands).toHaveLength(2)
  })
})
