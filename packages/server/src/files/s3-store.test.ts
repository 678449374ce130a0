import { expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { s3Keys, signatureOf, startS3 } from '../../../../tests/support/s3-server.js'
import { s3Store } from './s3-store.js'

test('the server of this test counts the signature of Amazon’s own example', () => {
  const empty = createHash('sha256').digest('hex')
  const headers = {
    host: 'examplebucket.s3.amazonaws.com',
    range: 'bytes=0-9',
    'x-amz-content-sha256': empty,
    'x-amz-date': '20130524T000000Z',
  }
  const names = 'host;range;x-amz-content-sha256;x-amz-date'

  const signature = signatureOf(
    { method: 'GET', path: '/test.txt', headers, names, hash: empty },
    '20130524T000000Z',
    'us-east-1',
    'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  )

  expect(signature).toBe('f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41')
})

test('keeps a file in the bucket, reads it and a part of it, and removes it', async () => {
  const s3 = await startS3()
  const folder = await mkdtemp(join(tmpdir(), 'tessera-s3-'))
  try {
    const store = s3Store({ bucket: s3.bucket, ...s3Keys })
    const content = Buffer.alloc(3_000_000, '附件')
    const path = join(folder, 'arrived')
    await writeFile(path, content)
    await store.check()
    expect(s3.objects.size).toBe(0)

    await store.take('main/aa/1', path, {
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    })

    expect(existsSync(path)).toBe(false)
    expect(Buffer.concat(await (await store.read('main/aa/1')).toArray()).equals(content)).toBe(true)
    const part = await (await store.read('main/aa/1', { start: 6, end: 11 })).toArray()
    expect(Buffer.concat(part).toString()).toBe('附件')
    await store.remove('main/aa/1')
    await store.remove('main/aa/1')
    await expect(store.read('main/aa/1')).rejects.toMatchObject({ code: 'file.store_unavailable' })
  } finally {
    await s3.close()
    await rm(folder, { recursive: true })
  }
})

test('says at start that a wrong secret or a service that is not there is of no use', async () => {
  const s3 = await startS3()
  const store = s3Store({ bucket: s3.bucket, ...s3Keys, secretKey: 'another' })

  await expect(store.check()).rejects.toMatchObject({ code: 'file.store_unavailable' })

  await s3.close()
  await expect(store.check()).rejects.toMatchObject({ code: 'file.store_unavailable' })
})
