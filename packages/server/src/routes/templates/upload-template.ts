import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { checkAnswer } from './check-answer.js'
import { checkSchema, packageSchema, PACKAGE_BODY } from './template-schemas.js'

/** Brings a packed template into the workspace. It is checked whole; with any problem nothing is kept. */
export const uploadTemplate = defineRoute<{ body: object }>({
  method: 'POST',
  path: '/api/templates',
  tag: 'templates',
  name: 'uploadTemplate',
  policy: 'templates',
  idempotency: 'stored',
  summary: { 'zh-CN': '上传模板', en: 'Brings a packed template into the workspace' },
  input: { params: null, query: null, body: packageSchema, bodyPaths: 'pointer', textsCheckedByEngine: true },
  limits: PACKAGE_BODY,
  output: {
    200: { description: 'It has problems, and nothing was kept', schema: checkSchema },
    201: { description: 'It is kept, and can be installed', schema: checkSchema },
  },
  async handler({ actor, body, locale, origin }, { engine, templates }) {
    const checked = await templates.check(actor.workspace, body)
    if (checked.package === undefined) return json(200, checkAnswer(body, checked.problems, locale))
    const { key, version } = checked.package.manifest
    await engine.templates.keep(actor, { key, version, text: checked.text }, { origin })
    return json(201, { key, version, problems: [] })
  },
})
