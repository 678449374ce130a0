import type { SignInWays } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { definePublicRoute } from '../../http/route.js'
import { answerShape, NO_BODY } from '../schemas.js'

/** How people sign in here, for the sign-in page. */
export const getSignInWays = definePublicRoute({
  method: 'GET',
  path: '/api/session/ways',
  tag: 'session',
  name: 'getSignInWays',
  policy: 'public',
  summary: { 'zh-CN': '登录方式', en: 'How people sign in' },
  input: { params: null, query: null, body: null },
  limits: NO_BODY,
  output: {
    200: {
      description: 'Password, and single sign-on where it is set up',
      schema: answerShape({
        password: { type: 'string', enum: ['everybody', 'administrators'] },
        sso: { type: ['object', 'null'], properties: { label: { type: ['string', 'null'] } }, required: ['label'] },
      }),
    },
  },
  handler(_call, { sso }) {
    const ways: SignInWays = {
      password: sso?.settings.isOnlyWay === true ? 'administrators' : 'everybody',
      sso: sso === undefined ? null : { label: sso.settings.label ?? null },
    }
    return json(200, ways)
  },
})
