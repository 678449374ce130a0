import { publish } from '../publish.js'
import type { JobTools } from '../run-job.js'
import { proposeQueued } from './queued-publish.js'
import type { QueuedPublish } from './queued-publish.js'

/** How long a job tries to get the tables it publishes to. */
const patienceMs = 60_000

/**
 * Publishes what a job has converted for, in the name of whoever asked for it. Errors: as of `publish`, ShadowOutdated when the
 * columns no longer fit, JobOver when it was aborted.
 */
export async function publishQueued(
  { context, memory, jobs }: JobTools,
  job: string,
  queued: QueuedPublish,
): Promise<void> {
  const { actor, accept, message, undoes, draft, origin } = queued
  await publish(
    context,
    jobs,
    memory,
    actor,
    {
      note: { actor, message, undoes, draft, job, origin },
      accept,
      key: undefined,
      propose: (input) => proposeQueued(input, queued),
    },
    patienceMs,
  )
}
