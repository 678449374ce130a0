import { localize } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { peoplePolicy } from '../../people/administers-people.js'
import { personHoldings } from '../../people/plan-hand-over.js'
import { answerShape, idSchema, NO_BODY } from '../schemas.js'

const text = { type: 'string' }

/** What would have to be handed over if a person left. */
export const getHoldings = defineRoute<{ params: { id: string } }>({
  method: 'GET',
  path: '/api/people/:id/holdings',
  tag: 'people',
  name: 'getHoldings',
  policy: peoplePolicy,
  summary: { 'zh-CN': '成员名下的记录', en: 'What a person holds' },
  input: { params: { id: idSchema }, query: null, body: null },
  limits: NO_BODY,
  output: {
    200: {
      description: 'Records they own, open tasks, who reports to them, departments they lead: by object',
      schema: answerShape({
        holdings: {
          type: 'array',
          items: answerShape({
            object: text,
            title: text,
            kind: { type: 'string', enum: ['records', 'tasks', 'people', 'departments'] },
            count: { type: 'integer' },
          }),
        },
        total: { type: 'integer' },
      }),
    },
  },
  async handler({ actor, params, locale }, services) {
    const held = await personHoldings(services, actor, params.id)
    return json(200, {
      holdings: held.map(({ label, ...rest }) => ({ ...rest, title: localize(label, locale) })),
      total: held.reduce((sum, { count }) => sum + count, 0),
    })
  },
})
