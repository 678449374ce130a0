import { AppError, makeFieldProblem, type TokenRequest } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, instantSchema, keySchema, ORDINARY_BODY, shape } from '../schemas.js'

/** Makes a token for the caller; its text is in this answer only. */
export const createToken = defineRoute<{ body: TokenRequest }>({
  method: 'POST',
  path: '/api/tokens',
  tag: 'tokens',
  name: 'createToken',
  policy: 'account',
  idempotency: 'none',
  summary: { 'zh-CN': '创建 API 令牌', en: 'Makes an API token' },
  input: {
    params: null,
    query: null,
    body: shape(
      {
        name: { type: 'string', minLength: 1, maxLength: 100, pattern: '\\S' },
        role: keySchema,
        expiresAt: instantSchema,
      },
      ['name'],
    ),
  },
  limits: ORDINARY_BODY,
  output: {
    201: {
      description: 'The token, shown once',
      schema: answerShape({ id: { type: 'string' }, token: { type: 'string' } }),
    },
  },
  async handler({ actor, identity, body }, { tokens }) {
    if (body.role !== undefined && !actor.roles.includes(body.role)) throw new AppError('token.too_strong')
    const expiresAt = body.expiresAt === undefined ? undefined : toFutureInstant(body.expiresAt)
    const name = body.name.normalize('NFC')
    return json(201, await tokens.create(actor, identity.apiToken, { name, role: body.role, expiresAt }))
  },
})

function toFutureInstant(text: string): Date {
  const instant = new Date(text)
  if (Number.isNaN(instant.getTime()) || instant.getTime() <= Date.now()) {
    throw new AppError('request.invalid').with({
      errors: [makeFieldProblem('expiresAt', 'field.out_of_range', {})],
    })
  }
  return instant
}
