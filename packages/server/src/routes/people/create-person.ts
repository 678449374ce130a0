import type { PersonRequest } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import {
  answerShape,
  emailSchema,
  idSchema,
  keySchema,
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
  policy: 'administrator',
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
        roles: { type: 'array', items: keySchema, maxItems: 50, uniqueItems: true },
        department: idSchema,
      },
      ['email', 'name'],
    ),
  },
  limits: ORDINARY_BODY,
  output: { 201: { description: 'The person', schema: answerShape({ user: userSchema, id: { type: 'string' } }) } },
  async handler({ actor, body, locale }, { people }) {
    const user = await people.create(actor.workspace, { ...body, name: body.name.normalize('NFC'), locale })
    return json(201, { id: user.id, user })
  },
})
