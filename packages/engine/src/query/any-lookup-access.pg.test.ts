import { expect, test } from '@jest/globals'
import { definerAccess } from '../access/access.js'
import type { Access } from '../access/access.js'
import type { CatalogObject } from '../catalog/catalog.js'
import { runtimeValues } from '../engine-context.js'
import type { TestEngine } from '../engine.testing.js'
import { the, withVisits } from '../records/any-lookup.testing.js'
import { make } from '../records/sales.testing.js'
import { testContext } from '../schema/workshop.testing.js'
import { execute, raw } from '../storage/statement.js'
import { pageStatement } from './page-statement.js'

/** Sees every contact, and of the accounts those that are called by an A. */
const limited = (account: CatalogObject): Access => ({
  ...definerAccess,
  rowRule: (object, alias) => {
    const column = account.fieldsByKey.get('name')?.column ?? ''
    return object === account ? raw(`starts_with(${alias}."${column}", 'A')`) : raw('true')
  },
})

/** Knows of no accounts at all. */
const blind = (account: CatalogObject): Access => ({
  ...definerAccess,
  sees: (object) => object !== account,
  rowRule: (object) => raw(object === account ? 'false' : 'true'),
})

async function subjects(
  { pool, admin }: TestEngine,
  accessTo: (account: CatalogObject) => Access,
  filter?: string,
): Promise<unknown[]> {
  const context = testContext(pool)
  const catalog = await context.catalogs.refresh(admin.workspace)
  const [visit, account] = ['visit', 'account'].map((key) => catalog.objectsByKey.get(key) as CatalogObject)
  const shape = { fields: ['subject', 'related'], filter, sort: ['subject'], search: undefined, after: undefined }
  const statement = pageStatement(catalog, visit as CatalogObject, accessTo(account as CatalogObject), shape)
  const runtime = runtimeValues(context, catalog, admin)
  const { rows } = await execute<{ records: string | null }>(pool, statement, runtime, { limit: 100 })
  const records = JSON.parse(`[${rows[0]?.records ?? ''}]`) as { subject: string; related: { title: string } | null }[]
  return records.map(({ subject, related }) => `${subject} ${related?.title ?? '-'}`)
}

test('a record out of sight reads, filters and is titled as blank, whichever of the objects it is of', () =>
  withVisits(async (sales) => {
    const [seen, unseen] = [
      await make(sales, 'account', { name: 'Aa', rate: 1 }),
      await make(sales, 'account', { name: 'Bb', rate: 1 }),
    ]
    const contact = await make(sales, 'contact', { name: 'Cc', account: unseen.id })
    await make(sales, 'visit', { subject: '1', related: the('account', seen) })
    await make(sales, 'visit', { subject: '2', related: the('account', unseen) })
    await make(sales, 'visit', { subject: '3', related: the('contact', contact) })
    await make(sales, 'visit', { subject: '4' })

    expect(await subjects(sales, limited)).toEqual(['1 Aa', '2 -', '3 Cc', '4 -'])
    expect(await subjects(sales, limited, 'ISBLANK(related)')).toEqual(['2 -', '4 -'])
    expect(await subjects(sales, limited, `related = "${unseen.id}"`)).toEqual([])
    expect(await subjects(sales, limited, `AS(related, account) = "${unseen.id}"`)).toEqual([])
    expect(await subjects(sales, limited, `related in ["${unseen.id}", "${seen.id}"]`)).toEqual(['1 Aa'])
    expect(await subjects(sales, limited, 'AS(related, account).rate = 1')).toEqual(['1 Aa'])
    expect(await subjects(sales, limited, 'ISBLANK(TITLE(related))')).toEqual(['2 -', '4 -'])
    expect(await subjects(sales, limited, 'AS(related, contact).account.name = "Bb"')).toEqual([])

    expect(await subjects(sales, blind)).toEqual(['1 -', '2 -', '3 Cc', '4 -'])
    expect(await subjects(sales, blind, 'ISBLANK(related)')).toEqual(['1 -', '2 -', '4 -'])
    await expect(subjects(sales, blind, 'ISBLANK(AS(related, account))')).rejects.toMatchObject({
      code: 'request.bad_filter',
      errors: [{ code: 'formula.unknown_target' }],
    })
  }))
