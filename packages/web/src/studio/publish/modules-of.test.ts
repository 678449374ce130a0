import { expect, test } from '@jest/globals'
import type { Change } from '@tessera/metadata'
import { modulesOf } from './modules-of'

test('a module that is made together with its form and its workflow is named once, and one that is deleted is not', () => {
  const changes: readonly Change[] = [
    { op: 'put', document: { kind: 'object', key: 'device', label: 'Device', fields: [] } },
    { op: 'put', document: { kind: 'layout', key: 'deviceForm', object: 'device', variant: 'form', sections: [] } },
    { op: 'put', document: { kind: 'layout', key: 'visitForm', object: 'visit', variant: 'form', sections: [] } },
    { op: 'delete', kind: 'object', key: 'order' },
  ]
  expect(modulesOf(changes)).toEqual(['device', 'visit'])
})
