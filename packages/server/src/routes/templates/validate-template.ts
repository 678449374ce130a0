import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { checkAnswer } from './check-answer.js'
import { checkSchema, packageSchema, PACKAGE_BODY } from './template-schemas.js'

/** Looks for everything that is wrong with a packed template, and keeps nothing. */
export const validateTemplate = defineRoute<{ body: object }>({
  method: 'POST',
  path: '/api/templates/validate',
  tag: 'templates',
  name: 'validateTemplate',
  policy: 'templates',
  idempotency: 'none',
  reads: true,
  summary: { 'zh-CN': '检查模板', en: 'Checks a packed template' },
  input: { params: null, query: null, body: packageSchema, bodyPaths: 'pointer', textsCheckedByEngine: true },
  limits: PACKAGE_BODY,
  output: { 200: { description: 'What is wrong with it', schema: checkSchema } },
  async handler({ actor, body, locale }, { templates }) {
    const { problems } = await templates.check(actor.workspace, body)
    return json(200, checkAnswer(body, problems, locale))
  },
})
