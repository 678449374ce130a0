import { json } from '../../http/answer.js'
import { invalidParameter } from '../../http/read-query.js'
import { defineRoute } from '../../http/route.js'
import { actorOfPerson } from '../../people/actor-of-person.js'
import { answerShape, idSchema, keySchema, NO_BODY } from '../schemas.js'
import { actionNames, actionSchema, textOrNull } from './access-schemas.js'

interface Question {
  readonly user?: string
  readonly object?: string
  readonly action?: 'read' | 'create' | 'change' | 'delete' | 'transfer' | 'import' | 'export' | 'share' | 'print'
  readonly id?: string
  readonly field?: string
}

const text = { type: 'string' }

/** Why somebody may do something with an object, a record, a field of it, or not; and the smallest change that would turn it round. */
export const explainAccess = defineRoute<{ query: Question }>({
  method: 'GET',
  path: '/api/access/explain',
  tag: 'access',
  name: 'explainAccess',
  policy: 'administrator',
  summary: { 'zh-CN': '解释权限', en: 'Explains rights' },
  input: {
    params: null,
    query: { user: idSchema, object: keySchema, action: actionSchema, id: idSchema, field: keySchema },
    body: null,
  },
  limits: NO_BODY,
  output: {
    200: {
      description: 'Grant by grant of the roles of the person',
      schema: answerShape({
        allowed: { type: 'boolean' },
        sentence: text,
        rules: {
          type: 'array',
          items: answerShape({
            role: { anyOf: [answerShape({ key: text, title: text }), { type: 'null' }] },
            grants: { type: 'boolean' },
            sentence: text,
          }),
        },
        change: textOrNull,
      }),
    },
  },
  async handler({ actor, query }, services) {
    const { user, object, action, ...rest } = query
    if (user === undefined) throw invalidParameter('user', 'id')
    if (object === undefined) throw invalidParameter('object', 'key')
    if (action === undefined) throw invalidParameter('action', actionNames.join(', '))
    const person = await actorOfPerson(services, actor, user)
    return json(200, await services.engine.access.explain(actor, person, { object, action, ...rest }))
  },
})
