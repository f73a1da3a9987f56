// The sync with its real parts, the same in page and worker: fetch, timers, chance, and one lock for the whole origin.
import type { Receipt } from '../core/wire.ts'
import { call, postBatch, type Reply } from './api.ts'
import { type Database, metaOf, type Note } from './db.ts'
import { formerIdentities } from './identities.ts'
import { openInterviews, SYNC_LOCK } from './locks.ts'
import { notedOutbox } from './noted.ts'
import type { Outbox } from './outbox.ts'
import { named } from './series.ts'
import { createSync, type Sync, type Trouble } from './sync.ts'

/** Tag of the worker's sync event. */
export const SYNC_TAG = 'suara-warga-outbox'

export function createSender(
  { database, outbox, note }: { database: Database; outbox: Outbox; note: Note },
  report: (trouble: Trouble) => void,
): Sync {
  return createSync({
    outbox: {
      ...notedOutbox(outbox, note),
      // One that is being corrected waits until the person is done.
      async unsent(most, { ids, collectors }) {
        const open = await openInterviews()
        return await outbox.unsent(most, { ids: new Set([...ids, ...open]), collectors })
      },
    },
    // The tokens are read for every batch: another tab may have paired this browser again.
    async send(
      { device: of, series, submissions },
      packing,
      signal,
    ): Promise<Reply<Receipt> | null> {
      const { pairing, former } = await database.read(async (tx) => ({
        pairing: await metaOf(tx, 'pairing'),
        former: await formerIdentities(tx),
      }))
      const own = pairing?.device.id === of
      // Paired anew since they were read, the browser sends them as what the former device collected.
      const collector = own ? undefined : former.find(({ device }) => device.id === of)
      if (!pairing || !(own || collector)) return null
      const batch = {
        sent: Date.now(),
        ...named(series),
        submissions,
        ...(collector && { collectedBy: { device: collector.device.id, token: collector.token } }),
      }
      return postBatch(pairing.token, { batch, packing }, signal)
    },
    reach: (signal) => call({ path: '/api/health', signal }, (body) => asHealth(body)),
    wait,
    now: () => performance.now(),
    random: () => Math.random(),
    lock,
    report,
  })
}

/**
 * Asks the browser to wake the worker when there is a network, where it can (Chromium). Never relied on: it may not fire.
 * Resolves whatever happens.
 */
export async function askForBackgroundSync(): Promise<void> {
  try {
    const container = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker
    const registration = (await container?.getRegistration()) as WithSync | undefined
    await registration?.sync?.register(SYNC_TAG)
  } catch {
    // Refused by a setting of the browser: the page's own triggers do the work.
  }
}

/** A portal's page is no answer of ours. */
function asHealth(body: unknown): true | undefined {
  return typeof body === 'object' && body !== null && 'ok' in body && body.ok === true
    ? true
    : undefined
}

/** Only Chromium has `sync`, and no type library of ours knows it. */
type WithSync = ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } }

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
}

async function lock(work: () => Promise<void>): Promise<boolean> {
  // Web Locks exist only in a secure context, and so does every kiosk: a plain page has no worker and is not paired.
  const locks = (navigator as { locks?: LockManager }).locks
  if (!locks) {
    await work()
    return true
  }
  return await locks.request(SYNC_LOCK, { ifAvailable: true }, async (held) => {
    if (held) await work()
    return held !== null
  })
}
