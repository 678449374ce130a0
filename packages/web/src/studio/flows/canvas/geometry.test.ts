import { describe, expect, test } from '@jest/globals'
import { slotsOf, TRIGGER } from '../graph/flow'
import { flowOf, portsOf, step } from '../graph/flows.testing'
import { dropPlaces, drawnLines, nearestPlace, neighbour, roundedPath, sidesOf } from './geometry'
import { layoutFlow } from './layout-flow'

const flow = flowOf(
  'q',
  step('q', 'ask', { yes: 'a', no: 'b' }),
  step('a', 'act', { next: 'end' }),
  step('b', 'act', { next: 'end' }),
  step('end'),
)
const layout = layoutFlow(flow, portsOf)
const slots = [TRIGGER, ...flow.nodes.map(({ id }) => id)].flatMap((id) => slotsOf(flow, id, portsOf))

describe('geometry of the canvas', () => {
  test('main ways leave below and go straight, side ways leave beside and turn once', () => {
    const paths = new Map(drawnLines(layout, sidesOf(slots)).map((line) => [`${line.from}>${line.to}`, line.path]))

    expect(paths.get('q>a')).toBe('M136 216 L136 280')
    expect(paths.get('q>b')).toBe('M272 178 L494 178 Q504 178 504 188 L504 280')
    expect(paths.get('b>end')?.startsWith('M504 356 L504')).toBe(true)
    expect(paths.get('b>end')?.endsWith('L136 420')).toBe(true)
  })

  test('a line that leads back goes around', () => {
    const back = flowOf('a', step('a', 'act', { next: 'b' }), step('b', 'act', { next: 'a' }))
    const lines = drawnLines(layoutFlow(back, portsOf), new Map())

    expect(lines.find(({ from }) => from === 'b')).toMatchObject({ to: 'a', isOther: true })
    expect(lines.find(({ from }) => from === 'b')?.path.endsWith('L0 178')).toBe(true)
  })

  test('every way has a place to drop something, the nearest one within reach counts', () => {
    const places = dropPlaces(flow, layout, slots)

    expect(places.filter(({ isEnd }) => isEnd).map(({ slot }) => slot.from)).toEqual(['end'])
    expect(nearestPlace(places, { x: 330, y: 180 })?.slot).toEqual({ from: 'q', port: 'no' })
    expect(nearestPlace(places, { x: 2000, y: 0 })).toBeUndefined()
  })

  test('arrows go to the step one sees there', () => {
    expect(neighbour(layout, TRIGGER, 'down')).toBe('q')
    expect(neighbour(layout, 'q', 'down')).toBe('a')
    expect(neighbour(layout, 'a', 'right')).toBe('b')
    expect(neighbour(layout, 'b', 'left')).toBe('a')
    expect(neighbour(layout, 'b', 'up')).toBe('q')
    expect(neighbour(layout, TRIGGER, 'up')).toBeUndefined()
  })

  test('corners are never rounder than the pieces are long', () => {
    expect(
      roundedPath([
        { x: 0, y: 0 },
        { x: 0, y: 4 },
        { x: 50, y: 4 },
      ]),
    ).toBe('M0 0 L0 2 Q0 4 2 4 L50 4')
  })
})
