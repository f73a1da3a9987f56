// What the routes are handed: the running server's parts, made once at start.
import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { instrumentName } from '../core/instrument.ts'
import type { Regency } from '../core/wire.ts'
import { type Auth, createAuth } from './auth.ts'
import type { Config } from './config.ts'
import { createIngestQueue, type IngestQueue } from './ingest-queue.ts'
import type { Instruments } from './instruments.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import type { StartKey } from './start-key.ts'
import { factsOf } from './store/facts.ts'
import { type Survey, storeDeliveries } from './store/ingest.ts'
import type { Db, Store } from './store/open.ts'
import { settingOf } from './store/settings.ts'
import { regencyOf } from './store/setup.ts'

export interface Parts {
  db: Db
  kind: Store['kind']
  config: Config
  auth: Auth
  queue: IngestQueue
  instruments: Instruments
  metrics: Metrics
  /** Server clock, ms since epoch. */
  now(): number
  /** The key of the link to `/mulai`; `null` once somebody has an account or has answered. */
  startKey: StartKey | null
}

/** Where no regency is set up: most of Indonesia's regencies, and the first, keep Western time. */
export const DEFAULT_TIMEZONE = 'Asia/Jakarta'

/** A device that was in contact within this time is active. */
const ACTIVE_MS = 24 * 3_600_000

export function createParts(
  store: Store,
  given: Pick<Parts, 'config' | 'instruments' | 'now' | 'startKey'>,
): Parts {
  const { db, kind } = store
  const queue = createIngestQueue(
    async (deliveries) =>
      storeDeliveries(db, deliveries, surveyOf(await regencyOf(db), given.instruments)),
    () => new Promise((resolve) => setImmediate(resolve)),
  )
  const metrics = createMetrics({
    version: VERSION,
    database: kind,
    facts: () => factsOf(db, given.now() - ACTIVE_MS),
    waiting: queue.waiting,
    connections: store.connections,
  })
  return { db, kind, queue, metrics, auth: createAuth({ db, ...given }), ...given }
}

/** What storing needs to know of the regency. */
export function surveyOf(regency: Regency | null, instruments: Instruments): Survey {
  return {
    timezone: regency?.timezone ?? DEFAULT_TIMEZONE,
    instrument: instrumentName(instruments.current),
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
