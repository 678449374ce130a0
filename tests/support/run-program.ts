/**
 * Runs a bench or a proof: `run-program.ts <bench|prove> <name> [--seed 7 --cases 1000 …]`, called by scripts/run.mjs.
 *
 * The program is a module `tests/<kind>/<name>.ts` with `export async function run(options)`. It gets `databaseUrl` of a
 * PostgreSQL server of its own (also in TESSERA_TEST_DATABASE_URL, so `withDatabase` works) and every `--word value` as
 * a property, numbers as numbers. Proofs run on the fast test preset, benches on the product's settings; DATABASE_URL
 * replaces either. A program may answer an exit code.
 */
import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { startPostgres, sweepTestFolders, testDataFolder } from '@tessera/cli'

type Program = { run(options: Record<string, string | number | boolean>): Promise<number | void> }

const [kind = '', name = '', ...words] = process.argv.slice(2)
const given = process.env['DATABASE_URL']
const server = given ? { url: given, stop: async () => undefined } : await ownServer()
process.env['TESSERA_TEST_DATABASE_URL'] = server.url
process.env['TESSERA_TEST_RUN'] = String(process.pid)
// Ctrl+C ends a long run in order: the server is stopped and its folder removed.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void server.stop().then(() => process.exit(130)))
try {
  const program = (await import(`../${kind}/${name}.ts`)) as Program
  process.exitCode = Number((await program.run({ databaseUrl: server.url, ...optionsOf(words) })) ?? 0)
} finally {
  await server.stop()
}

function optionsOf(args: string[]): Record<string, string | number | boolean> {
  const { tokens } = parseArgs({ args, strict: false, tokens: true, allowPositionals: true })
  const options: Record<string, string | number | boolean> = {}
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const next = tokens.find((other) => other.kind === 'positional' && other.index === token.index + 1)
    const text = token.value ?? (next?.kind === 'positional' ? next.value : undefined)
    options[token.name] = text === undefined ? true : Number.isFinite(Number(text)) ? Number(text) : text
  }
  return options
}

async function ownServer(): Promise<{ url: string; stop(): Promise<void> }> {
  sweepTestFolders()
  const dataDir = testDataFolder(kind === 'bench' ? 'disk' : 'memory')
  const running = await startPostgres({ dataDir, preset: kind === 'bench' ? 'product' : 'test' })
  return {
    url: running.url,
    stop: async () => {
      await running.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
