import { Counter, Gauge, Registry } from 'prom-client'
import type { Pools } from '../platform/pools.js'
import { RequestTimes } from './request-times.js'

/**
 * What the process tells Prometheus: requests by route, pools, memory. Values that can be read at any time are read when
 * asked for; nothing runs in between.
 */
export class Metrics {
  readonly registry = new Registry()
  readonly #times = new RequestTimes()
  readonly #failures: Counter<'code'>

  constructor(pools: Pools, identities: () => number, streams: () => number) {
    const registers = [this.registry]
    this.registry.registerMetric(this.#times.asMetric())
    this.#failures = new Counter({
      name: 'tessera_http_problems_total',
      help: 'Problem answers, by code.',
      labelNames: ['code'],
      registers,
    })
    const checkouts = new Counter({
      name: 'tessera_pool_checkouts_total',
      help: 'How often a connection was taken from a pool: about one for each statement or transaction.',
      labelNames: ['pool'],
      registers,
    })
    for (const pool of ['engine', 'platform', 'automation'] as const) {
      checkouts.inc({ pool }, 0)
      pools[pool].on('acquire', () => checkouts.inc({ pool }))
    }
    addGauge(registers, 'tessera_pool_connections', 'Open connections to PostgreSQL.', () => pools.engine.totalCount)
    addGauge(registers, 'tessera_pool_waiting', 'Requests waiting for a connection.', () => pools.engine.waitingCount)
    addGauge(registers, 'tessera_identities', 'Verified identities kept in the process.', identities)
    addGauge(registers, 'tessera_event_streams', 'Open streams of events.', streams)
    addGauge(registers, 'process_resident_memory_bytes', 'Resident memory.', () => process.memoryUsage.rss())
    addGauge(registers, 'nodejs_heap_size_used_bytes', 'Used heap.', () => process.memoryUsage().heapUsed)
    addGauge(registers, 'process_uptime_seconds', 'Time since the process started.', () => process.uptime())
    addGauge(registers, 'process_cpu_seconds_total', 'CPU time used.', () => {
      const { user, system } = process.cpuUsage()
      return (user + system) / 1e6
    })
  }

  /** Notes an answered request. */
  request(route: string, status: number, seconds: number): void {
    this.#times.observe(route, status, seconds)
  }

  /** Notes a problem answer. */
  problem(code: string): void {
    this.#failures.inc({ code })
  }
}

function addGauge(registers: Registry[], name: string, help: string, read: () => number): void {
  new Gauge({
    name,
    help,
    registers,
    collect() {
      this.set(read())
    },
  })
}
