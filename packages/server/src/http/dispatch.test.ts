import { describe, expect, test } from '@jest/globals'
import { AppError } from '@tessera/metadata'
import express from 'express'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:http'
import type { Services } from '../services.js'
import { json } from './answer.js'
import { createDispatcher } from './dispatch.js'
import { definePublicRoute } from './route.js'
import { mountRoutes } from './route-table.js'

const failing = definePublicRoute<{ query: { how?: string } }>({
  method: 'GET',
  path: '/fail',
  tag: 'test',
  name: 'fail',
  policy: 'public',
  summary: { 'zh-CN': '失败', en: 'Fails' },
  input: { params: null, query: { how: { type: 'string' } }, body: null },
  limits: { bodyBytes: 0 },
  output: { 200: { description: 'never' } },
  handler({ query }) {
    if (query.how === 'busy') throw new AppError('request.busy').with({ retryAfterSeconds: 7 })
    if (query.how === 'secret') throw new Error('relation "secret_table" at /some/machine/path')
    return json(200, {})
  },
})

/** The dispatcher needs of the services only what is used on the way: pools, metrics, log. */
async function serve<Result>(
  body: (url: string, logged: object[]) => Promise<Result>,
  waitingCount = 0,
): Promise<Result> {
  const logged: object[] = []
  const services = {
    pools: { engine: { waitingCount } },
    addressOf: () => '127.0.0.1',
    metrics: { request: () => undefined, problem: () => undefined },
    log: { warn: () => undefined, info: () => undefined, error: (details: object) => logged.push(details) },
  } as unknown as Services
  const app = express().use(createDispatcher(mountRoutes([failing]), services))
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, resolve))
  try {
    return await body(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, logged)
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

describe('a failure nobody expected', () => {
  test('is logged with its request id and answered without a word about it', async () => {
    await serve(async (url, logged) => {
      const answer = await fetch(`${url}/fail?how=secret`)
      const text = await answer.text()

      expect(answer.status).toBe(500)
      expect(JSON.parse(text)).toMatchObject({ code: 'internal' })
      expect(text).not.toMatch(/secret|machine/)
      expect(logged).toEqual([expect.objectContaining({ requestId: answer.headers.get('request-id'), method: 'GET' })])
    })
  })
})

test('being busy says when to come again', async () => {
  await serve(async (url) => {
    const answer = await fetch(`${url}/fail?how=busy`)

    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('7')
  })
})

test('too many requests waiting for the database refuse the next one at once', async () => {
  await serve(async (url) => {
    const answer = await fetch(`${url}/fail`)

    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('1')
    expect(await answer.json()).toMatchObject({ code: 'request.busy' })
  }, 1_000)
})
