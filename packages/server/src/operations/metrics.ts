import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Pools } from '../platform/pools.js'

const BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/**
 * What the process tells Prometheus: requests by route, pools, memory. Values that can be read at any time are read when
 * asked for; nothing runs in between.
 */
export class Metrics {
  readonly registry = new Registry()
  readonly #duration: Histogram<'route' | 'status'>
  readonly #failures: Counter<'code'>

  constructor(pools: Pools, identities: () => number) {
    const registers = [this.registry]
    this.#duration = new Histogram({
      name: 'tessera_http_request_duration_seconds',
      help: 'Time to answer a request, by route and class of status.',
      labelNames: ['route', 'status'],
      buckets: BUCKETS_SECONDS,
      registers,
    })
    this.#failures = new Counter({
      name: 'tessera_http_problems_total',
      help: 'Problem answers, by code.',
      labelNames: ['code'],
      registers,
    })
    addGauge(registers, 'tessera_pool_connections', 'Open connections to PostgreSQL.', () => pools.engine.totalCount)
    addGauge(registers, 'tessera_pool_waiting', 'Requests waiting for a connection.', () => pools.engine.waitingCount)
    addGauge(registers, 'tessera_identities', 'Verified identities kept in the process.', identities)
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
    this.#duration.observe({ route, status: statusClasses[Math.floor(status / 100)] ?? 'other' }, seconds)
  }

  /** Notes a problem answer. */
  problem(code: string): void {
    this.#failures.inc({ code })
  }
}

const statusClasses = ['other', '1xx', '2xx', '3xx', '4xx', '5xx'] as const

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
