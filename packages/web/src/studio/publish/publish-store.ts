import type { Plan, PublishResponse } from '@tessera/metadata'
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { api } from '@/api/client'
import { isProblem, problemOf, type ApiProblem } from '@/api/problem'
import { locale } from '@/app/i18n'
import { useWorkspace } from '@/model/workspace'
import { useDraft } from '../draft/draft-store'
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
      await workspace.load()
      draft.ended(answer.revision)
      reset()
      published.value = { revision: answer.revision, job: answer.job, modules }
    } catch (error) {
      if (isProblem(error, 'revision.conflict')) await merge()
      else refused(problemOf(error), names)
    }
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
      if (!draft.isOpen || isPublishing.value) return
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
    conflicts,
    openConflicts,
    theirs,
    chosen,
    proposal,
    look,
    choose,
    publish,
    again: () => (published.value = undefined),
  }
})
