import { totalmem } from 'node:os'

/** `product` keeps every committed change through a power cut; `test` trades that for speed. */
export type Preset = 'product' | 'test'

const MB = 1024 * 1024

/**
 * Server settings of a preset, name → value.
 *
 * Units: as PostgreSQL reads them (`256MB`, `15min`). The memory figures follow the machine: a small share of it, because
 * Node and the file cache live there too. `jit` is off because our queries are short; compiling them costs more than it
 * gains.
 */
export function settingsOf(preset: Preset, memoryBytes = totalmem()): Readonly<Record<string, string>> {
  const sharedMb = Math.max(32, Math.min(256, Math.floor(memoryBytes / MB / 8)))
  const common = {
    listen_addresses: '127.0.0.1',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    jit: 'off',
    random_page_cost: '1.1',
    shared_buffers: `${sharedMb}MB`,
    effective_cache_size: `${Math.max(64, Math.floor(memoryBytes / MB / 2))}MB`,
    log_checkpoints: 'off',
    logging_collector: 'off',
  }
  if (preset === 'product') return { ...common, max_connections: '100', max_wal_size: '2GB', fsync: 'on' }
  return {
    ...common,
    max_connections: '200',
    max_wal_size: '1GB',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    autovacuum: 'off',
    wal_level: 'minimal',
    max_wal_senders: '0',
  }
}
