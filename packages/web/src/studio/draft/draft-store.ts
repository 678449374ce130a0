import {
  isEqualJson,
  type DraftAnswer,
  type DraftCommand,
  type ObjectDocument,
  type Texts,
  type WireDocument,
} from '@tessera/metadata'
import { defineStore } from 'pinia'
import { computed, shallowReactive, shallowRef, watch } from 'vue'
import { problemOf, type ApiProblem } from '@/api/problem'
import { useSession } from '@/app/session'
import { findDocument } from '@/model/find-document'
import { objectModel, type ObjectModel } from '@/model/objects'
import { useWorkspace } from '@/model/workspace'
import { checkObject } from './check-object'
import { gestureOf, type DraftEditor } from './draft-editor'
import { emptyDraft, isChanged, movedTo, withCommand, type DraftState } from './draft-state'
import { DraftSync, type SaveStatus } from './draft-sync'
import { browserShelf, createJournal, type DraftCopy, type Journal, type JournalEntry, type Typing } from './journal'
import { mergeOverPublished } from './merged-documents'
import { openDraft } from './opening'
import type { DocumentCheck, DraftProblem } from './problems'
import { replayOn } from './rebase'
import { countLines, groupChanges } from '../publish/group-changes'
import { draftApi, failureOf } from './server'
import { meetTabs, newTabId } from './tabs'

type OfKind<K extends string> = Extract<WireDocument, { kind: K }>

export interface RunOptions {
  /** Gestures with the same name within three seconds are one step: a slider, a resize. */
  readonly join?: string
}

const JOIN_MS = 3_000

const placeOf = ({ kind, key, pointer }: DraftProblem): string => `${kind}/${key}${pointer}`

/**
 * The draft of this person: what all designers show and change. Documents are today's published ones with the draft over them;
 * everything is changed through `run`, one gesture one named step, undone and redone across designers.
 */
export const useDraft = defineStore('draft', () => {
  const workspace = useWorkspace()
  const session = useSession()
  const state = shallowRef<DraftState>(emptyDraft(0))
  const isOpen = shallowRef(false)
  const status = shallowRef<SaveStatus>('saved')
  const savedAt = shallowRef<string>()
  const conflict = shallowRef<DraftAnswer>()
  const copies = shallowRef<readonly DraftCopy[]>([])
  const refusal = shallowRef<ApiProblem>()
  const foundProblems = shallowRef<readonly DraftProblem[]>([])
  const checks = shallowReactive(new Set<DocumentCheck>([checkObject]))
  let sync: DraftSync | undefined
  let journal: Journal | undefined
  let opening: Promise<void> | undefined
  /** What is typed and not a step yet; after a death what was. */
  let typing: Typing | undefined
  let ownTab = ''
  let lastJoin: { name: string; at: number; id: string } | undefined

  const entries = computed(() => mergeOverPublished(workspace.documents, state.value.documents))
  const documents = computed(() => entries.value.map(({ document }) => document))
  const models = new WeakMap<ObjectDocument, ObjectModel>()
  const objects = computed<ReadonlyMap<string, ObjectModel>>(() => {
    const own = documents.value.filter((document) => document.kind === 'object')
    return new Map(own.map((document) => [document.key, modelOf(document)]))
  })
  const changedDocuments = computed(() => Object.values(state.value.documents).filter(isChanged))
  const changeCount = computed(() =>
    countLines(
      groupChanges(changedDocuments.value.map(({ published, document }) => ({ before: published, after: document }))),
    ),
  )
  const localProblems = computed(() =>
    entries.value.flatMap((entry) =>
      entry.isChanged ? [...checks].flatMap((check) => check(entry.document, documents.value)) : [],
    ),
  )

  function modelOf(document: ObjectDocument): ObjectModel {
    let model = models.get(document)
    if (model === undefined) models.set(document, (model = objectModel(document)))
    return model
  }

  /** Reads the draft and what this browser kept of it; once, again after a failure. */
  function open(): Promise<void> {
    opening ??= start().catch((error: unknown) => {
      opening = undefined
      throw error
    })
    return opening
  }

  async function start(): Promise<void> {
    const owner = `${session.me?.workspace.key ?? ''}/${session.me?.user.id ?? ''}`
    const [answer, { tab, alive }, browser] = await Promise.all([draftApi.read(), meetTabs(), browserShelf()])
    const shelf = createJournal(browser, owner)
    journal = shelf
    ownTab = tab
    keepTyping(shelf.takeTyping(alive))
    const opened = openDraft(
      answer,
      shelf.entries().filter(({ patch }) => !alive.has(patch.tab)),
    )
    for (const entry of opened.left) shelf.keepCopy(entry)
    copies.value = shelf.copies()
    state.value = answer.version === 0 && opened.replayed.length === 0 ? emptyDraft(workspace.revision) : opened.state
    sync = new DraftSync(
      {
        ...draftApi,
        failureOf,
        after: (ms, run) => {
          const timer = setTimeout(run, ms)
          return () => clearTimeout(timer)
        },
        now: () => new Date(),
        journal: shelf,
        tab,
      },
      {
        state: () => state.value,
        setState: (next) => (state.value = next),
        onStatus: (next, at) => {
          status.value = next
          savedAt.value = at
        },
        onConflict: (theirs) => (conflict.value = theirs),
        onRefused: (error) => (refusal.value = problemOf(error)),
      },
      answer,
    )
    sync.changed()
    for (const { patch } of opened.replayed) if (patch.tab !== tab) shelf.clear(patch.tab)
    isOpen.value = true
  }

  function set(next: DraftState): void {
    state.value = next
    refusal.value = undefined
    sync?.changed()
  }

  /** Does one gesture; what it changes is one step that can be undone by name. */
  function run(label: Texts, act: (editor: DraftEditor) => void, { join }: RunOptions = {}): void {
    const gesture = gestureOf(entries.value, state.value.documents, act)
    if (gesture === undefined) return
    const now = Date.now()
    const last = state.value.commands[state.value.cursor - 1]
    const joins =
      join !== undefined && lastJoin?.name === join && lastJoin.id === last?.id && now - lastJoin.at < JOIN_MS
    const command: DraftCommand = {
      id: newTabId(),
      at: new Date(now).toISOString(),
      label,
      edits: gesture.edits,
    }
    set(joins ? joined(gesture.met, command) : withCommand(state.value, command, gesture.met))
    lastJoin = join === undefined ? undefined : { name: join, at: now, id: command.id }
  }

  /** The state in which the last step and this one are a single step. */
  function joined(met: Readonly<Record<string, WireDocument | null>>, command: DraftCommand): DraftState {
    const after = withCommand(state.value, command, met)
    const last = state.value.commands[state.value.cursor - 1] as DraftCommand
    const names = new Set([...Object.keys(last.edits), ...Object.keys(command.edits)])
    const edits = Object.fromEntries(
      [...names].map((name) => [name, [...(last.edits[name] ?? []), ...(command.edits[name] ?? [])]]),
    )
    const commands = [...after.commands.slice(0, -2), { ...command, edits }]
    return { ...after, commands, cursor: commands.length }
  }

  function keepTyping(next: Typing | undefined): void {
    if (next === typing) return
    typing = next
    journal?.keepTyping(ownTab, next)
  }

  /** Applies exactly the first `cursor` steps. */
  function goTo(cursor: number): void {
    const next = movedTo(state.value, cursor)
    if (next !== state.value) set(next)
  }

  /** Looks whether another tab or a publish changed the draft; takes it over when nothing of this tab is at stake. */
  async function follow(): Promise<void> {
    if (sync === undefined || sync.status !== 'saved') return
    const answer = await draftApi.read().catch(() => undefined)
    if (answer === undefined || sync.status !== 'saved' || answer.version === sync.version) return
    adopt(answer)
  }

  function adopt(answer: DraftAnswer): void {
    const { base, documents: own, commands, cursor } = answer
    state.value = answer.version === 0 ? emptyDraft(workspace.revision) : { base, documents: own, commands, cursor }
    conflict.value = undefined
    sync?.restart(answer)
  }

  const publishedNow = (name: string, published: WireDocument | null): WireDocument | null => {
    const [kind = '', key = ''] = name.split('/')
    const wanted = { id: published?.id, kind, key: key.replace(/~\d+$/, '') }
    return findDocument(workspace.documents, wanted) ?? null
  }

  /** Ends a conflict: with the other tab's state (what this tab did is kept as a copy), or with this tab's steps on top of it. */
  function resolve(choice: 'theirs' | 'mine'): void {
    const theirs = conflict.value
    const mine = sync?.unsaved()
    if (theirs === undefined) return
    if (choice === 'theirs' && mine !== undefined) keepCopy(mine)
    adopt(theirs)
    if (choice === 'mine' && mine !== undefined) set(replayOn(state.value, mine, publishedNow))
  }

  function keepCopy(entry: JournalEntry): void {
    journal?.keepCopy(entry)
    copies.value = journal?.copies() ?? []
  }

  /** Puts a kept copy on top of the draft, as steps that can be undone. */
  function useCopy(copy: DraftCopy): void {
    set(
      replayOn(
        state.value,
        { ...copy, patch: { ...copy.patch, commands: copy.patch.commands.map(renewed) } },
        publishedNow,
      ),
    )
    dropCopy(copy.id)
  }

  const renewed = (command: DraftCommand): DraftCommand => ({ ...command, id: newTabId() })

  function dropCopy(id: string): void {
    journal?.dropCopy(id)
    copies.value = journal?.copies() ?? []
  }

  /** After a publish: nothing is left to publish; the version is free for the next draft. */
  function ended(revision: number): void {
    adopt({ version: 0, base: revision, savedAt: null, tab: null, documents: {}, commands: [], cursor: 0 })
  }

  // A draft whose documents are all as published today builds on today.
  watch(
    () => [workspace.revision, state.value] as const,
    ([revision, { base, documents: own }]) => {
      if (!isOpen.value || base === revision || base > revision) return
      const isCurrent = Object.entries(own).every(
        ([name, { published }]) => published === null || isEqualJson(publishedNow(name, published), published),
      )
      if (isCurrent) state.value = { ...state.value, base: revision }
    },
  )

  return {
    state,
    isOpen,
    status,
    savedAt,
    conflict,
    copies,
    refusal,
    entries,
    documents,
    objects,
    changedDocuments,
    /** How many changes there are, as the publish dialog lists them. */
    changeCount,
    checks,
    /** What designers know at once, then what the server found at other places. */
    problems: computed<readonly DraftProblem[]>(() => {
      const places = new Set(localProblems.value.map(placeOf))
      return [...localProblems.value, ...foundProblems.value.filter((problem) => !places.has(placeOf(problem)))]
    }),
    foundProblems,
    isDirty: computed(() => changedDocuments.value.length > 0),
    history: computed(() => state.value.commands),
    cursor: computed(() => state.value.cursor),
    canUndo: computed(() => state.value.cursor > 0),
    canRedo: computed(() => state.value.cursor < state.value.commands.length),
    document: <K extends WireDocument['kind']>(kind: K, key: string): OfKind<K> | undefined =>
      documents.value.find((one): one is OfKind<K> => one.kind === kind && one.key === key),
    ofKind: <K extends WireDocument['kind']>(kind: K): readonly OfKind<K>[] =>
      documents.value.filter((one): one is OfKind<K> => one.kind === kind),
    entry: (kind: string, key: string) =>
      entries.value.find(({ document }) => document.kind === kind && document.key === key),
    version: () => sync?.version ?? 0,
    unsaved: () => sync?.unsaved(),
    /** What was being typed at a place when its tab died, or when it was left. */
    typingAt: (place: string): Typing | undefined => (typing?.place === place ? typing : undefined),
    keepTyping: (place: string, part: string, text: string): void => keepTyping({ place, part, text, at: Date.now() }),
    /** It became a step, or was given up. */
    dropTyping: (place: string): void => (typing?.place === place ? keepTyping(undefined) : undefined),
    open,
    run,
    undo: () => goTo(state.value.cursor - 1),
    redo: () => goTo(state.value.cursor + 1),
    goTo,
    follow,
    flush: () => sync?.flush() ?? Promise.resolve(true),
    leave: () => sync?.leave(),
    retry: () => sync?.retry(),
    resolve,
    useCopy,
    dropCopy,
    ended,
  }
})
