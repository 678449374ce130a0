import { AppError } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { definePublicRoute } from '../../http/route.js'
import { answerShape, NO_BODY } from '../schemas.js'

const PATIENCE_MS = 2_000

/** The process serves: the database answers in time. */
export const readyz = definePublicRoute({
  method: 'GET',
  path: '/readyz',
  tag: 'operations',
  name: 'readyz',
  policy: 'public',
  summary: { 'zh-CN': '可以提供服务', en: 'The process serves requests' },
  input: { params: null, query: null, body: null },
  limits: NO_BODY,
  output: { 200: { description: 'Ready', schema: answerShape({ status: { const: 'ready' } }) } },
  async handler(_call, { pools }) {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new AppError('request.busy').with({ retryAfterSeconds: 1 })), PATIENCE_MS)
    })
    try {
      await Promise.race([pools.platform.query('select 1'), late])
    } finally {
      clearTimeout(timer)
    }
    return json(200, { status: 'ready' })
  },
})
