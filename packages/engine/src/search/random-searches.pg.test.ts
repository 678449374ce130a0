import { expect, test } from '@jest/globals'
import { withEngine } from '../engine.testing.js'
import { naiveRank } from './naive-search.testing.js'
import type { NaiveRecord } from './naive-search.testing.js'
import { normalizeSearch } from './normalize-search.js'
import { readingsOf } from './readings.js'

const company = {
  kind: 'object',
  key: 'company',
  label: '公司',
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    { key: 'contact', type: 'text', label: '联系人' },
    { key: 'note', type: 'longText', label: '备注' },
  ],
}

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)

/** Few characters, so that much is found: of several readings, full width, astral, signs that patterns know. */
const alphabet = [..."张三丰单仇曾长行重庆西安线安案𠮷㐀ＡＢab12１ -_%\\'()（.*+?é"]

test('a search finds what a plain reading of its promise finds, in the promised order', async () => {
  console.info(`seed ${seed}`)
  const random = randomNumbers(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const text = (): string =>
    Array.from({ length: 1 + Math.floor(random() * 7) }, () => pick(alphabet))
      .join('')
      .trim() || '张'
  await withEngine('random_search', [company], async ({ engine, admin }) => {
    const create = Array.from({ length: 400 }, () => ({ name: text(), contact: text(), note: text() }))
    const answer = await engine.records.batch(admin, 'company', { create })
    const created = 'created' in answer ? answer.created : []
    const records = create.map(({ name, contact, note }, n) => ({
      id: created[n]?.id ?? '',
      record: {
        title: name,
        others: [
          { text: contact, pinyin: true },
          { text: note, pinyin: false },
        ],
      },
    }))
    for (let round = 0; round < 300; round += 1) {
      const search = Array.from({ length: random() < 0.7 ? 1 : 2 }, () => wordOf(pick(records).record)).join(' ')
      if (normalizeSearch(search) === '') continue
      const expected = records
        .flatMap(({ id, record }) => {
          const rank = naiveRank(record, search)
          return rank === undefined ? [] : [{ id, rank }]
        })
        // All were made at once: the newest is the one with the greatest id.
        .sort((a, b) => a.rank - b.rank || (a.id < b.id ? 1 : -1))
        .map(({ id }) => id)
      const { recordsJson } = await engine.records.query(admin, 'company', { search, limit: 500, fields: ['name'] })
      const found = (JSON.parse(recordsJson) as { id: string }[]).map(({ id }) => id)
      expect({ search, found }).toEqual({ search, found: expected })
    }
  })

  /** A part of one of the record's texts, of its initials or of its syllables, sometimes with a letter of chance. */
  function wordOf({ title, others }: NaiveRecord): string {
    const whole = pick([title, ...others.map((other) => other.text)])
    const readings = readingsOf(normalizeSearch(whole))
    const { initials = '', stretches = [] } = readings.length > 0 ? pick(readings) : {}
    const from = pick([whole, whole, initials, pick([...stretches, []]).join('')])
    const characters = [...(from === '' ? whole : from)]
    const start = random() < 0.5 ? 0 : Math.floor(random() * characters.length)
    const word = characters.slice(start, start + 1 + Math.floor(random() * 6)).join('')
    return random() < 0.1 ? word + pick(alphabet) : word
  }
}, 120_000)

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
