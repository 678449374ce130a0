import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { peoplePolicy } from '../../people/administers-people.js'
import { getPerson as readPerson } from '../../people/list-people.js'
import { answerShape, idSchema, NO_BODY } from '../schemas.js'
import { personSchema } from './person-schemas.js'

/** One person of the workspace. */
export const getPerson = defineRoute<{ params: { id: string } }>({
  method: 'GET',
  path: '/api/people/:id',
  tag: 'people',
  name: 'getPerson',
  policy: peoplePolicy,
  summary: { 'zh-CN': '一位成员', en: 'One person' },
  input: { params: { id: idSchema }, query: null, body: null },
  limits: NO_BODY,
  output: { 200: { description: 'The person', schema: answerShape({ person: personSchema }) } },
  async handler({ actor, params }, { engine, pools, fingerprintKey }) {
    return json(200, {
      person: await readPerson({ engine, pool: pools.platform, key: fingerprintKey }, actor, params.id),
    })
  },
})
