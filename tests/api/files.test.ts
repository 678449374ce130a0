import { beforeAll, describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { formField, formOf, tinyPng } from '../support/form-data.js'
import { s3Keys, startS3 } from '../support/s3-server.js'
import type { ApiAnswer, ApiClient } from './support/client.js'
import { until } from './support/until.js'
import { administrator, signIn, useServer, withServer } from './support/use-server.js'
import { create, publish } from './support/visit.js'

const server = useServer()

const paper = {
  kind: 'object',
  key: 'paper',
  label: '资料',
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    { key: 'files', type: 'file', label: '附件' },
    { key: 'pictures', type: 'image', label: '图片' },
    { key: 'signed', type: 'signature', label: '签名' },
  ],
}

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')

beforeAll(() => publish(server().admin, [paper]))

function upload(client: ApiClient, content: Uint8Array | string, name: string, type?: string): Promise<ApiAnswer> {
  const { body, headers } = formOf(content, name, type)
  return client.send('POST', '/api/files', body, headers)
}

async function uploaded(content: Uint8Array | string, name: string, type?: string): Promise<string> {
  const answer = await upload(server().admin, content, name, type)
  if (answer.status !== 201) throw new Error(`Uploading answered ${answer.status}: ${answer.text}`)
  return String(answer.body.id)
}

/** The whole answer as bytes. */
async function download(
  id: string,
  headers: Record<string, string> = {},
): Promise<{ answer: Response; bytes: Buffer }> {
  const { running, cookie } = server()
  const answer = await fetch(`${running.url}/api/files/${id}`, { headers: { cookie, ...headers } })
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) }
}

/** Announces an upload of so many bytes and sends none of them; gives what is answered all the same. */
async function answerBeforeBody(length: number): Promise<string> {
  const { running, cookie } = server()
  const socket = connect(running.port, '127.0.0.1')
  socket.write(
    `POST /api/files HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\n` +
      `Content-Type: multipart/form-data; boundary=x\r\nContent-Length: ${length}\r\n\r\n`,
  )
  let answer = ''
  for await (const chunk of socket.setEncoding('utf8')) {
    answer += String(chunk)
    if (answer.includes('file.too_large')) break
  }
  return answer
}

/** Everything below the folder of files, those on their way too. */
async function filesOnDisk(): Promise<string[]> {
  const all = await readdir(join(server().dataDir, 'files'), { recursive: true, withFileTypes: true })
  return all.filter((entry) => entry.isFile()).map(({ name }) => name)
}

describe('an uploaded file', () => {
  test('is answered with its id, its name and what it really is, whatever name and type its sender gave it', async () => {
    const { admin } = server()
    const asPicture = await upload(admin, '<!DOCTYPE html><script>alert(1)</script>', '照片.png', 'image/png')
    const asText = await upload(admin, tinyPng, '说明.txt', 'text/plain')
    const vector = await upload(
      admin,
      '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
      'a.png',
      'image/png',
    )

    expect(asPicture).toMatchObject({ status: 201, body: { name: '照片.png', type: 'text/html', size: 40 } })
    expect(asText.body).toMatchObject({ name: '说明.txt', type: 'image/png', size: tinyPng.length })
    expect(vector.body).toMatchObject({ type: 'image/svg+xml' })
    expect((await upload(admin, pdf, 'x')).body).toMatchObject({ type: 'application/pdf' })
    expect((await upload(admin, '名称,金额\n长江,3\n', 'x.csv')).body).toMatchObject({ type: 'text/plain' })
    expect((await upload(admin, Buffer.from([1, 2, 3, 0]), 'x.pdf')).body).toMatchObject({
      type: 'application/octet-stream',
    })
    const { rows } = await server().pool.query('SELECT sha256 FROM ws_main.files WHERE id = $1', [asText.body.id])
    expect(rows).toEqual([{ sha256: createHash('sha256').update(tinyPng).digest('hex') }])
  })

  test('comes back byte for byte: a safe picture to be shown, all else to be kept, under its Chinese name', async () => {
    const picture = await download(await uploaded(tinyPng, '合影.png'))
    const file = await download(await uploaded(pdf, '报价单（终稿） "1".pdf'))

    expect(picture.bytes.equals(tinyPng)).toBe(true)
    expect(picture.answer.headers.get('content-type')).toBe('image/png')
    expect(picture.answer.headers.get('content-disposition')).toBe(
      `inline; filename="??.png"; filename*=UTF-8''${encodeURIComponent('合影.png')}`,
    )
    expect(file.bytes.equals(pdf)).toBe(true)
    const disposition = file.answer.headers.get('content-disposition') ?? ''
    expect(disposition).toMatch(/^attachment; /)
    expect(decodeURIComponent(/filename\*=UTF-8''(\S+)/.exec(disposition)?.[1] ?? '')).toBe('报价单（终稿） _1_.pdf')
    for (const { headers } of [picture.answer, file.answer]) {
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('cache-control')).toBe('private, no-cache')
      expect(headers.get('content-security-policy')).toContain('sandbox')
    }
  })

  test.each([
    ['HTML', '<!doctype html><script>alert(1)</script>', 'x.html'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'x.svg'],
    ['XML', '<?xml version="1.0"?><x:html xmlns:x="http://www.w3.org/1999/xhtml"/>', 'x.xml'],
  ])('that a browser might run is never shown and never called by its type: %s', async (_name, content, name) => {
    const { answer } = await download(await uploaded(content, name))

    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; /)
    expect(answer.headers.get('content-type')).toBe('application/octet-stream')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('is read in parts, and not again when nothing changed', async () => {
    const id = await uploaded('0123456789', 'digits.txt')
    const whole = await download(id)
    const tag = whole.answer.headers.get('etag') ?? ''
    const part = await download(id, { range: 'bytes=2-4' })
    const tail = await download(id, { range: 'bytes=-3' })

    expect([part.answer.status, part.bytes.toString(), part.answer.headers.get('content-range')]).toEqual([
      206,
      '234',
      'bytes 2-4/10',
    ])
    expect([tail.answer.status, tail.bytes.toString()]).toEqual([206, '789'])
    expect((await download(id, { range: 'bytes=2-4', 'if-range': '"another"' })).bytes.toString()).toBe('0123456789')
    expect((await download(id, { range: 'bytes=20-' })).answer.status).toBe(416)
    expect((await download(id, { 'if-none-match': tag })).answer.status).toBe(304)
    const head = await server().admin.send('HEAD', `/api/files/${id}`)
    expect([head.status, head.headers.get('content-length'), head.text]).toEqual([200, '10', ''])
  })

  test('that is a picture is had small, too, upright and never larger; what is none is not', async () => {
    const large = await sharp({ create: { width: 1200, height: 900, channels: 3, background: '#2f6fed' } })
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer()
    const id = await uploaded(large, '照片.jpg')
    const sizeOf = async (bytes: Buffer) => {
      const { width, height, format } = await sharp(bytes).metadata()
      return { width, height, format }
    }

    const first = await download(`${id}?size=small`)
    const again = await download(`${id}?size=small`)
    const tiny = await download(`${await uploaded(tinyPng, '点.png')}?size=small`)
    const broken = await download(`${await uploaded(large.subarray(0, 600), '坏.jpg')}?size=small`)
    const text = await download(`${await uploaded('x', 'x.txt')}?size=small`)

    expect(await sizeOf(first.bytes)).toEqual({ width: 160, height: 213, format: 'webp' })
    expect(again.bytes.equals(first.bytes)).toBe(true)
    expect(await sizeOf(tiny.bytes)).toEqual({ width: 1, height: 1, format: 'webp' })
    expect(first.answer.headers.get('content-type')).toBe('image/webp')
    expect(first.answer.headers.get('cache-control')).toBe('private, no-cache')
    const tag = first.answer.headers.get('etag') ?? ''
    expect((await download(`${id}?size=small`, { 'if-none-match': tag })).answer.status).toBe(304)
    expect([broken.answer.status, text.answer.status]).toEqual([422, 422])
    expect(await filesOnDisk()).toContain(`${id}.small`)
  })

  test('that one may not read answers exactly like one that does not exist', async () => {
    const { admin, nobody, anonymous } = server()
    const held = await uploaded(pdf, '合同.pdf')
    await create(admin, 'paper', { name: 'A', files: [held] })

    const forbidden = await nobody.get(`/api/files/${held}`)
    const missing = await nobody.get('/api/files/01900000-0000-7000-8000-000000000000')
    const nonsense = await nobody.get('/api/files/..%2f..%2fsecret')

    expect(forbidden.status).toBe(404)
    expect({ ...forbidden.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' })
    expect({ ...nonsense.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' })
    expect((await anonymous.get(`/api/files/${held}`)).status).toBe(401)
  })
})

describe('an upload', () => {
  test('of 50 MB is taken, more is not, whether its length was announced or not', async () => {
    const { admin, running, cookie } = server()
    const megabyte = 1024 * 1024
    const most = Buffer.alloc(50 * megabyte, 'x')
    const more = formOf(Buffer.alloc(51 * megabyte, 'x'), 'more.txt')
    const pieces = async function* () {
      for (let at = 0; at < more.body.length; at += megabyte) yield more.body.subarray(at, at + megabyte)
    }

    const taken = await upload(admin, most, 'most.txt')
    const announced = await answerBeforeBody(more.body.length)
    const streamed = await fetch(`${running.url}/api/files`, {
      method: 'POST',
      headers: { cookie, ...more.headers },
      body: pieces() as never,
      duplex: 'half',
    } as RequestInit)

    expect([taken.status, taken.body.size]).toEqual([201, 50 * megabyte])
    expect(announced).toMatch(/^HTTP\/1\.1 413 /)
    expect(announced).toContain('文件不能超过 50 MB。')
    expect([streamed.status, ((await streamed.json()) as { code: string }).code]).toEqual([413, 'file.too_large'])
    const { rows } = await server().pool.query("SELECT id FROM ws_main.files WHERE state <> 'kept'")
    expect(rows).toEqual([])
  })

  test('that is no form, holds no file, more than one, or anything else beside it is refused and leaves nothing', async () => {
    const { admin } = server()
    const before = await filesOnDisk()
    const good = formOf('x', 'x.txt')
    const two = Buffer.concat([Buffer.from(good.body).subarray(0, -4), Buffer.from('\r\n'), good.body])
    const send = async (body: Uint8Array | string, headers: Record<string, string>) => {
      const answer = await admin.send('POST', '/api/files', body, headers)
      return [answer.status, answer.body.code]
    }

    expect(await send('{}', { 'content-type': 'application/json' })).toEqual([415, 'request.unsupported_media'])
    expect(await send('x', { 'content-type': 'multipart/form-data' })).toEqual([415, 'request.unsupported_media'])
    expect(await send('x', good.headers)).toEqual([400, 'file.bad_form'])
    expect(await send(formOf('', 'x.txt').body, good.headers)).toEqual([422, 'file.missing'])
    expect(await send(new Uint8Array(two), good.headers)).toEqual([400, 'file.bad_form'])
    const withPath = formOf('x', 'x.txt', 'text/plain', formField('filepath', '/etc/passwd'))
    expect(await send(withPath.body, withPath.headers)).toEqual([400, 'file.bad_form'])
    expect(await filesOnDisk()).toEqual(before)
    expect(server().errors).toEqual([])
  })

  test('that breaks off leaves nothing to be seen, and its row and its bytes go', async () => {
    const { running, cookie, pool } = server()
    const before = await filesOnDisk()
    const { body, headers } = formOf(Buffer.alloc(1_000_000, 'y'), '半个.txt')
    const socket = connect(running.port, '127.0.0.1')
    const arriving = async () => (await pool.query("SELECT id FROM ws_main.files WHERE state = 'arriving'")).rows.length

    socket.write(
      `POST /api/files HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\nContent-Type: ${headers['content-type']}\r\n` +
        `Content-Length: ${body.length}\r\n\r\n`,
    )
    socket.write(body.subarray(0, 400_000))
    await until(async () => (await arriving()) === 1 && (await filesOnDisk()).length > before.length)
    socket.destroy()

    await until(async () => (await arriving()) === 0)
    expect(await filesOnDisk()).toEqual(before)
    const { rows } = await pool.query("SELECT id FROM ws_main.files WHERE name = '半个.txt'")
    expect(rows).toEqual([])
  })
})

test('a record takes files, pictures and a signature, and says what is wrong with them', async () => {
  const { admin } = server()
  const [file, picture] = [await uploaded(pdf, '合同.pdf'), await uploaded(tinyPng, '签名.png')]

  const made = await admin.post('/api/records/paper', {
    files: [file, picture],
    pictures: [picture],
    signed: [picture],
  })
  const wrong = await admin.post('/api/records/paper', { pictures: [file], signed: [picture, file], files: ['x'] })

  expect(made.body).toMatchObject({
    files: [{ id: file, name: '合同.pdf' }, { id: picture }],
    signed: [{ id: picture }],
  })
  expect(wrong.status).toBe(422)
  expect(wrong.text).toContain('file.too_many')
  const schema = await admin.get('/api/records/paper/schema')
  expect(schema.body.properties?.files).toMatchObject({ type: ['array', 'null'], maxItems: 10 })
})

test('what is no longer needed is swept off the disk, and so is what a killed process left', async () => {
  const { pool, databaseUrl, dataDir } = server()
  const id = await uploaded('unused', 'unused.txt')
  await pool.query("UPDATE ws_main.files SET uploaded_at = now() - interval '25 hours' WHERE id = $1", [id])
  const place = join(dataDir, 'files', 'main', id.slice(-2), id)
  expect(existsSync(place)).toBe(true)

  // It looks at its start, then every hour.
  await withServer(databaseUrl, () => until(() => !existsSync(place)), { dataDir })

  expect(existsSync(place)).toBe(false)
  expect((await server().admin.get(`/api/files/${id}`)).status).toBe(404)
})

test('with a bucket files go there, and nothing stays in the folder', async () => {
  const s3 = await startS3()
  const dataDir = await mkdtemp(join(tmpdir(), 'tessera-bucket-'))
  try {
    await withServer(
      server().databaseUrl,
      async (running) => {
        const admin = await signIn(running.url, administrator)
        const answer = await upload(admin, pdf, '合同.pdf')
        const read = await admin.get(`/api/files/${answer.body.id}`, { range: 'bytes=0-7' })

        expect([answer.status, read.status, read.text]).toEqual([201, 206, '%PDF-1.7'])
        expect([...s3.objects.values()]).toEqual([pdf])
        expect(await readdir(join(dataDir, 'files', '.arriving'))).toEqual([])
      },
      { dataDir, s3: { bucket: s3.bucket, ...s3Keys } },
    )
  } finally {
    await s3.close()
    await rm(dataDir, { recursive: true })
  }
})
