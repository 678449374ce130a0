import { expect, test } from '@jest/globals'
import { actions, triggers } from '@tessera/blocks/server'
import { AppError } from '@tessera/metadata'
import { publish, withEngine } from '../../packages/engine/src/engine.testing.js'
import { crmDocuments } from './crm-folder.testing.js'

test('all documents of the CRM are published at once into an empty workspace', () =>
  withEngine(
    'crm_bare',
    [],
    async ({ engine }) => {
      try {
        expect(await publish(engine, crmDocuments())).toBeGreaterThan(1)
      } catch (error) {
        if (error instanceof AppError)
          throw new Error(
            `${error.code} ${JSON.stringify(error.details)}\n${(error.errors ?? []).map((one) => JSON.stringify(one)).join('\n')}`,
          )
        throw error
      }
    },
    { actions: actions.definitions, triggers },
  ))
