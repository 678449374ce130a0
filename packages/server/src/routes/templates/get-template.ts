import { AppError } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { detailOf, entryOf } from '../../templates/template-entries.js'
import { NO_BODY } from '../schemas.js'
import { detailSchema, templateKeySchema } from './template-schemas.js'

/** One template with what it brings. */
export const getTemplate = defineRoute<{ params: { key: string } }>({
  method: 'GET',
  path: '/api/templates/:key',
  tag: 'templates',
  name: 'getTemplate',
  policy: 'templates',
  summary: { 'zh-CN': '模板的内容', en: 'One template with what it brings' },
  input: { params: { key: templateKeySchema }, query: null, body: null },
  limits: NO_BODY,
  output: { 200: { description: 'The template', schema: detailSchema } },
  async handler({ actor, params: { key } }, { engine, templates }) {
    const installed = await engine.templates.installed(actor)
    const found = await templates.look(actor.workspace, key)
    const there = installed.find((one) => one.key === key)
    if (found === undefined && there === undefined) throw new AppError('template.not_found')
    const entry = entryOf(key, found, installed)
    const beside = await Promise.all(entry.needs.map((need) => templates.find(actor.workspace, need.key)))
    const known = beside.filter((one) => one !== undefined)
    return json(200, detailOf(entry, found?.package, there, known))
  },
})
