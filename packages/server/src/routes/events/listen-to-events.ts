import { stream } from '../../http/answer.js'
import { callerNow } from '../../http/caller-now.js'
import { invalidParameter } from '../../http/read-query.js'
import { defineRoute } from '../../http/route.js'
import { NO_BODY } from '../schemas.js'
import { splitList } from '../records/record-answers.js'

const MAX_OBJECTS = 100

/** What happens while somebody looks: an endless answer of server-sent events. */
export const listenToEvents = defineRoute<{ query: { objects?: string; after?: string } }>({
  method: 'GET',
  path: '/api/events',
  tag: 'events',
  name: 'listenToEvents',
  policy: 'account',
  streams: true,
  summary: { 'zh-CN': '实时事件', en: 'Events as they happen' },
  input: {
    params: null,
    query: {
      objects: { type: 'string', minLength: 1, maxLength: 5_000 },
      after: { type: 'string', minLength: 1, maxLength: 1_000 },
    },
    body: null,
  },
  limits: NO_BODY,
  output: {
    200: {
      description: 'Events `record`, `revision`, `notification` and `reset`, with JSON data',
      contentType: 'text/event-stream',
      schema: { type: 'string' },
    },
  },
  async handler(call, services) {
    const { actor, identity, query, headers } = call
    const { events } = services
    // A browser that comes back names the last event it got; a new one may name it as a parameter.
    const last = headers['last-event-id'] ?? query.after
    const known = typeof last === 'string' ? await events.after(actor, last) : undefined
    const subscription = {
      accountId: identity.accountId,
      workspace: actor.workspace,
      objects: query.objects === undefined ? undefined : objectsOf(query.objects),
      from: known ?? (await events.now(actor)),
      isGap: last !== undefined && known === undefined,
      authorize: callerNow(services, call),
    }
    // Asked last, so that many tabs that come at once are counted one after the other.
    events.admit(identity.accountId)
    return stream('text/event-stream; charset=utf-8', (response) => events.open(response, subscription))
  },
})

function objectsOf(text: string): readonly string[] {
  const objects = splitList(text)
  if (objects.length === 0 || objects.length > MAX_OBJECTS) throw invalidParameter('objects', `1–${MAX_OBJECTS}`)
  return objects
}
