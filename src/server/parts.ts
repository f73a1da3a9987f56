// What the routes are handed: the running server's parts, made once at start.
import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { instrumentName } from '../core/instrument.ts'
import type { Period } from '../core/period.ts'
import type { Regency } from '../core/wire.ts'
import { type Auth, createAuth } from './auth.ts'
import type { Config } from './config.ts'
import { createIngestQueue, type IngestQueue } from './ingest-queue.ts'
import { type InstrumentSource, type Instruments, instrumentsIn } from './instruments.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { factsOf } from './store/facts.ts'
import { type Survey, storeDeliveries } from './store/ingest.ts'
import type { Db, Store } from './store/open.ts'
import { closedDays } from './store/periods.ts'
import { settingOf } from './store/settings.ts'
import { regencyOf } from './store/setup.ts'

export interface Parts {
  db: Db
  kind: Store['kind']
  config: Config
  auth: Auth
  queue: IngestQueue
  instruments: InstrumentSource
  metrics: Metrics
  /** Server clock, ms since epoch. */
  now(): number
}

/** Where no regency is set up: most of Indonesia's regencies, and the first, keep Western time. */
export const DEFAULT_TIMEZONE = 'Asia/Jakarta'

/** A device that was in contact within this time is active. */
const ACTIVE_MS = 24 * 3_600_000

export function createParts(
  store: Store,
  given: Pick<Parts, 'config' | 'now'> & { instruments: Instruments },
): Parts {
  const { db, kind } = store
  const instruments = instrumentsIn(db, given.instruments)
  const queue = createIngestQueue(
    async (deliveries) => storeDeliveries(db, deliveries, await readSurvey(db, instruments)),
    () => new Promise((resolve) => setImmediate(resolve)),
  )
  const metrics = createMetrics({
    version: VERSION,
    database: kind,
    facts: () => factsOf(db, given.now() - ACTIVE_MS),
    waiting: queue.waiting,
    connections: store.connections,
  })
  return { ...given, db, kind, queue, metrics, instruments, auth: createAuth({ db, ...given }) }
}

/** What storing needs to know of the regency, as it is now. */
export async function readSurvey(db: Db, instruments: InstrumentSource): Promise<Survey> {
  const [regency, known, closed] = await Promise.all([
    regencyOf(db),
    instruments.now(),
    closedDays(db),
  ])
  return surveyOf(regency, known, closed)
}

/** @param closed the days of closed periods */
export function surveyOf(
  regency: Regency | null,
  instruments: Instruments,
  closed: readonly Period[] = [],
): Survey {
  return {
    timezone: regency?.timezone ?? DEFAULT_TIMEZONE,
    instrument: instrumentName(instruments.current),
    closed,
    instrumentNamed: (name) => {
      const instrument = instruments.named(name)
      if (!instrument) throw new Error(`a stored row names an instrument that is gone: ${name}`)
      return instrument
    },
  }
}

export async function epochOf(db: Db): Promise<string> {
  const epoch = await settingOf(db, 'epoch')
  if (epoch === null) throw new Error('the database has no epoch')
  return epoch
}

/** Strong ETag of a text. */
export function etagOf(text: string): string {
  return `"${hash('sha256', text, 'base64url').slice(0, 32)}"`
}

// The package is the one place where the version stands.
const manifest: unknown = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
)

/** Version of this program, as in `0.1.0`. */
export const VERSION =
  typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : 'unknown'
