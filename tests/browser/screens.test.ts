import { beforeAll, expect, test } from '@jest/globals'
import { fillSample } from '../pictures/sample-records.js'
import { desktop, useBrowser } from './support/use-browser.js'
import { walkable, walkScreens } from './support/walk-screens.js'

const { open, server } = useBrowser()
let names: Readonly<Record<string, string>> = {}

beforeAll(async () => {
  names = { ...(await fillSample(server().admin)), revision: '4' }
}, 60_000)

/** One of each kind; `npm run prove:screens` walks all. */
const some = ['list', 'form', 'record', 'fields', 'layout', 'stages', 'flow', 'run', 'publish']

test('screens have no serious finding of axe, readable colours in the dark, and fit a phone', async () => {
  const { page, complaints, url } = await open('/', { as: 'admin', size: desktop })
  const screens = walkable.filter(({ name }) => some.includes(name))
  const findings = await walkScreens(page, screens, url, names)

  expect(screens).toHaveLength(some.length)
  expect(findings).toEqual([])
  expect(complaints).toEqual([])
}, 240_000)

test('the studio does not call first steps open before it knows whether there are records', async () => {
  const { page, url } = await open('/', { as: 'admin' })
  await page.route(/\/api\/records\//, () => undefined)
  await page.goto(`${url}/studio`)
  await page.getByRole('link', { name: '客户', exact: true }).waitFor()

  expect(await page.getByText('录入第一条记录').count()).toBe(0)
})
