import { describe, expect, test } from '@jest/globals'
import {
  created,
  makeDevice,
  makeTask,
  recordsOf,
  runsOf,
  withAutomation,
  workflow,
  type TestNode,
} from '../automation.testing.js'
import { withSink, type SinkAnswer } from '../outbound/hostile-sink.testing.js'

const call = (port: number, more: Record<string, unknown> = {}): TestNode => ({
  type: 'callHttp',
  config: {
    method: 'POST',
    url: `"http://127.0.0.1:${port}/hook?token=geheim"`,
    headers: [{ name: 'Authorization', value: '"Bearer geheim"' }],
    ...more,
  },
})

const status =
  (code: number, headers: Record<string, string> = {}): SinkAnswer =>
  (_, response) => {
    response.writeHead(code, headers)
    response.end('geantwortet')
  }

describe('requests', () => {
  test('the record goes out as JSON with a key, and no secret stays in the journal', () =>
    withSink(status(200), ({ port, requests }) =>
      withAutomation(
        [workflow('hook', created, [call(port), makeTask])],
        async (test) => {
          const device = await makeDevice(test, { cost: 7 })
          await test.drain()

          const [run] = await runsOf(test, 'hook')
          expect(run).toMatchObject({ state: 'done', steps: [{ output: { status: 200, body: 'geantwortet' } }, {}] })
          expect(requests).toHaveLength(1)
          expect(requests[0]).toMatchObject({ method: 'POST', headers: { 'idempotency-key': `${run?.id}:1` } })
          expect(JSON.parse(requests[0]?.body ?? '')).toMatchObject({
            workflow: 'hook',
            object: 'device',
            record: device,
            before: null,
            after: { name: '泵', cost: 7, status: 'running' },
          })
          const { rows } = await test.pool.query('SELECT input::text || output::text AS kept FROM ws_main.run_steps')
          expect(JSON.stringify(rows)).not.toContain('geheim')
        },
        { outboundAllow: [`127.0.0.1:${port}`] },
      ),
    ))

  test('a receiver that fails is asked eight times within about six hours; then the run waits for people, who can retry', () => {
    let isWell = false
    return withSink(
      (incoming, response, count) => status(isWell ? 200 : 500)(incoming, response, count),
      ({ port, requests }) =>
        withAutomation(
          [workflow('hook', created, [call(port), makeTask])],
          async (test) => {
            await makeDevice(test)
            const waits: number[] = []
            for (let attempt = 1; attempt <= 8; attempt += 1) {
              await test.drain()
              const [run] = await runsOf(test, 'hook')
              expect(run?.steps).toMatchObject([
                { attempt, output: { status: 500 }, error: { code: 'outbound.status' } },
              ])
              if (attempt === 8) break
              expect(run?.state).toBe('waiting')
              const wait = Date.parse(run?.dueAt ?? '') - test.now().getTime()
              waits.push(wait)
              test.advance(Math.max(wait, 61_000) + 100)
            }
            const total = waits.reduce((sum, wait) => sum + wait, 0)
            expect(total).toBeGreaterThan(4 * 3_600_000)
            expect(total).toBeLessThan(8 * 3_600_000)
            expect(new Set(requests.map(({ headers }) => headers['idempotency-key'])).size).toBe(1)
            const [dead] = await runsOf(test, 'hook')
            expect(dead).toMatchObject({ state: 'failed', error: { code: 'outbound.status' } })

            await expect(test.automation.runs.retry(test.nobody, dead?.id ?? '')).rejects.toMatchObject({
              code: 'access.denied',
            })
            isWell = true
            test.advance(61_000)
            await test.automation.runs.retry(test.admin, dead?.id ?? '')
            await test.drain()
            expect((await runsOf(test, 'hook'))[0]?.state).toBe('done')
            expect(await recordsOf(test, 'repair')).toHaveLength(1)
            await expect(test.automation.runs.retry(test.admin, dead?.id ?? '')).rejects.toMatchObject({
              code: 'run.not_retryable',
            })
          },
          { outboundAllow: [`127.0.0.1:${port}`] },
        ),
    )
  })

  test('a receiver that asks for patience is given it', () =>
    withSink(status(429, { 'retry-after': '3600' }), ({ port }) =>
      withAutomation(
        [workflow('hook', created, [call(port)])],
        async (test) => {
          await makeDevice(test)
          await test.drain()

          const wait = Date.parse((await runsOf(test, 'hook'))[0]?.dueAt ?? '') - test.now().getTime()
          expect(wait).toBeGreaterThan(3_590_000)
        },
        { outboundAllow: [`127.0.0.1:${port}`] },
      ),
    ))

  test.each([
    [404, 'outbound.status'],
    [302, 'outbound.redirect'],
  ])('the answer %i is not asked for again: the other way is taken, or the run fails', (code, problem) =>
    withSink(status(code, { location: 'http://169.254.169.254/' }), ({ port, requests }) =>
      withAutomation(
        [
          workflow('caught', created, [{ ...call(port), next: { failed: 'n2' } }, makeTask]),
          workflow('uncaught', created, [call(port), makeTask]),
        ],
        async (test) => {
          await makeDevice(test)
          await test.drain()

          expect(requests).toHaveLength(2)
          expect((await runsOf(test, 'caught'))[0]).toMatchObject({
            state: 'done',
            steps: [{ state: 'failed', port: 'failed', error: { code: problem } }, { state: 'done' }],
          })
          expect((await runsOf(test, 'uncaught'))[0]).toMatchObject({ state: 'failed', error: { code: problem } })
        },
        { outboundAllow: [`127.0.0.1:${port}`] },
      ),
    ),
  )

  test('a private address is not called, and the run says why', () =>
    withSink(status(200), ({ port, connections }) =>
      withAutomation([workflow('hook', created, [call(port)])], async (test) => {
        await makeDevice(test)
        await test.drain()

        expect((await runsOf(test, 'hook'))[0]).toMatchObject({
          state: 'failed',
          error: { code: 'outbound.private_address', message: '「127.0.0.1」指向内部网络，已拒绝访问。' },
        })
        expect(connections()).toBe(0)
      }),
    ))

  test('one that hangs keeps no other run waiting', () =>
    withSink(
      () => undefined,
      ({ port }) =>
        withAutomation(
          [workflow('hook', created, [call(port)]), workflow('quick', created, [makeTask])],
          async (test) => {
            await makeDevice(test)
            const draining = test.drain()
            while ((await recordsOf(test, 'repair')).length === 0)
              await new Promise((resolve) => setTimeout(resolve, 5))
            expect((await runsOf(test, 'hook'))[0]?.state).toBe('running')
            await draining
          },
          { outboundAllow: [`127.0.0.1:${port}`], outboundTimeoutMs: 500 },
        ),
    ))
})
