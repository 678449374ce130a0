import { expect, test } from '@jest/globals'
import { AppError } from '@tessera/metadata'
import fc from 'fast-check'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formOf } from '../../../../tests/support/form-data.js'
import { receiveFile } from './receive-file.js'

const limit = 100_000

/** Sends a body in pieces to a server that receives a file, and gives what became of it; the connection ends with the body. */
async function send(body: Uint8Array, headers: Readonly<Record<string, string>>, announced = body.length) {
  const folder = await mkdtemp(join(tmpdir(), 'tessera-receive-'))
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const outcome = new Promise<string>((resolve) => {
    server.once('request', (request, response) => {
      receiveFile(request, join(folder, 'x'), limit)
        .then(
          async ({ size }) => `${size} of ${(await readFile(join(folder, 'x'))).length}`,
          (error: unknown) => (error instanceof AppError ? error.code : String(error)),
        )
        .then((text) => {
          resolve(text)
          response.end()
        })
    })
  })
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write(
    `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: ${headers['content-type']}\r\nContent-Length: ${announced}\r\n\r\n`,
  )
  for (let at = 0; at < body.length; at += 10_000) socket.write(body.subarray(at, at + 10_000))
  socket.end()
  const text = await outcome
  server.closeAllConnections()
  server.close()
  const left = await readdir(folder)
  await rm(folder, { recursive: true })
  return { text, left }
}

test.each([
  [1, '1 of 1'],
  [limit, `${limit} of ${limit}`],
  [limit + 1, 'file.too_large'],
  [limit + 2, 'file.too_large'],
  [3 * limit, 'file.too_large'],
  [0, 'file.missing'],
])('a file of %p bytes gives %p', async (size, expected) => {
  const { body, headers } = formOf(Buffer.alloc(size, 'x'), 'x.txt')

  expect((await send(body, headers)).text).toBe(expected)
})

test('a form cut off anywhere, or damaged anywhere, is a file or a refusal, and never a crash or an endless wait', async () => {
  const { body, headers } = formOf(Buffer.alloc(20_000, 'x'), '报价单.pdf')

  await fc.assert(
    fc.asyncProperty(
      fc.record({ cut: fc.nat(body.length), at: fc.nat(body.length - 1), byte: fc.nat(255), early: fc.boolean() }),
      async ({ cut, at, byte, early }) => {
        const damaged = body.slice(0, cut)
        if (at < cut) damaged[early ? at % 200 : at] = byte
        const { text } = await send(damaged, headers, body.length)
        expect(text).toMatch(/^(?:file\.(?:bad_form|missing)|(\d+) of \1)$/)
      },
    ),
    { seed: 20_261_130, numRuns: 60 },
  )
})
