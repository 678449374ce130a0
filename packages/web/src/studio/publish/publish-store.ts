import type { JobAnswer, Plan, PublishResponse } from '@tessera/metadata'
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { api } from '@/api/client'
import { isProblem, problemOf, type ApiProblem } from '@/api/problem'
import { locale } from '@/app/i18n'
import { useWorkspace } from '@/model/workspace'
import { useDraft } from '../draft/draft-store'
import { followJob } from './follow-job'
import { problemsOfHazards, problemsOfRefusal } from './found-problems'
import { modulesOf } from './modules-of'
import { conflictsOf, mergedProposal, plainProposal, type DraftConflict, type Proposal } from './proposal'

/** What was published, with the step back. */
export interface Published {
  readonly revision: number
  readonly job: string | undefined
  /** Keys of the modules it is about, new ones and those whose forms, views or workflows changed. */
  readonly modules: readonly string[]
}

/** A publish that converts the values of a big table first. */
export interface Converting {
  readonly job: string
  /** How it ended, where it did not end well; until then it goes on. */
  readonly ended: 'failed' | 'aborted' | undefined
}

/** Where a tab keeps what it waits for. */
const convertingKey = 'tessera.converting'

const PLAN_AFTER_MS = 1_500

/**
 * What publishing the draft would do: asked of the server on real data a moment after each save, and what it finds stands among
 * the problems of the draft.
 */
export const usePublish = defineStore('publish', () => {
  const draft = useDraft()
  const workspace = useWorkspace()
  const plan = shallowRef<Plan>()
  const problem = shallowRef<ApiProblem>()
  const isPlanning = shallowRef(false)
  const isPublishing = shallowRef(false)
  const published = shallowRef<Published>()
  const converting = shallowRef<Converting>()
  /** Others changed the same places: publishing goes by what was chosen, on today's revision. */
  const isMerging = shallowRef(false)
  const theirs = shallowRef<ReadonlySet<string>>(new Set())
  const chosen = shallowRef<ReadonlySet<string>>(new Set())
  let asked = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let attempt: { body: string; key: string } | undefined

  const conflicts = computed<readonly DraftConflict[]>(() =>
    isMerging.value ? conflictsOf(draft.state.documents, workspace.documents) : [],
  )
  const proposal = computed<Proposal>(() =>
    isMerging.value
      ? mergedProposal(draft.state.documents, workspace.documents, workspace.revision, theirs.value)
      : plainProposal(draft.state),
  )
  const openConflicts = computed(() => conflicts.value.filter(({ id }) => !chosen.value.has(id)))

  const named = (name: string) =>
    draft.state.documents[name]?.document ?? draft.state.documents[name]?.published ?? undefined

  /** Asks what publishing would do now. */
  async function look(): Promise<void> {
    clearTimeout(timer)
    const mine = (asked += 1)
    const { base, changes, names } = proposal.value
    if (changes.length === 0) return forget()
    isPlanning.value = true
    try {
      const found = await api.post<Plan>('/api/changes/plan', { base, changes })
      if (mine !== asked) return
      plan.value = found
      problem.value = undefined
      draft.foundProblems = problemsOfHazards(found.hazards, draft.documents)
    } catch (error) {
      if (mine !== asked) return
      if (isProblem(error, 'revision.conflict') && !isMerging.value) return await merge()
      refused(problemOf(error), names)
    } finally {
      if (mine === asked) isPlanning.value = false
    }
  }

  function refused(error: ApiProblem, names: readonly string[]): void {
    plan.value = isProblem(error, 'schema.hazards') ? (error.body.plan as Plan) : undefined
    problem.value = error
    draft.foundProblems = plan.value
      ? problemsOfHazards(plan.value.hazards, draft.documents)
      : problemsOfRefusal(error, names, named)
  }

  function forget(): void {
    plan.value = undefined
    problem.value = undefined
    isPlanning.value = false
    draft.foundProblems = []
  }

  /** Joins the draft with today's documents here, so that the person can choose where both changed the same. */
  async function merge(): Promise<void> {
    await workspace.load()
    isMerging.value = true
    await look()
  }

  function choose(id: string, side: 'mine' | 'theirs'): void {
    chosen.value = new Set([...chosen.value, id])
    const next = new Set(theirs.value)
    if (side === 'theirs') next.add(id)
    else next.delete(id)
    theirs.value = next
    void look()
  }

  /** Publishes the draft as it is proposed. `accept`: ids of the warnings that were read. */
  async function publish(message: string, accept: readonly string[]): Promise<void> {
    isPublishing.value = true
    try {
      const isSaved = await draft.flush()
      const { base, changes, names } = proposal.value
      const body = {
        base,
        changes,
        accept,
        ...(message.trim() === '' ? {} : { message: message.trim() }),
        ...(isSaved && draft.version() > 0 ? { draft: draft.version() } : {}),
      }
      await send(body, names, modulesOf(changes))
    } finally {
      isPublishing.value = false
    }
  }

  async function send(body: object, names: readonly string[], modules: readonly string[]): Promise<void> {
    const text = JSON.stringify(body)
    // The same request keeps its key, so that one whose answer was lost is not done twice.
    if (attempt?.body !== text) attempt = { body: text, key: crypto.getRandomValues(new Uint32Array(4)).join('-') }
    try {
      const answer = await api.post<PublishResponse>('/api/changes', body, { idempotencyKey: attempt.key })
      if (answer.pending === true && answer.job !== undefined) {
        attempt = undefined
        follow(answer.job, modules, draft.version())
        return
      }
      await workspace.load()
      draft.ended(answer.revision)
      reset()
      published.value = { revision: answer.revision, job: answer.job, modules }
    } catch (error) {
      if (isProblem(error, 'revision.conflict')) await merge()
      else refused(problemOf(error), names)
    }
  }

  /**
   * Waits for a job that converts and then publishes. What was designed meanwhile stays a draft.
   *
   * @param version of the draft that is published; undefined where an undo is
   */
  function follow(job: string, modules: readonly string[] = [], version?: number): void {
    converting.value = { job, ended: undefined }
    sessionStorage.setItem(convertingKey, JSON.stringify({ job, modules, version }))
    followJob(job, (found) => void over(found))

    async function over({ state, result }: JobAnswer): Promise<void> {
      sessionStorage.removeItem(convertingKey)
      if (state === 'failed' || state === 'aborted') {
        converting.value = { job, ended: state }
        return
      }
      const { revision, job: next } = result as { revision: number; job?: string }
      await workspace.follow(revision)
      if (version !== undefined && version === draft.version()) {
        draft.ended(revision)
        reset()
      }
      converting.value = undefined
      published.value = { revision, job: next, modules }
    }
  }

  /** A tab that was loaded anew goes on waiting. */
  function resume(): void {
    const kept = sessionStorage.getItem(convertingKey)
    if (kept === null) return
    const { job, modules, version } = JSON.parse(kept) as { job: string; modules: string[]; version?: number }
    follow(job, modules, version)
  }
  resume()

  function again(): void {
    published.value = undefined
    if (converting.value?.ended !== undefined) converting.value = undefined
  }

  function reset(): void {
    attempt = undefined
    isMerging.value = false
    theirs.value = new Set()
    chosen.value = new Set()
    forget()
  }

  function soon(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void look(), PLAN_AFTER_MS)
  }

  watch(
    () => [draft.state, draft.status, workspace.revision, locale.value] as const,
    () => {
      if (!draft.isOpen || isPublishing.value || converting.value !== undefined) return
      if (!draft.isDirty) reset()
      else if (draft.status === 'saved') soon()
    },
    { immediate: true },
  )

  return {
    plan,
    problem,
    isPlanning,
    isPublishing,
    published,
    converting,
    isConverting: computed(() => converting.value !== undefined && converting.value.ended === undefined),
    follow,
    conflicts,
    openConflicts,
    theirs,
    chosen,
    proposal,
    look,
    choose,
    publish,
    again,
  }
})
