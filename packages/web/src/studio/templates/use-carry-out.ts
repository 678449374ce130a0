import type { JobAnswer, TemplateAction, TemplateRequest, TemplateResponse } from '@tessera/metadata'
import { onBeforeUnmount, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { problemOf, type ApiProblem } from '@/api/problem'
import { useSession } from '@/app/session'
import { useWorkspace } from '@/model/workspace'
import { followJob, type FollowedJob } from '../publish/follow-job'
import { templates } from './templates-api'

/**
 * `ready`: nothing was done, or what was tried was refused (`problem`). `publishing`: the change set is on its way, all or nothing.
 * `loading`: it is published, and the job writes (or removes) sample records. `done`: over; `job` says how that went.
 */
export type Phase = 'ready' | 'publishing' | 'loading' | 'done'

export interface CarriedOut {
  readonly phase: Ref<Phase>
  /** Whole seconds since it began. */
  readonly seconds: Ref<number>
  readonly made: ShallowRef<Pick<TemplateResponse, 'revision' | 'job'> | undefined>
  readonly job: ShallowRef<JobAnswer | undefined>
  readonly problem: ShallowRef<ApiProblem | undefined>
  run(request: TemplateRequest): Promise<void>
}

const STORED = 'tessera.template'

/** Carries out an action on a template and follows its job; a tab that is loaded again finds the job where it was. */
export function useCarryOut(key: string, action: TemplateAction): CarriedOut {
  const workspace = useWorkspace()
  const session = useSession()
  const phase = ref<Phase>('ready')
  const seconds = ref(0)
  const made = shallowRef<CarriedOut['made']['value']>()
  const job = shallowRef<JobAnswer>()
  const problem = shallowRef<ApiProblem>()
  let followed: FollowedJob | undefined
  let timer: ReturnType<typeof setInterval> | undefined

  function tick(): void {
    seconds.value = 0
    timer = setInterval(() => {
      seconds.value += 1
      job.value = followed?.job.value ?? job.value
    }, 1_000)
  }

  function end(next: Phase): void {
    clearInterval(timer)
    sessionStorage.removeItem(STORED)
    phase.value = next
  }

  function follow(answer: Pick<TemplateResponse, 'revision' | 'job'>): void {
    made.value = answer
    if (answer.job === undefined) return end('done')
    sessionStorage.setItem(STORED, JSON.stringify({ key, action, revision: answer.revision, job: answer.job }))
    phase.value = 'loading'
    followed = followJob(answer.job, (over) => {
      job.value = over
      end('done')
    })
  }

  async function run(request: TemplateRequest): Promise<void> {
    phase.value = 'publishing'
    problem.value = undefined
    tick()
    try {
      const answer = await templates.carryOut(key, action, request)
      // Roles and menus may have changed with the modules: what is opened next must know them.
      await Promise.all([workspace.follow(answer.revision), session.reload()])
      follow(answer)
    } catch (error) {
      problem.value = problemOf(error)
      end('ready')
    }
  }

  function resume(): void {
    const stored = JSON.parse(sessionStorage.getItem(STORED) ?? 'null') as {
      key: string
      action: TemplateAction
      revision: number
      job: string
    } | null
    if (stored?.key !== key || stored.action !== action) return
    tick()
    follow(stored)
  }
  resume()

  onBeforeUnmount(() => {
    clearInterval(timer)
    followed?.stop()
  })
  return { phase, seconds, made, job, problem, run }
}
