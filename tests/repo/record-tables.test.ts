import { expect, test } from '@jest/globals'
import { filesBelow } from './checkout.js'

/** SQL that names the table of an object: `FROM ${object.table}`. */
const readsRecords = /\b(FROM|JOIN|USING|UPDATE|INTO) \$\{(?!table\})[^}]*\btable\}/

/** What a statement built with an access has in it. */
const goesThroughAccess = /\b(rowRule|filterRule|ownersTell|holdsColumn|searchCondition|condition\.sql)\(/

/** Rooms that see everything on purpose, and why nobody reads through them what they may not. */
const rooms: Readonly<Record<string, string>> = {
  'packages/engine/src/schema/':
    'plans and jobs: only for who designs; samples are withheld from others than administrators',
  'packages/engine/src/sql/': 'composed by readers, who bring their access along',
  'packages/engine/src/personal/': 'erases what administrators named',
}

/** Files that see everything on purpose. */
const files: Readonly<Record<string, string>> = {
  'packages/engine/src/access/load-organisation.ts': 'who is under whom: what rules are made of',
  'packages/engine/src/access/who-may.ts': 'administrators ask whose a record is',
  'packages/engine/src/duplicates/find-pairs.ts': 'a plan counts, and shows samples to administrators',
  'packages/engine/src/merge/child-conflicts.ts':
    'a merge moves what points to a record; titles are asked with the access',
  'packages/engine/src/merge/find-moves.ts': 'a merge moves what points to a record; only numbers of what is not seen',
  'packages/engine/src/merge/move-children.ts': 'writes what was found',
  'packages/engine/src/merge/move-links.ts': 'writes what was found',
  'packages/engine/src/query/found-page.ts': 'the page behind conditions that page-statement gives',
  'packages/engine/src/query/planned-search.ts': 'joins the search table of rows that page-statement chooses',
  'packages/engine/src/records/any-records.ts': 'of which object a given id is: written, not answered',
  'packages/engine/src/records/fast-writes.ts': 'whether a target is in the bin, for the refusal of a write',
  'packages/engine/src/records/held-by-links.ts': 'whether anything holds a record that goes to the bin',
  'packages/engine/src/records/leaving.ts': 'children that go along with a record its writer may delete',
  'packages/engine/src/records/live-targets.ts': 'holds targets of lookups while they are written',
  'packages/engine/src/records/overlaps.ts': 'periods are compared with everybody’s: a promise about the data',
  'packages/engine/src/records/parents-across.ts': 'roll-ups see everything',
  'packages/engine/src/records/path-values.ts': 'formulas of the write path see everything',
  'packages/engine/src/records/read-above.ts': 'places in a tree: circles are refused whoever sees them',
  'packages/engine/src/records/recompute-rollups.ts': 'roll-ups see everything',
  'packages/engine/src/records/release-unique.ts': 'writes of records that were judged',
  'packages/engine/src/records/returning.ts': 'children that come back with a record its writer may restore',
  'packages/engine/src/records/unique-conflicts.ts': 'uniqueness is a promise about the data',
  'packages/engine/src/records/write-details.ts': 'lines of a record that was judged',
  'packages/engine/src/records/write-statements.ts': 'writes of records that were judged',
  'packages/engine/src/templates/fields-with-values.ts': 'whether anything is there at all: fields with values stay',
  'packages/engine/src/templates/sample/remove-page.ts':
    'which records that came with a template are still there, for whoever may remove them',
}

const isTest = (path: string): boolean => /\.(test|testing)\.ts$/.test(path)

const reading = filesBelow('packages', /\.ts$/).filter(
  ({ path, text }) => path.includes('/src/') && !isTest(path) && readsRecords.test(text),
)

test('SQL reads a table of records through an access, or in a room that sees everything on purpose', () => {
  const found = reading
    .filter(({ text }) => !goesThroughAccess.test(text))
    .map(({ path }) => path)
    .filter((path) => !(path in files) && !Object.keys(rooms).some((room) => path.startsWith(room)))

  expect(found).toEqual([])
})

test('every file that is excepted still reads tables of records', () => {
  const paths = new Set(reading.map(({ path }) => path))

  expect(Object.keys(files).filter((path) => !paths.has(path))).toEqual([])
})
