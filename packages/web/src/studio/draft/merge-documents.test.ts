import { describe, expect, test } from '@jest/globals'
import type { FieldDocument, ObjectDocument, WireDocument } from '@tessera/metadata'
import { emptyDraft, withCommand } from './draft-state'
import { editsBetween } from './edits'
import { mergeDocuments } from './merge-documents'
import { replayOn } from './rebase'

const field = (key: string, more: object = {}): FieldDocument => ({ key, type: 'text', label: key, ...more })
const visit = (label: string, ...fields: FieldDocument[]): ObjectDocument => ({
  id: 'o1',
  kind: 'object',
  key: 'visit',
  label,
  fields,
})
const a = field('a', { id: 'fa' })

describe('merging a draft with what others published', () => {
  test('takes new fields of both sides, and gives no ids away', () => {
    const { document, conflicts } = mergeDocuments(
      visit('v', a),
      visit('v', a, field('b')),
      visit('w', a, field('c', { id: 'fc' })),
    )

    expect(conflicts).toEqual([])
    expect(document).toEqual(visit('w', a, field('c', { id: 'fc' }), field('b')))
  })

  test('a field that was published meanwhile is the same as the new one of the draft', () => {
    const { document } = mergeDocuments(
      null,
      visit('v', field('b', { help: 'h' })),
      visit('v', field('b', { id: 'fb' })),
    )

    expect(document?.kind === 'object' && document.fields).toEqual([field('b', { id: 'fb', help: 'h' })])
  })

  test('the same property is mine, or theirs where that was chosen', () => {
    const sides = [visit('v', a), visit('mine', { ...a, help: 'm' }), visit('theirs', { ...a, help: 't' })] as const

    expect(mergeDocuments(...sides).document).toEqual(sides[1])
    expect(mergeDocuments(...sides, () => true).document).toEqual(sides[2])
    expect(mergeDocuments(...sides, ({ property }) => property === 'help').document).toEqual(
      visit('mine', { ...a, help: 't' }),
    )
  })

  test('what one side deleted and the other changed is deleted or kept, as chosen', () => {
    const sides = [
      visit('v', a, field('b', { id: 'fb' })),
      visit('v', a, field('b', { id: 'fb', help: 'h' })),
      visit('v', a),
    ] as const

    expect(mergeDocuments(...sides).document).toEqual(sides[1])
    expect(mergeDocuments(...sides, () => true).document).toEqual(sides[2])
    expect(mergeDocuments(sides[0], sides[1], null, () => true).document).toBeNull()
  })
})

describe("one tab's steps on top of another state", () => {
  const command = (id: string, from: WireDocument | null, to: WireDocument | null) => ({
    id,
    at: '2026-01-01T00:00:00.000Z',
    label: { 'zh-CN': id, en: id },
    edits: { 'object/visit': editsBetween(from, to) },
  })
  const published = visit('v', a)

  test('each keeps its name and does what it did, beside what the other tab did', () => {
    const [one, two] = [visit('v', a, field('b')), visit('v', a, field('b', { required: true }))]
    const entry = {
      at: '2026-01-01T00:00:00.000Z',
      before: { 'object/visit': null },
      patch: {
        ...{ version: 0, base: 1, tab: 'x', keep: 0, cursor: 2 },
        commands: [command('add b', published, one), command('require b', one, two)],
        documents: { 'object/visit': { published, document: two } },
      },
    }
    const other = visit('w', field('z'), a)
    const theirs = withCommand(emptyDraft(1), command('other', published, other), { 'object/visit': published })

    const state = replayOn(theirs, entry, (_name, known) => known)

    expect(state.commands.map(({ id }) => id)).toEqual(['other', 'add b', 'require b'])
    expect(state.documents['object/visit']?.document).toEqual(visit('w', field('z'), a, field('b', { required: true })))
  })

  test('is one recovered step when older steps were undone too', () => {
    const labelled = visit('old', a)
    const entry = {
      at: '2026-01-01T00:00:00.000Z',
      before: { 'object/visit': { published, document: labelled } },
      patch: {
        ...{ version: 3, base: 1, tab: 'x', keep: 0, cursor: 1 },
        commands: [command('add b', published, visit('v', a, field('b')))],
        documents: { 'object/visit': { published, document: visit('v', a, field('b')) } },
      },
    }

    const state = replayOn(emptyDraft(1), entry, (_name, known) => known)

    expect(state.documents['object/visit']?.document).toEqual(visit('v', a, field('b')))
    expect(state.commands).toHaveLength(1)
  })
})
