import pg from 'pg'
import { LaunchError } from '../launch-error.js'

const CONNECT_TIMEOUT_MS = 10_000
const OLDEST_VERSION = 150_000

/**
 * Asks a given PostgreSQL for its version and its collations before the server is started on it.
 *
 * Errors: `LaunchError` when it cannot be reached, refuses us, is older than 15 or has no ICU collations. The address is never printed whole,
 * it holds a password.
 */
export async function checkDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS })
  try {
    await client.connect()
    const { rows } = await client.query<{ version: number; sorts: boolean }>(
      `select current_setting('server_version_num')::int as version,
         exists (select 1 from pg_collation where collname = 'zh-x-icu') as sorts`,
    )
    const { version, sorts } = rows[0] ?? { version: 0, sorts: false }
    if (version < OLDEST_VERSION) throw tooOld(version)
    if (!sorts) throw withoutIcu()
  } catch (error) {
    throw error instanceof LaunchError ? error : unreachable(url, error)
  } finally {
    await client.end().catch(() => undefined)
  }
}

function tooOld(version: number): LaunchError {
  const found = Math.floor(version / 10_000)
  return new LaunchError(
    `DATABASE_URL 指向 PostgreSQL ${found}，需要 15 或更高版本。`,
    `DATABASE_URL is a PostgreSQL ${found}; 15 or newer is needed.`,
  )
}

/** Text is sorted by `zh-x-icu` (decision 0010); some builds of PostgreSQL leave ICU out. */
function withoutIcu(): LaunchError {
  return new LaunchError(
    'DATABASE_URL 指向的 PostgreSQL 没有 ICU 排序规则（zh-x-icu），无法按拼音排序。请使用带 ICU 的版本。',
    'The PostgreSQL of DATABASE_URL has no ICU collations (zh-x-icu), which text is sorted by. Use a build with ICU.',
  )
}

function unreachable(url: string, error: unknown): LaunchError {
  const reason = error instanceof Error ? error.message || String((error as NodeJS.ErrnoException).code) : String(error)
  const { host, pathname } = new URL(url)
  return new LaunchError(
    `无法连接 DATABASE_URL（${host}${pathname}）：${reason}`,
    `Cannot connect to DATABASE_URL (${host}${pathname}): ${reason}`,
    { cause: error },
  )
}
