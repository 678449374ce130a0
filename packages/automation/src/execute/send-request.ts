import { AppError, type RequestCommand } from '@tessera/metadata'
import type { WireValue } from '@tessera/formula'
import { limits } from '../core/limits.js'
import { trimmed } from '../core/shown.js'
import type { OutboundAnswer, OutboundRequest } from '../outbound/outbound-client.js'
import { objectOf } from '../evaluate/names.js'
import { valuesByKey } from '../runs/values-by-key.js'
import { effectOf, happen, nowOf, point, type Party } from './party.js'
import { refusal } from './refusal.js'
import type { Run } from './run.js'
import { withinTime } from './within-time.js'

/**
 * Sends the request a run wants. It may arrive twice when this process dies between the answer and the commit; its key is the
 * same then, so the receiver can tell.
 */
export async function sendRequest(party: Party, run: Run): Promise<void> {
  try {
    const request = toRequest(party, run)
    await point('before-request')
    const answer = await withinTime(limits.stepMs, party.context.outbound.send(request))
    await point('after-request')
    answered(party, run, answer)
  } catch (error) {
    happen(party, run, refusal(party, run, error))
  }
}

/** The request of a run with everything filled in. Errors: run.too_large. */
export function toRequest(party: Pick<Party, 'catalog' | 'graph'>, run: Run): OutboundRequest {
  const { method, url, headers, body } = effectOf<'request'>(run)
  const { key: workspace } = party.catalog.workspace
  const text = takesBody(method) ? (body ?? JSON.stringify(payloadOf(party, run))) : undefined
  if ((text?.length ?? 0) > limits.payloadBytes)
    throw new AppError('run.too_large', { limitKb: limits.payloadBytes / 1024 })
  return { method, url, headers, body: text, key: `${run.id}:${run.state.seq}`, workspace }
}

const takesBody = (method: RequestCommand['method']): boolean => method !== 'GET' && method !== 'DELETE'

/** What is sent where a workflow names no body: the triggering record, its values by today's keys. */
function payloadOf({ catalog, graph }: Pick<Party, 'catalog' | 'graph'>, run: Run): object {
  const object = run.object === null ? undefined : objectOf(catalog, run.object)
  const values = (kept: Readonly<Record<string, WireValue>> | null): object | null =>
    kept === null || object === undefined ? null : valuesByKey(object, kept)
  return {
    workflow: graph.key,
    run: run.id,
    object: object?.key ?? null,
    record: run.record,
    before: values(run.snapshot.before),
    after: values(run.snapshot.after),
  }
}

function answered(party: Party, run: Run, answer: OutboundAnswer): void {
  const { host, status, contentType, body, isCut, retryAfterMs } = answer
  const output = trimmed({ status, contentType, body, ...(isCut ? { isCut } : {}) })
  if (status >= 200 && status < 300) {
    return happen(party, run, { type: 'effected', port: 'next', output, now: nowOf(party) })
  }
  const error =
    status < 400
      ? new AppError('outbound.redirect', { host, status })
      : new AppError('outbound.status', { host, status })
  const again = status >= 500 || status === 408 || status === 425 || status === 429
  const after = retryAfterMs === undefined ? {} : { afterMs: Math.min(retryAfterMs, longestRetryAfterMs) }
  happen(party, run, refusal(party, run, error, { again, output, ...after }))
}

/** A receiver may ask for a day, not for a year. */
const longestRetryAfterMs = 86_400_000
