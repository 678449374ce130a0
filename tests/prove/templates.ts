/**
 * `npm run prove:templates -- --seed 1 --cases 200`: random templates are installed, customised at random and upgraded, with every
 * conflict decided by chance. Prints the seed, every case, and each law that does not hold.
 */
import { fieldTypes } from '@tessera/blocks/server'
import { createEngine, systemActor } from '@tessera/engine'
import { withDatabase } from '../support/database.js'
import { runTemplateUpgrades } from '../support/template-upgrades.js'

const admin = {
  id: '01900000-0000-7000-8000-00000000000a',
  name: '管理员',
  workspace: 'main',
  roles: ['administrator'],
  locale: 'zh-CN',
  through: { kind: 'person' },
} as const

/** Gives the exit code. */
export async function run(options: { seed?: number; cases?: number }): Promise<number> {
  const { cases = 200, seed = Date.now() % 1_000_000 } = options
  console.log(`prove templates: seed ${seed}, ${cases} cases`)
  const found = await withDatabase(async ({ pool }) => {
    const engine = createEngine({ pool, fieldTypes, secret: new Uint8Array(32) })
    try {
      await engine.migrate()
      await engine.workspaces.create({ key: 'main', title: '模板' })
      const { id, name } = admin
      await engine.records.create(systemActor('main', 'prove'), 'user', { id, name, email: 'a@example.com' })
      return await runTemplateUpgrades({ engine, pool, admin, seed, cases, onCase: (line) => console.log(line) })
    } finally {
      await engine.stop()
    }
  })
  const { failures, ...counts } = found
  console.log(`${JSON.stringify(counts)}, ${failures.length} failures, seed ${seed}`)
  if (failures.length === 0) return 0
  const again = `npm run prove:templates -- --seed ${seed} --cases ${cases}`
  console.log(`\n${failures.slice(0, 50).join('\n')}\n\nRun again: ${again}`)
  return 1
}
