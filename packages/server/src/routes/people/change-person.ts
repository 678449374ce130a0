import { AppError, makeFieldProblem } from '@tessera/metadata'
import { notePersonChange } from '../../audit/note-person-change.js'
import { json } from '../../http/answer.js'
import { defineRoute, type AccountCall } from '../../http/route.js'
import { checkPasswordOf } from '../../identity/check-password-of.js'
import { refuseNarrow } from '../../identity/prove-oneself.js'
import { administersPeople } from '../../people/administers-people.js'
import { refuseStronger } from '../../people/refuse-stronger.js'
import type { PersonChanges } from '../../people/people.js'
import type { Services } from '../../services.js'
import {
  answerShape,
  emailSchema,
  idSchema,
  localeSchema,
  ORDINARY_BODY,
  passwordSchema,
  personNameSchema,
  shape,
  userSchema,
} from '../schemas.js'
import { detailProperties, rolesSchema } from './person-schemas.js'

type Body = PersonChanges & { readonly currentPassword?: string }
type Shape = { params: { id: string }; body: Body }

const ownProperties: ReadonlySet<string> = new Set(['name', 'locale', 'password', 'currentPassword'])

/** Administrators change anyone; everybody changes their own name, language and password. */
export const changePerson = defineRoute<Shape>({
  method: 'PATCH',
  path: '/api/people/:id',
  tag: 'people',
  name: 'changePerson',
  policy: 'account',
  summary: { 'zh-CN': '修改成员', en: 'Changes a person' },
  input: {
    params: { id: idSchema },
    query: null,
    body: shape({
      email: emailSchema,
      name: personNameSchema,
      locale: localeSchema,
      password: passwordSchema,
      currentPassword: passwordSchema,
      roles: rolesSchema,
      ...detailProperties,
    }),
  },
  limits: ORDINARY_BODY,
  output: { 200: { description: 'The person', schema: answerShape({ user: userSchema }) } },
  async handler(call, services) {
    const { actor, params, body } = call
    const isOwn = params.id === actor.id
    if (isOwn) refuseNarrow(call.identity)
    if (!(await administersPeople(services.engine, actor))) {
      if (!isOwn) throw new AppError('person.not_found')
      if (Object.keys(body).some((name) => !ownProperties.has(name))) throw new AppError('access.denied')
    } else if (!isOwn || body.roles !== undefined) {
      await refuseStronger(services, actor, { person: params.id, roles: body.roles })
    }
    if (isOwn && body.password !== undefined) await checkCurrentPassword(call, services)
    const { currentPassword: _checked, ...changes } = body
    const named = changes.name === undefined ? changes : { ...changes, name: changes.name.normalize('NFC') }
    await services.audit.around(call, async (note) => {
      await notePersonChange(services, actor.workspace, params.id, named, note)
      await services.people.change(actor.workspace, params.id, named, actor)
    })
    return json(200, { user: await services.accounts.find(params.id) })
  },
})

/** Who changes their own password shows the old one; guesses are counted like those of signing in. */
async function checkCurrentPassword({ identity, body }: AccountCall<Shape>, services: Services): Promise<void> {
  const { isRight } = await checkPasswordOf(services, identity, body.currentPassword ?? '')
  if (isRight) return
  throw new AppError('request.invalid').with({
    errors: [makeFieldProblem('currentPassword', 'session.wrong_credentials')],
  })
}
