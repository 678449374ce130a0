import { localize } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, keySchema, NO_BODY } from '../schemas.js'

const text = { type: 'string' }

/** The fields of an object with values that a type change could not convert. */
export const listWaitingFields = defineRoute<{ params: { object: string } }>({
  method: 'GET',
  path: '/api/conversions/:object',
  tag: 'documents',
  name: 'listWaitingFields',
  policy: 'administrator',
  summary: { 'zh-CN': '有待处理值的字段', en: 'Fields with values that wait' },
  input: { params: { object: keySchema }, query: null, body: null },
  limits: NO_BODY,
  output: {
    200: {
      description: 'Fields whose values did not all fit their new type',
      schema: answerShape({
        fields: {
          type: 'array',
          items: answerShape(
            {
              field: text,
              label: text,
              from: text,
              to: text,
              revision: { type: 'integer' },
              waiting: { type: 'integer' },
              makes: text,
            },
            ['makes'],
          ),
        },
      }),
    },
  },
  async handler({ actor, params, locale }, { engine }) {
    const fields = await engine.conversions.list(actor, params.object)
    return json(200, {
      fields: fields.map(({ makes, ...field }) => ({
        ...field,
        ...(makes === undefined ? {} : { makes: localize(makes, locale) }),
        label: localize(field.label, locale),
        from: field.from[locale],
        to: field.to[locale],
      })),
    })
  },
})
