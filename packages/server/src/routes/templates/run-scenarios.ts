import { AppError } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, keySchema, ORDINARY_BODY, shape } from '../schemas.js'

const text = { type: 'string' }
const label = { anyOf: [text, answerShape({ 'zh-CN': text, en: text })] }

/**
 * Does the template still do what it says, with the documents as they are today? Its scenarios are played in a scratch workspace; records
 * of the workspace are neither read nor written.
 */
export const runScenarios = defineRoute<{ params: { key: string }; body: object }>({
  method: 'POST',
  path: '/api/templates/:key/scenarios',
  tag: 'templates',
  name: 'runScenarios',
  policy: 'templates',
  idempotency: 'stored',
  summary: { 'zh-CN': '运行模板的场景', en: 'Carry out the scenarios of a template' },
  input: { params: { key: keySchema }, query: null, body: shape({}), bodyOptional: true },
  limits: ORDINARY_BODY,
  output: {
    200: {
      description: 'How each scenario went; a failure names the step, counted from 0',
      schema: answerShape({
        results: {
          type: 'array',
          items: answerShape(
            {
              key: text,
              label,
              passed: { type: 'boolean' },
              ms: { type: 'integer' },
              failure: answerShape({ step: { type: 'integer' }, message: label }),
            },
            ['failure'],
          ),
        },
      }),
    },
  },
  async handler({ actor, params: { key } }, { engine, scenarios, templates }) {
    const { workspace } = actor
    const standing = (await engine.templates.installed(actor)).find((one) => one.key === key)
    // What is installed may be older than what is at hand; a package that is gone leaves the newest one to ask.
    const found =
      (standing && (await templates.find(workspace, key, standing.version))) ?? (await templates.find(workspace, key))
    if (found === undefined) throw new AppError('template.not_found')
    return json(200, await scenarios.run({ workspace, template: key, scenarios: found.scenarios }))
  },
})
