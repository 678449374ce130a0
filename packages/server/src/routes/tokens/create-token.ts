import { AppError, makeFieldProblem, type TokenRequest } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { RoleNames } from '../../identity/role-titles.js'
import { answerShape, instantSchema, keySchema, ORDINARY_BODY, shape } from '../schemas.js'

/** Makes a token for the caller, whose roles must allow tokens; its text is in this answer only. */
export const createToken = defineRoute<{ body: TokenRequest }>({
  method: 'POST',
  path: '/api/tokens',
  tag: 'tokens',
  name: 'createToken',
  policy: 'tokens',
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
  async handler(call, { engine, tokens, audit }) {
    const { actor, identity, body } = call
    const role = body.role === undefined ? undefined : (await RoleNames.of(engine, actor.workspace)).idOf(body.role)
    if (body.role !== undefined && (role === undefined || !actor.roles.includes(role)))
      throw new AppError('token.too_strong')
    const expiresAt = body.expiresAt === undefined ? undefined : toFutureInstant(body.expiresAt)
    const name = body.name.normalize('NFC')
    const made = await audit.around(call, async (note) => {
      const token = await tokens.create(actor, identity.apiToken, { name, role, expiresAt })
      const details = { name, role: body.role ?? null, expiresAt: expiresAt?.toISOString() ?? null }
      await note({ action: 'token.created', subject: { kind: 'token', key: token.id }, details })
      return token
    })
    return json(201, made)
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
