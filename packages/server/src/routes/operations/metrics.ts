import { definePublicRoute } from '../../http/route.js'
import { NO_BODY } from '../schemas.js'

/** Numbers for Prometheus. They name routes, never data. */
export const metrics = definePublicRoute({
  method: 'GET',
  path: '/metrics',
  tag: 'operations',
  name: 'metrics',
  policy: 'operations',
  summary: { 'zh-CN': 'Prometheus 指标', en: 'Metrics for Prometheus' },
  input: { params: null, query: null, body: null },
  limits: NO_BODY,
  output: { 200: { description: 'Prometheus text format', contentType: 'text/plain', schema: { type: 'string' } } },
  async handler(_call, services) {
    const { registry } = services.metrics
    return { status: 200, body: await registry.metrics(), contentType: registry.contentType }
  },
})
