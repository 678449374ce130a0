/**
 * The order of test files. Jest begins with the longest when it knows how long each took; in a fresh checkout it goes by the
 * size of files, and a browser test, small and slow, would come last and alone.
 */
import TestSequencer from '@jest/test-sequencer'

const Sequencer = TestSequencer.default ?? TestSequencer

const slowest = [/\/tests\/faults\//, /\/tests\/browser\//, /\/tests\/api\//, /\.pg\.test\.ts$/]

const place = ({ path }) => {
  const found = slowest.findIndex((kind) => kind.test(path))
  return found === -1 ? slowest.length : found
}

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const order = super.sort(tests)
    return order.some(({ duration }) => duration !== undefined) ? order : order.sort((a, b) => place(a) - place(b))
  }
}
