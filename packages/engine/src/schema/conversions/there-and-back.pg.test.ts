import { expect, test } from '@jest/globals'
import { seededRandom } from '../../../../../tests/support/random-schema-change.js'
import { withWorkshop } from '../workshop.testing.js'
import type { FieldDraft } from '../workshop.testing.js'

const seed = 20_261_127
const walks = 4
const stepsOfWalk = 5

const choices = {
  options: [
    { key: 'a', label: '甲' },
    { key: 'b', label: '12' },
    { key: 'c', label: '是' },
  ],
}

const types: readonly Partial<FieldDraft>[] = [
  { type: 'text' },
  { type: 'longText' },
  { type: 'email' },
  { type: 'phone' },
  { type: 'number' },
  { type: 'currency' },
  { type: 'percent' },
  { type: 'boolean' },
  { type: 'date' },
  { type: 'dateTime' },
  { type: 'time' },
  { type: 'duration' },
  { type: 'rating', stars: 10 },
  { type: 'progress' },
  { type: 'colour' },
  { type: 'location' },
  { type: 'region' },
  { type: 'address' },
  { type: 'richText' },
  { type: 'json' },
  { type: 'tags' },
  { type: 'barcode', symbology: 'qr' },
  { type: 'barcode', symbology: 'ean13' },
  { type: 'companyName' },
  { type: 'idCard' },
  { type: 'socialCreditCode' },
  { type: 'select', ...choices },
  { type: 'multiSelect', ...choices },
  { type: 'cascader', ...choices },
  { type: 'lookup', target: 'person' },
]

const texts = [
  '12',
  ' 12 ',
  '1,200.50',
  '007',
  '15%',
  '9:30',
  '{ "a": 1 }',
  '31.2304, 121.4737',
  '上海市 / 浦东新区',
  '<p>一<b>二</b></p>',
  '6901234567892',
  '1小时30分',
  '#2F6FED',
  '11010519491231002x',
  'ＡＢＣ  (上海)',
  '是',
  '否',
  '0',
  '甲',
  '甲、是',
  '王芳',
  '李雷',
  'A@b.cn',
  'x@y',
  '13800138000',
  '2026-01-31',
  '2026年2月3日',
  '2026-01-31 08:00',
  '20260131',
  '约三百',
  'N/A',
  '😀',
  null,
]

/**
 * A field wanders through types at random; then every revision is undone, the last first. At each station the values must be, byte
 * for byte, what they were on the way out, records in the bin too: a conversion forgets nothing.
 */
test(`after ${walks} walks through ${stepsOfWalk} types (seed ${seed}) and back, every value is what it was at each station`, async () => {
  const random = seededRandom(seed)
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  for (let walk = 0; walk < walks; walk += 1) {
    await withWorkshop(async (workshop) => {
      const { put, create, object, records, undo, engine, admin, drift } = workshop
      await put(
        { kind: 'object', key: 'person', label: '人', fields: [{ key: 'name', type: 'text', label: '名' }] },
        {
          kind: 'object',
          key: 'note',
          label: '记录',
          fields: [
            { key: 'name', type: 'text', label: '名称' },
            { key: 'value', type: 'text', label: '值' },
          ],
        },
      )
      await create('person', { name: '王芳' }, { name: '李雷' }, { name: '李雷' })
      const ids = await create('note', ...texts.map((value, index) => ({ name: `n${index}`, value })))
      const stations: { revision: number; type: string; before: readonly unknown[] }[] = []
      const values = async (): Promise<readonly unknown[]> => (await records('note')).map(({ value }) => value)

      for (let step = 0; step < stepsOfWalk; step += 1) {
        const before = await values()
        const draft = await object('note')
        const now = draft.fields[1] as FieldDraft
        const to = pick(types.filter(({ type }) => type !== now.type))
        draft.fields[1] = { id: now.id, key: 'value', label: '值', ...structuredClone(to) } as FieldDraft
        stations.push({ revision: (await put(draft)).revision, type: String(to.type), before })
      }
      await engine.records.remove(admin, 'note', String(ids[0]))
      for (const { revision, type, before } of stations.reverse()) {
        await undo(revision)
        expect({ type, values: await values() }).toEqual({ type, values: before.slice(1) })
      }
      await engine.records.restore(admin, 'note', String(ids[0]))

      expect((await values())[0]).toBe(texts[0])
      expect(await drift()).toEqual([])
    })
  }
}, 120_000)
