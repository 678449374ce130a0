import { AppError } from '@tessera/metadata'
import { refuseLooking } from '../../audit/refuse-looking.js'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { administersPeople } from '../../people/administers-people.js'
import { personData } from '../../people/person-data.js'
import { refuseStronger } from '../../people/refuse-stronger.js'
import { refuseNarrow } from '../../identity/prove-oneself.js'
import { answerShape, idSchema, NO_BODY } from '../schemas.js'

const open = { type: 'object' }
const list = { type: 'array' }

/** Everything that is held about a person of the organisation: for administrators, and for the person. */
export const getPersonData = defineRoute<{ params: { id: string } }>({
  method: 'GET',
  path: '/api/people/:id/data',
  tag: 'people',
  name: 'getPersonData',
  policy: 'account',
  summary: { 'zh-CN': '导出成员的个人数据', en: 'Exports everything held about a person' },
  input: { params: { id: idSchema }, query: null, body: null },
  limits: NO_BODY,
  output: {
    200: {
      description: 'Account, record, memberships, sessions, tokens, what they own, and lines of the audit log',
      schema: answerShape({
        account: open,
        record: open,
        memberships: list,
        sessions: list,
        tokens: list,
        holdings: list,
        audit: list,
      }),
    },
  },
  async handler(call, services) {
    const { actor, params } = call
    refuseLooking(call)
    if (params.id === actor.id) refuseNarrow(call.identity)
    else {
      if (!(await administersPeople(services.engine, actor))) throw new AppError('person.not_found')
      await refuseStronger(services, actor, { person: params.id })
    }
    const data = await personData(services, actor, params.id)
    await services.audit.note(call, { action: 'people.exported', subject: { kind: 'person', key: params.id } })
    return json(200, data, ['Content-Disposition', 'attachment; filename="person.json"'])
  },
})
