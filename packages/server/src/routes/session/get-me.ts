import { allCapabilities } from '@tessera/engine'
import { AppError } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { toEventId } from '../../events/stream-state.js'
import { RoleNames } from '../../identity/role-titles.js'
import { answerShape, NO_BODY, userSchema } from '../schemas.js'

const stringSchema = { type: 'string' }

/** Who the caller is. Works for a person without roles too. */
export const getMe = defineRoute({
  method: 'GET',
  path: '/api/me',
  tag: 'session',
  name: 'getMe',
  policy: 'account',
  beforeSecondStep: true,
  summary: { 'zh-CN': '当前用户', en: 'Who am I' },
  input: { params: null, query: null, body: null },
  limits: NO_BODY,
  output: {
    200: {
      description: 'The caller',
      schema: answerShape(
        {
          user: userSchema,
          workspace: answerShape({ key: stringSchema, title: stringSchema, timeZone: stringSchema }),
          roles: { type: 'array', items: answerShape({ key: stringSchema, title: stringSchema }) },
          capabilities: { type: 'array', items: { type: 'string', enum: allCapabilities } },
          events: {
            ...stringSchema,
            description: 'Where the stream of events stands: what happens later, it tells after this.',
          },
          secondStepNeeded: { type: 'boolean' },
        },
        ['secondStepNeeded'],
      ),
    },
  },
  async handler({ actor, identity, locale }, { engine, events, accounts }) {
    // Before anything else is read: whatever is committed from here on, the stream tells. Events are listened to as oneself.
    const position = toEventId(await events.now({ ...actor, id: identity.accountId }))
    const workspaces = await engine.workspaces.list()
    const workspace = workspaces.find(({ key }) => key === actor.workspace)
    if (workspace === undefined) throw new AppError('workspace.unknown')
    return json(200, {
      // Whoever is looked as is who screens show; a role alone has no address.
      user: { id: actor.id, name: actor.name, email: await emailOf(), locale: identity.locale },
      workspace: { key: workspace.key, title: workspace.title, timeZone: workspace.timeZone },
      roles: (await RoleNames.of(engine, actor.workspace)).titlesOf(actor.roles, locale),
      capabilities: await engine.access.capabilities(actor),
      events: position,
      ...(identity.owesSecondStep ? { secondStepNeeded: true } : {}),
    })

    async function emailOf(): Promise<string> {
      return actor.id === identity.accountId ? identity.email : ((await accounts.find(actor.id))?.email ?? '')
    }
  },
})
