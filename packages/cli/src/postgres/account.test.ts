import { expect, test } from '@jest/globals'
import { databaseAccount } from './account.js'

const passwd = ['root:x:0:0:root:/r:/bin/bash', 'nobody:x:65534:65533:nobody:/:/sbin/nologin'].join('\n')

test('an ordinary user runs PostgreSQL as itself', () => {
  expect(databaseAccount(1000, passwd)).toBeUndefined()
})

test('Windows has no user ids and runs PostgreSQL as itself', () => {
  expect(databaseAccount(undefined, passwd)).toBeUndefined()
})

test('root lends it the account postgres', () => {
  expect(databaseAccount(0, `${passwd}\npostgres:x:101:104::/var/lib/postgresql:/bin/bash`)).toEqual({
    uid: 101,
    gid: 104,
  })
})

test('root without such an account lends it nobody', () => {
  expect(databaseAccount(0, passwd)).toEqual({ uid: 65534, gid: 65533 })
})

test('a system without a list of accounts is taken to know nobody', () => {
  expect(databaseAccount(0, '')).toEqual({ uid: 65534, gid: 65534 })
})
