import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { entryOf } from '../../templates/template-entries.js'
import { answerShape, NO_BODY } from '../schemas.js'
import { entrySchema } from './template-schemas.js'

/** What can be installed, and what is. */
export const listTemplates = defineRoute({
  method: 'GET',
  path: '/api/templates',
  tag: 'templates',
  name: 'listTemplates',
  policy: 'templates',
  summary: { 'zh-CN': '模板列表', en: 'Templates that can be installed, and those that are' },
  input: { params: null, query: null, body: null },
  limits: NO_BODY,
  output: {
    200: { description: 'Templates by key', schema: answerShape({ templates: { type: 'array', items: entrySchema } }) },
  },
  async handler({ actor }, { engine, templates }) {
    const installed = await engine.templates.installed(actor)
    const found = await templates.list(actor.workspace)
    const keys = new Set([...found.map((one) => one.package.manifest.key), ...installed.map(({ key }) => key)])
    const entries = [...keys].sort().map((key) =>
      entryOf(
        key,
        found.find((one) => one.package.manifest.key === key),
        installed,
      ),
    )
    return json(200, { templates: entries })
  },
})
