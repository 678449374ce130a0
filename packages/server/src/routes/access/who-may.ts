import { json } from '../../http/answer.js'
import { invalidParameter } from '../../http/read-query.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, idSchema, keySchema, NO_BODY } from '../schemas.js'
import { actionSchema } from './access-schemas.js'

interface Question {
  readonly object?: string
  readonly id?: string
  readonly action?: 'read' | 'change' | 'delete' | 'transfer' | 'export' | 'share' | 'print'
  readonly field?: string
}

const text = { type: 'string' }

/** Who may see a record, or do something with it, and by which grant. */
export const whoMay = defineRoute<{ query: Question }>({
  method: 'GET',
  path: '/api/access/who',
  tag: 'access',
  name: 'whoMay',
  policy: 'administrator',
  summary: { 'zh-CN': '谁能看到一条记录', en: 'Who may see a record' },
  input: {
    params: null,
    query: { object: keySchema, id: idSchema, action: actionSchema, field: keySchema },
    body: null,
  },
  limits: NO_BODY,
  output: {
    200: {
      description: 'Active people of the workspace who may, by name',
      schema: answerShape({
        people: { type: 'array', items: answerShape({ id: text, title: text, because: text }) },
      }),
    },
  },
  async handler({ actor, query }, { engine, memberships }) {
    const { object, id, action = 'read', field } = query
    if (object === undefined) throw invalidParameter('object', 'key')
    if (id === undefined) throw invalidParameter('id', 'id')
    const members = await memberships.activeIn(actor.workspace)
    const people = members.map(({ id: person, name, roles }) => ({ ...actor, id: person, name, roles }))
    return json(
      200,
      await engine.access.who(actor, people, { object, id, action, ...(field === undefined ? {} : { field }) }),
    )
  },
})
