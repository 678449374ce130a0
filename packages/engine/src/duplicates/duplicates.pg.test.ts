import { describe, expect, test } from '@jest/globals'
import type { BatchPartial, DuplicateMatch } from '@tessera/metadata'
import { likenessOf, meantText, piecesOf } from './compared-text.js'
import { errorOf, testAdmin, testEngine, withWorkshop } from '../schema/workshop.testing.js'
import type { Workshop } from '../schema/workshop.testing.js'

const rules = [
  { key: 'same-name', fields: [{ field: 'name', match: 'normalised' }], action: 'block' },
  { key: 'like-name', fields: [{ field: 'name', match: 'similar', threshold: 0.6 }], action: 'warn' },
  { key: 'same-phone', fields: [{ field: 'phone', match: 'phone' }], action: 'warn', message: '电话已登记' },
]

const company = (duplicates: readonly object[] = rules): object => ({
  kind: 'object',
  key: 'company',
  label: '公司',
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    { key: 'phone', type: 'text', label: '电话' },
    { key: 'city', type: 'text', label: '城市' },
    { key: 'active', type: 'boolean', label: '在用' },
  ],
  duplicates,
})

async function matchesOf(
  { engine }: Workshop,
  values: Record<string, unknown>,
  id?: string,
): Promise<readonly DuplicateMatch[]> {
  return (await engine.records.duplicates(testAdmin, 'company', { values, id })).matches
}

const titlesOf = async (workshop: Workshop, values: Record<string, unknown>, id?: string): Promise<unknown[]> =>
  (await matchesOf(workshop, values, id)).map(({ title }) => title)

const create = (workshop: Workshop, values: Record<string, unknown>, accept = false): Promise<unknown> =>
  workshop.engine.records.create(testAdmin, 'company', values, accept ? { duplicates: 'accept' } : {})

describe('looking for duplicates', () => {
  test('finds the same, the similar and the same phone, with reasons, the closest first', async () => {
    await withWorkshop(async (workshop) => {
      await workshop.put(company())
      const [id] = await workshop.create(
        'company',
        { name: '华为技术有限公司', phone: '+86 138-0013-8000' },
        { name: '华为技术股份', phone: null },
        { name: '腾讯科技', phone: '13800138000' },
        { name: '阿里巴巴' },
      )

      expect(await matchesOf(workshop, { name: '（华为技术）', phone: '138 0013 8000' })).toMatchObject([
        { title: '腾讯科技', score: 1, reasons: ['电话已登记'], fields: ['phone'], action: 'warn' },
        {
          id,
          title: '华为技术有限公司',
          score: 1,
          reasons: ['「名称」只是写法不同', '「名称」相同', '电话已登记'],
          action: 'block',
          owner: { id: testAdmin.id, title: '李雷' },
        },
        { title: '华为技术股份', score: 0.75, reasons: ['「名称」相近（75%）'], action: 'warn' },
      ])
      expect(await titlesOf(workshop, { name: '华为技术', phone: '13800138000' }, id)).toEqual([
        '腾讯科技',
        '华为技术股份',
      ])
      expect(await titlesOf(workshop, { name: '  ', phone: 'unbekannt' })).toEqual([])
    })
  })

  test('by pinyin, and by several fields that must all agree, among the records a condition names', async () => {
    await withWorkshop(async (workshop) => {
      await workshop.put(
        company([
          {
            key: 'read',
            fields: [
              { field: 'name', match: 'pinyin' },
              { field: 'city', match: 'exact' },
            ],
            action: 'warn',
          },
          { key: 'live', fields: [{ field: 'phone', match: 'exact' }], when: 'active', action: 'warn' },
        ]),
      )
      await workshop.create(
        'company',
        { name: '张三丰', city: '上海', phone: '1', active: true },
        { name: '章三峰', city: '北京', phone: '1', active: false },
      )

      expect(await titlesOf(workshop, { name: '张三峰', city: '上海' })).toEqual(['张三丰'])
      expect(await titlesOf(workshop, { name: 'Zhang Sanfeng', city: '北京' })).toEqual(['章三峰'])
      expect(await titlesOf(workshop, { name: '张三丰' })).toEqual([])
      expect(await titlesOf(workshop, { phone: '1', active: true })).toEqual(['张三丰'])
      expect(await titlesOf(workshop, { phone: '1', active: false })).toEqual([])
    })
  })

  test('sees what was changed and not what is in the bin, whatever wrote it', async () => {
    await withWorkshop(async (workshop) => {
      await workshop.put(company())
      const [a = '', b = ''] = await workshop.create('company', { name: '甲乙丙丁' }, { name: '子丑寅卯' })
      await workshop.engine.records.update(testAdmin, 'company', a, { name: '东南西北' })
      await workshop.engine.records.batch(testAdmin, 'company', { delete: [b] })

      expect([await titlesOf(workshop, { name: '甲乙丙丁' }), await titlesOf(workshop, { name: '子丑寅卯' })]).toEqual([
        [],
        [],
      ])
      expect(await titlesOf(workshop, { name: '东南西北' })).toEqual(['东南西北'])
      await workshop.engine.records.restore(testAdmin, 'company', b)
      expect(await titlesOf(workshop, { name: '子丑寅卯' })).toEqual(['子丑寅卯'])
    })
  })

  test('refuses fields nobody knows, and people who may not know the object', async () => {
    await withWorkshop(async (workshop) => {
      await workshop.put(company())
      const unknown = await errorOf(workshop.engine.records.duplicates(testAdmin, 'company', { values: { nmae: 'x' } }))
      const nobody = await errorOf(workshop.engine.records.duplicates(workshop.nobody, 'company', { values: {} }))
      const missing = await errorOf(
        workshop.engine.records.duplicates(testAdmin, 'company', { values: {}, id: testAdmin.id }),
      )

      expect([unknown.errors?.[0]?.code, nobody.code, missing.code]).toEqual([
        'field.unknown',
        'record.unknown_object',
        'record.not_found',
      ])
    })
  })
})

describe('a rule that is published', () => {
  test('tells how many records it takes for the same, stands in nobody’s way, and finds those that were there', async () => {
    await withWorkshop(async (workshop) => {
      await workshop.put(company([]))
      await workshop.create(
        'company',
        { name: '华为技术有限公司' },
        { name: '华为技术' },
        { name: '腾讯' },
        { name: '华 为技术' },
      )
      const draft = await workshop.object('company')
      const { plan } = await workshop.put({ ...draft, duplicates: [rules[0]] })

      expect(plan.hazards).toMatchObject([
        {
          id: 'duplicates.found:company.same-name',
          severity: 'info',
          rows: 3,
          samples: [{ title: '华 为技术' }, {}, {}],
        },
      ])
      expect(await titlesOf(workshop, { name: '华为技术公司' })).toHaveLength(3)

      const { revision } = await workshop.put({ ...draft, duplicates: [] })
      expect(await titlesOf(workshop, { name: '华为技术' })).toEqual([])
      await workshop.create('company', { name: '阿里巴巴' })
      await workshop.undo(revision)
      expect(await titlesOf(workshop, { name: '阿里巴巴集团' })).toEqual(['阿里巴巴'])
    })
  })

  test('compares fields of one text, and conditions of the record itself', async () => {
    await withWorkshop(async (workshop) => {
      const errors = await errorOf(
        workshop.put(
          company([
            {
              key: 'a',
              fields: [
                { field: 'active', match: 'similar' },
                { field: 'nmae', match: 'exact' },
              ],
              action: 'warn',
            },
          ]),
        ),
      )
      expect(errors.errors).toMatchObject([
        { path: '/changes/0/document/duplicates/0/fields/1/field', code: 'reference.unknown' },
      ])
      const other = await errorOf(
        workshop.put(
          company([
            { key: 'a', fields: [{ field: 'active', match: 'similar' }], when: 'owner.name = "x"', action: 'warn' },
          ]),
        ),
      )
      expect(other.errors?.map(({ path, code }) => `${path} ${code}`).sort()).toEqual([
        '/changes/0/document/duplicates/0/fields/0/field reference.wrong_type',
        '/changes/0/document/duplicates/0/when reference.wrong_type',
      ])
    })
  })

  test('is filled in by a job where there are many records', async () => {
    await withWorkshop(async (workshop) => {
      await workshop.put(company([]))
      const create = Array.from({ length: 5_500 }, (_, n) => ({ name: `公司${n}号` }))
      for (let round = 0; round < 2; round += 1) await workshop.engine.records.batch(testAdmin, 'company', { create })
      const draft = await workshop.object('company')
      const { job = '' } = await workshop.put({ ...draft, duplicates: [rules[0]] })
      for (const until = Date.now() + 30_000; Date.now() < until;) {
        if ((await workshop.engine.jobs.get(testAdmin, job)).state === 'done') break
        await new Promise((resolve) => setTimeout(resolve, 20))
      }

      expect(await titlesOf(workshop, { name: '公司４２号' })).toEqual(['公司42号', '公司42号'])
      expect(await workshop.drift()).toEqual([])
    })
  }, 60_000)
})

describe('a rule that blocks', () => {
  test('refuses a save with what it is like, unless the writer accepts it; a warning refuses nothing', async () => {
    await withWorkshop(async (workshop) => {
      await workshop.put(company())
      const [id = ''] = await workshop.create('company', { name: '华为技术有限公司', phone: '13800138000' })

      const error = await errorOf(create(workshop, { name: '华为技术' }))
      expect([error.code, error.status, error.errors?.[0]?.path]).toEqual(['record.duplicate', 409, 'name'])
      expect(error.duplicates).toMatchObject({ matches: [{ id, title: '华为技术有限公司' }], hidden: 0 })
      await create(workshop, { name: '华为技术' }, true)
      await create(workshop, { name: '别的', phone: '13800138000' })

      const other = await errorOf(workshop.engine.records.update(testAdmin, 'company', id, { name: '别 的' }))
      expect(other.code).toBe('record.duplicate')
      await workshop.engine.records.update(testAdmin, 'company', id, { city: '深圳' })
      expect(await workshop.records('company')).toHaveLength(3)
    })
  })

  test('judges a batch against what is there, against itself, and against what it leaves behind', async () => {
    await withWorkshop(async (workshop) => {
      await workshop.put(company())
      const [a = '', b = ''] = await workshop.create('company', { name: '甲乙' }, { name: '丙丁' })
      const batch = {
        create: [{ name: '甲乙公司' }, { name: '戊己' }, { name: '戊 己' }, { name: '丙丁' }, { name: '庚辛' }],
        update: [{ id: a, name: '壬癸' }],
        delete: [b],
      }

      const { results } = (await workshop.engine.records.batch(testAdmin, 'company', batch, {
        partial: true,
      })) as BatchPartial
      expect(
        results.map(({ ok, errors }) => (ok ? 'ok' : errors?.map(({ path, code }) => `${path} ${code}`).join())),
      ).toEqual(['ok', 'ok', 'create/2/name record.duplicate', 'ok', 'ok', 'ok', 'ok'])
      const whole = await errorOf(workshop.create('company', { name: '壬癸' }, { name: '子丑' }))
      expect([whole.code, whole.errors?.map(({ path }) => path)]).toEqual(['batch.invalid', ['create/0/name']])
    })
  })

  test('holds for writers at the same time: of twenty that save the same through two processes, one gets in', async () => {
    await withWorkshop(async (workshop) => {
      const similar = [{ key: 'like', fields: [{ field: 'name', match: 'similar', threshold: 0.6 }], action: 'block' }]
      await workshop.put(company(similar))
      const other = testEngine(workshop.pool)
      const saves = Array.from({ length: 20 }, (_, n) =>
        (n % 2 === 0 ? workshop.engine : other).records.create(testAdmin, 'company', {
          name: n % 3 === 0 ? '深圳腾讯计算机系统' : '深圳市腾讯计算机系统有限公司',
        }),
      )
      const results = await Promise.allSettled(saves)
      const codes = results.flatMap((result) =>
        result.status === 'rejected' ? [(result.reason as { code: string }).code] : [],
      )

      expect(codes).toEqual(Array.from({ length: 19 }, () => 'record.duplicate'))
      expect(await workshop.records('company')).toHaveLength(1)
      await other.stop()
    })
  }, 30_000)

  test('refuses of a thousand random names exactly those that comparing each with each finds', async () => {
    await withWorkshop(async (workshop) => {
      const threshold = 0.75
      await workshop.put(
        company([{ key: 'like', fields: [{ field: 'name', match: 'similar', threshold }], action: 'block' }]),
      )
      const random = randomNumbers(20_261_130)
      const pick = (letters: string): string => [...letters][Math.floor(random() * [...letters].length)] ?? ''
      const names = Array.from({ length: 1_000 }, () => {
        const core = Array.from({ length: 2 + Math.floor(random() * 3) }, () =>
          pick('华中新东方大海天龙金银宝利丰泰恒达信诚和平'),
        )
        return `${pick('京沪深')}${core.join('')}${random() < 0.5 ? '贸易' : '科技'}有限公司`
      })
      const pieces = names.map((name) => piecesOf(meantText(name)))
      const accepted: number[] = []
      const isFree = (n: number): boolean =>
        accepted.every((other) => likenessOf(pieces[n] ?? new Set(), pieces[other] ?? new Set()) < threshold)
      const expected = names.map((_, n) => isFree(n) && accepted.push(n) > 0)

      const verdicts: boolean[] = []
      for (const part of [names.slice(0, 300), names.slice(300)]) {
        const create = part.map((name) => ({ name }))
        const answer = await workshop.engine.records.batch(testAdmin, 'company', { create }, { partial: true })
        verdicts.push(...(answer as BatchPartial).results.map(({ ok }) => ok))
      }

      expect(verdicts).toEqual(expected)
      expect(expected.filter((ok) => !ok).length).toBeGreaterThan(50)
    })
  }, 60_000)
})

/** mulberry32: the same numbers for the same seed. */
function randomNumbers(from: number): () => number {
  let state = from
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
