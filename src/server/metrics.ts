// Figures for those who watch over the server, in the text format of Prometheus. docs/metrics.md lists every one.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Receipt } from '../core/wire.ts'
import type { Facts } from './store/facts.ts'

export interface Metrics {
  /** One request was answered. `route` is the pattern, never the address: that could hold an id. */
  request(request: { method: string; route: string; status: number; tookMs: number }): void
  /** What became of the answers of one batch. */
  receipt(receipt: Receipt): void
  /** Until when the certificate is good, ms since epoch. */
  certificate(expiresAt: number): void
  contentType: string
  /** All of them, as text. Never rejects: a database that is down is one of the figures. */
  text(): Promise<string>
}

interface Sources {
  version: string
  database: string
  /** Rejects where the database does not answer. */
  facts(): Promise<Facts>
  /** Answers that wait to be written. */
  waiting(): number
  /** Connections to the database; `null` where there is no pool. */
  connections(): { open: number; idle: number; waiting: number } | null
}

const SECOND_MS = 1000
/** Answers come in milliseconds, reports in seconds. */
const BUCKETS_S = [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10, 30]
/** A scrape is given up after some seconds: it must not wait for a database that hangs. */
const FACTS_MS = 3000
const NANOSECONDS = 1e9

export function createMetrics(sources: Sources): Metrics {
  const register = new Registry()
  const registers = [register]
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers })
  const requests = new Counter({
    name: 'suara_http_requests_total',
    help: 'Requests that were answered',
    labelNames: ['method', 'route', 'status'],
    registers,
  })
  const durations = new Histogram({
    name: 'suara_http_request_duration_seconds',
    help: 'From the first byte of the request to the last of the answer',
    labelNames: ['route'],
    buckets: BUCKETS_S,
    registers,
  })
  const submissions = new Counter({
    name: 'suara_submissions_total',
    help: 'Answers that devices handed in to this process, by what became of them',
    labelNames: ['outcome'],
    registers,
  })
  // At 0 from the start: a rate over a figure that is not there yet is no alarm.
  for (const outcome of OUTCOMES) submissions.inc({ outcome }, 0)
  const info = new Gauge({
    name: 'suara_info',
    help: 'Always 1; the labels say what runs',
    labelNames: ['version', 'database'],
    registers,
  })
  info.set({ version: sources.version, database: sources.database }, 1)
  const certificate = gauge('suara_certificate_expires_seconds', 'Unix time; NaN without TLS_CERT')
  certificate.set(Number.NaN)
  const own = processGauges(gauge)
  const waiting = gauge('suara_ingest_waiting', 'Answers that wait to be written by this process')
  const connections = new Gauge({
    name: 'suara_database_connections',
    help: 'Connections of this process to PostgreSQL',
    labelNames: ['state'],
    registers,
  })
  const setFacts = factGauges(gauge, registers)

  async function collect(): Promise<void> {
    own()
    waiting.set(sources.waiting())
    const pool = sources.connections()
    if (pool) for (const [state, count] of Object.entries(pool)) connections.set({ state }, count)
    setFacts(await within(FACTS_MS, sources.facts()))
  }

  return {
    request({ method, route, status, tookMs }) {
      requests.inc({ method, route, status })
      durations.observe({ route }, tookMs / SECOND_MS)
    },
    receipt(receipt) {
      for (const outcome of OUTCOMES) submissions.inc({ outcome }, receipt[outcome].length)
    },
    certificate: (expiresAt) => certificate.set(expiresAt / SECOND_MS),
    contentType: register.contentType,
    async text() {
      await collect()
      return await register.metrics()
    },
  }
}

const OUTCOMES = ['stored', 'known', 'conflicted', 'refused'] as const

type MakeGauge = (name: string, help: string) => Gauge

/** The figures of this process, under the names that they have everywhere. */
function processGauges(gauge: MakeGauge): () => void {
  const started = gauge('process_start_time_seconds', 'Unix time at which the process started')
  started.set(Date.now() / SECOND_MS - process.uptime())
  const memory = gauge('process_resident_memory_bytes', 'Memory that the process holds')
  const cpu = gauge('process_cpu_seconds_total', 'Processor time that the process has used')
  const lag = gauge(
    'nodejs_eventloop_lag_p99_seconds',
    'How late work began, since the last scrape',
  )
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  return () => {
    memory.set(process.memoryUsage.rss())
    const { user, system } = process.cpuUsage()
    cpu.set((user + system) / 1e6)
    const late = delay.percentile(99)
    lag.set(Number.isFinite(late) ? late / NANOSECONDS : 0)
    delay.reset()
  }
}

/** What the database says. Where it says nothing these are NaN, never an old figure. */
function factGauges(gauge: MakeGauge, registers: Registry[]) {
  const up = gauge('suara_database_up', '1 when the database answers')
  const epoch = new Gauge({
    name: 'suara_epoch_info',
    help: 'Always 1; the label changes when the database was restored or moved',
    labelNames: ['epoch'],
    registers,
  })
  const devices = new Gauge({
    name: 'suara_devices',
    help: 'Devices by state; active = in contact within a day',
    labelNames: ['state'],
    registers,
  })
  const unsent = gauge(
    'suara_devices_unsent',
    'Answers that wait on devices, as they last reported',
  )
  const good = gauge('suara_backup_last_success_seconds', 'Unix time of the last good daily backup')
  const ok = gauge('suara_backup_ok', '1 when the last daily backup went well, 0 when it failed')
  const bytes = gauge('suara_backup_bytes', 'Size of the last daily backup')
  const took = gauge('suara_backup_duration_seconds', 'How long the last daily backup took')
  return (facts: Facts | null): void => {
    up.set(facts ? 1 : 0)
    epoch.reset()
    if (facts?.epoch) epoch.set({ epoch: facts.epoch }, 1)
    for (const state of ['paired', 'active', 'revoked'] as const)
      devices.set({ state }, facts?.devices[state] ?? Number.NaN)
    unsent.set(facts?.unsent ?? Number.NaN)
    const backup = facts?.backup
    good.set(backup?.lastGoodAt ? backup.lastGoodAt / SECOND_MS : Number.NaN)
    // While one is being made, the one before counts no more and this one not yet.
    const ended = backup?.endedAt ?? null
    ok.set(backup && ended !== null ? Number(backup.ok) : Number.NaN)
    bytes.set(backup && ended !== null ? backup.bytes : Number.NaN)
    took.set(backup && ended !== null ? (ended - backup.beganAt) / SECOND_MS : Number.NaN)
  }
}

/** `null` where it fails or takes longer. */
async function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms)
  })
  try {
    return await Promise.race([work, late])
  } catch {
    // Told by `suara_database_up`; the health route and the log tell why.
    return null
  } finally {
    clearTimeout(timer)
  }
}
