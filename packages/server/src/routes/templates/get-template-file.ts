import { AppError } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { NO_BODY } from '../schemas.js'
import { packageSchema, templateKeySchema, versionSchema } from './template-schemas.js'

/** The packed template, to be kept or brought elsewhere. */
export const getTemplateFile = defineRoute<{ params: { key: string }; query: { version?: string } }>({
  method: 'GET',
  path: '/api/templates/:key/file',
  tag: 'templates',
  name: 'getTemplateFile',
  policy: 'templates',
  summary: { 'zh-CN': '下载模板文件', en: 'The packed file of a template' },
  input: { params: { key: templateKeySchema }, query: { version: versionSchema }, body: null },
  limits: NO_BODY,
  output: { 200: { description: 'The package', schema: packageSchema } },
  async handler({ actor, params: { key }, query: { version } }, { templates }) {
    const found = await templates.find(actor.workspace, key, version)
    if (found === undefined) throw new AppError('template.not_found')
    const name = `${key}-${found.manifest.version}.json`
    return json(200, found, ['Content-Disposition', `attachment; filename="${name}"`])
  },
})
