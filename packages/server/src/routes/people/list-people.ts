import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { RoleNames } from '../../identity/role-titles.js'
import { peoplePolicy } from '../../people/administers-people.js'
import { listPeople as readPeople, type PeopleQuery } from '../../people/list-people.js'
import { answerShape, cursorSchema, idSchema, limitSchema, NO_BODY, nextSchema } from '../schemas.js'
import { personSchema, personStates, roleSchema } from './person-schemas.js'

/** The people of the workspace by name, with what administrators decide about them. */
export const listPeople = defineRoute<{ query: PeopleQuery }>({
  method: 'GET',
  path: '/api/people',
  tag: 'people',
  name: 'listPeople',
  policy: peoplePolicy,
  summary: { 'zh-CN': '成员列表', en: 'The people of the workspace' },
  input: {
    params: null,
    query: {
      search: { type: 'string', minLength: 1, maxLength: 100 },
      state: { type: 'string', enum: personStates },
      department: idSchema,
      limit: limitSchema,
      after: cursorSchema,
    },
    body: null,
  },
  limits: NO_BODY,
  output: {
    200: {
      description: 'People by name, how many there are, and the roles that may be given',
      schema: answerShape({
        people: { type: 'array', items: personSchema },
        next: nextSchema,
        count: { type: 'integer' },
        roles: { type: 'array', items: roleSchema },
      }),
    },
  },
  async handler({ actor, query, locale }, { engine, pools, fingerprintKey }) {
    const page = await readPeople({ engine, pool: pools.platform, key: fingerprintKey }, actor, query)
    return json(200, { ...page, roles: (await RoleNames.of(engine, actor.workspace)).toGive(locale) })
  },
})
