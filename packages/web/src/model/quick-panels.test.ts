import { describe, expect, test } from '@jest/globals'
import { quickPanels, withoutPanel, withPanel } from './quick-panels'

const contact = { object: 'contact', values: { account: 'a1', name: 'A & B?' } }
const account = { object: 'account', values: {} }

describe('sheets in an address', () => {
  test('lie one over the other and are taken off from above', () => {
    const one = withPanel({ filter: 'x' }, contact)
    const two = withPanel(one, account)

    expect(quickPanels(two)).toEqual([contact, account])
    expect(quickPanels(withoutPanel(two))).toEqual([contact])
    expect(withoutPanel(withoutPanel(two))).toEqual({ filter: 'x' })
  })

  test('are read with one parameter as with several', () => {
    expect(quickPanels({ panel: 'new:account' })).toEqual([account])
    expect(quickPanels({ panel: ['new:account', null, 'stage:7', 'new:'] })).toEqual([account])
    expect(quickPanels({})).toEqual([])
  })
})
