import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from '@jest/globals'
import { checkPort } from './check-port.js'

test('a free port passes, and is free again afterwards', async () => {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')

  await expect(checkPort(port)).resolves.toBeUndefined()
  await expect(checkPort(port)).resolves.toBeUndefined()
})

test('a port in use is refused with another one to take', async () => {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  await expect(checkPort(port, 0)).rejects.toThrow(`端口 ${port} 已被占用`)
  await expect(checkPort(port, 0)).rejects.toThrow(`PORT=${port + 1} npm start`)
  server.close()
})

test('a port that becomes free in time passes, because the process before us may still be closing', async () => {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  const checked = checkPort(port, 10_000)
  server.close()

  await expect(checked).resolves.toBeUndefined()
})
