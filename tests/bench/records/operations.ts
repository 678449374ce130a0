import { stages } from './fixture.js'
import type { LoadRequest } from './load.js'

/** One line of the bench of records: the same request to Tessera and to the hand-written handlers. */
export interface Operation {
  readonly name: string
  /** What Tessera must reach of the hand-written rate (performance.md). */
  readonly floor: number
  readonly tessera: (n: number) => LoadRequest
  readonly limit: (base: string) => (n: number) => LoadRequest
}

/**
 * What is measured of records. Reads first: what the writes leave behind (new rows of the same owner, dead versions) would be
 * measured with them.
 */
export function operations(ids: readonly string[], accountIds: readonly string[]): readonly Operation[] {
  const record = (n: number): Record<string, unknown> => ({
    name: `新商机 ${n}`,
    customer: accountIds[n % accountIds.length],
    amount: n % 10000,
    probability: 0.3,
    stage: stages[n % 6],
    closeOn: '2026-06-30',
    nextCallAt: '2026-06-01T08:00:00.000Z',
    source: '官网',
    region: '华东',
    contact: '联系人',
    email: `n${n}@example.com`,
    won: false,
    quantity: n % 100,
    discount: 0.05,
    note: '备注',
  })
  const id = (n: number): string => ids[(n * 7) % ids.length] ?? ''
  const list = 'filter=' + encodeURIComponent('stage = "quote"') + '&sort=-amount'
  return [
    {
      name: 'get by id',
      floor: 0.5,
      tessera: (n) => ({ method: 'GET', path: `/api/records/opportunity/${id(n)}` }),
      limit: (base) => (n) => ({ method: 'GET', path: `${base}/opportunity/${id(n)}` }),
    },
    {
      name: 'list 50, filter + sort + lookup title',
      floor: 0.6,
      tessera: () => ({ method: 'GET', path: `/api/records/opportunity?${list}` }),
      limit: (base) => () => ({ method: 'GET', path: `${base}/opportunity?stage=quote` }),
    },
    {
      name: 'sum by group, own rows',
      floor: 0.75,
      tessera: () => ({
        method: 'POST',
        path: '/api/records/opportunity/aggregate',
        body: {
          groupBy: [{ field: 'stage' }],
          filter: 'owner = me',
          measures: [
            { function: 'sum', field: 'amount', as: 'total' },
            { function: 'count', as: 'n' },
          ],
        },
      }),
      limit: (base) => () => ({ method: 'POST', path: `${base}/opportunity/sum`, body: {} }),
    },
    {
      name: 'create, with history and events',
      floor: 0.45,
      tessera: (n) => ({ method: 'POST', path: '/api/records/opportunity', body: record(n) }),
      limit: (base) => (n) => ({ method: 'POST', path: `${base}/opportunity`, body: record(n) }),
    },
    {
      name: 'change 2 fields, with history and events',
      floor: 0.4,
      tessera: (n) => ({
        method: 'PATCH',
        path: `/api/records/opportunity/${id(n)}`,
        body: { amount: n % 9999, note: `改 ${n}` },
      }),
      limit: (base) => (n) => ({
        method: 'PATCH',
        path: `${base}/opportunity/${id(n)}`,
        body: { amount: n % 9999, note: `改 ${n}` },
      }),
    },
  ]
}
