import { AppError, type SetupRequest } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { definePublicRoute, type Call } from '../../http/route.js'
import { browserOf } from '../../identity/sessions.js'
import { signIn } from '../../identity/sign-in.js'
import type { Services } from '../../services.js'
import {
  answerShape,
  emailSchema,
  ORDINARY_BODY,
  passwordSchema,
  personNameSchema,
  shape,
  userSchema,
} from '../schemas.js'
import { setCookieHeaders } from '../session/set-cookie-headers.js'

/** Makes the first administrator and signs them in; closed for good afterwards. */
export const postSetup = definePublicRoute<{ body: SetupRequest }>({
  method: 'POST',
  path: '/api/setup',
  tag: 'setup',
  name: 'setUp',
  policy: 'public',
  idempotency: 'none',
  summary: { 'zh-CN': '创建第一位管理员', en: 'Makes the first administrator' },
  input: {
    params: null,
    query: null,
    body: shape(
      { email: emailSchema, password: passwordSchema, name: personNameSchema, code: { type: 'string', maxLength: 40 } },
      ['email', 'password', 'name'],
    ),
  },
  limits: ORDINARY_BODY,
  output: { 201: { description: 'The administrator; the cookie is set', schema: answerShape({ user: userSchema }) } },
  async handler(call, services) {
    if (!(await services.setup.isNeeded())) throw new AppError('setup.done')
    await checkCode(call, services)
    const { email, password, name } = call.body
    await services.setup.createFirst({ email, password, name, locale: call.locale }, call.origin)
    const browser = browserOf(call.incoming, services.networkOf)
    const { account, setCookies } = await signIn(services, { email, password }, browser)
    return json(201, { user: account }, setCookieHeaders(setCookies))
  },
})

/** From elsewhere than this machine, the code the server printed is needed; guesses are counted. */
async function checkCode({ fromLoopback, body }: Call<{ body: SetupRequest }>, services: Services): Promise<void> {
  if (fromLoopback) return
  await services.limit.countCode('setup')
  if (!services.setup.isCode(body.code ?? '')) throw new AppError('setup.wrong_code')
}
