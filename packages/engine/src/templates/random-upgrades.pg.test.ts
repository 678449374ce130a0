import { expect, test } from '@jest/globals'
import { runTemplateUpgrades } from '../../../../tests/support/template-upgrades.js'
import { testAdmin, withEngine } from '../engine.testing.js'

test('random templates, customised at random: nothing the customer changed is lost, what the template changed moves, undo is exact', () =>
  withEngine('templates', [], async ({ engine, pool }) => {
    const found = await runTemplateUpgrades({ engine, pool, admin: testAdmin, seed: 20_261_201, cases: 5 })
    expect(found.failures).toEqual([])
    expect(found.upgraded).toBeGreaterThan(2)
  }))
