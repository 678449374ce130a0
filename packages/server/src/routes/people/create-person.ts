import type { PersonRequest } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { peoplePolicy } from '../../people/administers-people.js'
import { refuseStronger } from '../../people/refuse-stronger.js'
import { detailProperties, rolesSchema } from './person-schemas.js'
import {
  answerShape,
  emailSchema,
  ORDINARY_BODY,
  passwordSchema,
  personNameSchema,
  shape,
  userSchema,
} from '../schemas.js'

/** Makes a person of the workspace. Without roles they can sign in, and see nothing. */
export const createPerson = defineRoute<{ body: PersonRequest }>({
  method: 'POST',
  path: '/api/people',
  tag: 'people',
  name: 'createPerson',
  policy: peoplePolicy,
  idempotency: 'stored',
  summary: { 'zh-CN': '新增成员', en: 'Makes a person' },
  input: {
    params: null,
    query: null,
    body: shape(
      {
        email: emailSchema,
        name: personNameSchema,
        password: passwordSchema,
        roles: rolesSchema,
        ...detailProperties,
      },
      ['email', 'name'],
    ),
  },
  limits: ORDINARY_BODY,
  output: { 201: { description: 'The person', schema: answerShape({ user: userSchema, id: { type: 'string' } }) } },
  async handler(call, services) {
    const { people, audit } = services
    const { actor, body, locale } = call
    await refuseStronger(services, actor, { roles: body.roles })
    const name = body.name.normalize('NFC')
    const user = await audit.around(call, async (note) => {
      const made = await people.create(actor.workspace, { ...body, name, locale }, actor)
      const details = { roles: body.roles ?? [] }
      await note({ action: 'people.created', subject: { kind: 'person', key: made.id }, details })
      return made
    })
    return json(201, { id: user.id, user })
  },
})
