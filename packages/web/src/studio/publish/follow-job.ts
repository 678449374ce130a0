import type { JobAnswer } from '@tessera/metadata'
import { shallowRef, type ShallowRef } from 'vue'
import { api } from '@/api/client'

const LOOK_EVERY_MS = 1_000

export interface FollowedJob {
  readonly job: ShallowRef<JobAnswer | undefined>
  /** Asks now. */
  look(): Promise<void>
  stop(): void
}

export const isOver = (job: JobAnswer): boolean => ['done', 'failed', 'aborted'].includes(job.state)

/** Asks every second how far a job is, until it is over; `onOver` hears how it ended. The work goes on whoever looks. */
export function followJob(id: string, onOver: (job: JobAnswer) => void = () => undefined): FollowedJob {
  const job = shallowRef<JobAnswer>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let isStopped = false

  async function look(): Promise<void> {
    clearTimeout(timer)
    try {
      job.value = await api.get<JobAnswer>(`/api/jobs/${encodeURIComponent(id)}`)
    } catch {
      // Asked again in a moment: the work goes on whether it can be seen or not.
    }
    if (isStopped) return
    if (job.value === undefined || !isOver(job.value)) timer = setTimeout(() => void look(), LOOK_EVERY_MS)
    else {
      isStopped = true
      onOver(job.value)
    }
  }

  void look()
  return {
    job,
    look,
    stop: () => {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
