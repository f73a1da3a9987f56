// The outage drill: many devices that hold weeks of answers, and a server that comes back. Real pace and sync, simulated time.

import type { Submission } from '../../src/core/submission.ts'
import type { Receipt } from '../../src/core/wire.ts'
import type { Reply } from '../../src/device/api.ts'
import type { SendingOutbox } from '../../src/device/outbox.ts'
import { createSync } from '../../src/device/sync.ts'
import { anId, aSubmission } from '../make.ts'
import { chanceOf } from './chance.ts'
import { BUSY, createServerModel, type ServerModel } from './server-model.ts'
import { createSimClock, type SimClock } from './sim-clock.ts'

export interface OutageOptions {
  seed: number
  devices: number
  /** Unsent on each. */
  each: number
  /** `false`: every device draws the same, as if there were no jitter. */
  jitter: boolean
  /** Milliseconds there and back of every request, and bytes a second of the slowest part of the way. */
  link: { roundTripMs: [number, number]; bytesPerSecond: [number, number] }
  /** Not the server but the network comes back: every device is told so at the same moment. */
  told: boolean
}

export interface OutageReport {
  /** From the moment that the server was back, ms. */
  drainedMs: number
  /** When each device was empty, ms from then, the first first. */
  ends: number[]
  /** Requests that reached the server in each second from then. */
  perSecond: number[]
  /** When each device's first request came, ms from then. */
  firstMs: number[]
  p50Ms: number
  p99Ms: number
  busy: number
  timedOut: number
  stored: number
  /** Jain's index over the devices' rates until each was empty: 1 = all the same. */
  fairness: number
}

const REQUEST_TIMEOUT_MS = 20_000
/** Packed, as `docs/measured.md` has it. */
const SUBMISSION_BYTES = 60
const CONNECT_MS = 30
/** From the fifth failure on a device waits as it would after thirty days: its ceiling grows no more. */
const DOWN_MS = 2 * 60_000

export async function simulateOutage(options: OutageOptions): Promise<OutageReport> {
  const { devices, each, jitter, link, told } = options
  const clock = createSimClock()
  const server = createServerModel(clock)
  const ends: number[] = []
  const firstMs: number[] = []
  let timedOut = 0
  const syncs = Array.from({ length: devices }, (_, i) => {
    const chance = chanceOf(options.seed, `device ${i}`)
    const roundTripMs = chance.between(...link.roundTripMs)
    const bytesPerSecond = chance.between(...link.bytesPerSecond)
    const outbox = createOutboxOf(each, () => ends.push(clock.now() - DOWN_MS))
    let came = false
    const sync = createSync({
      outbox,
      async send({ submissions }) {
        if (server.up && !came) firstMs.push(clock.now() - DOWN_MS)
        came = server.up
        const ids = submissions.map(({ id }) => id)
        const reply = await sent(ids, { clock, server, roundTripMs, bytesPerSecond })
        if (!reply.ok && reply.failure === 'time-out') timedOut += 1
        return reply
      },
      reach: async () => ({ ok: true, value: null }),
      wait: (ms, signal) =>
        new Promise((resolve) => {
          const off = clock.after(ms, resolve)
          signal.addEventListener('abort', () => {
            off()
            resolve()
          })
        }),
      now: clock.now,
      random: jitter ? chance.draw : () => 0.999,
      lock: async (work) => {
        await work()
        return true
      },
      report: () => undefined,
    })
    // Power came back in the whole regency, and all of them started at the same moment.
    clock.after(0, sync.wake)
    if (told) clock.after(DOWN_MS, sync.wake)
    return sync
  })
  clock.after(DOWN_MS, () => {
    server.up = true
  })
  await clock.run(() => ends.length === devices)
  for (const sync of syncs) sync.stop()
  return reportOf({ server, ends, firstMs, timedOut, each })
}

/** Only as much of an outbox as sending needs: the oldest first, each gone when a receipt names it. */
function createOutboxOf(count: number, empty: () => void): SendingOutbox {
  let done = 0
  let size: number | undefined
  return {
    async unsent(most) {
      const submissions = submissionsFrom(done, Math.min(most, count - done))
      return { collectedBy: null, submissions }
    },
    offer: async (waiting) => waiting,
    async settle(ids, receipt) {
      done += receipt.stored.length
      if (done === count) empty()
      return { left: ids.slice(receipt.stored.length), again: 0 }
    },
    quarantine: () => Promise.reject(new Error('nothing is refused here')),
    batchSize: async () => size,
    async rememberBatchSize(next) {
      size = next
    },
  }
}

/** The same for every device: nobody here compares them. */
const made: Submission[] = []

function submissionsFrom(start: number, count: number): Submission[] {
  for (let n = made.length; n < start + count; n++)
    made.push(aSubmission({ id: anId(n + 1), sequence: n + 1 }))
  return made.slice(start, start + count)
}

interface Way {
  clock: SimClock
  server: ServerModel
  roundTripMs: number
  bytesPerSecond: number
}

/** One request: up the line, through the server, and back, all of it within the device's time-out. */
function sent(
  ids: string[],
  { clock, server, roundTripMs, bytesPerSecond }: Way,
): Promise<Reply<Receipt>> {
  return new Promise((resolve) => {
    const failed = (failure: 'network' | 'time-out'): Reply<Receipt> => {
      return { ok: false, failure, status: 0, problems: [], retryAfterMs: null }
    }
    if (!server.up) return void clock.after(CONNECT_MS, () => resolve(failed('network')))
    const off = clock.after(REQUEST_TIMEOUT_MS, () => resolve(failed('time-out')))
    const upMs = roundTripMs / 2 + (ids.length * SUBMISSION_BYTES * 1000) / bytesPerSecond
    clock.after(upMs, () =>
      server.take(ids.length, (answer) =>
        clock.after(roundTripMs / 2, () => {
          off()
          resolve(answer === 'stored' ? { ok: true, value: receiptOf(ids) } : busy())
        }),
      ),
    )
  })
}

function busy(): Reply<Receipt> {
  return { ok: false, failure: 'refused', problems: [{ code: 'server.busy' }], ...BUSY }
}

function receiptOf(stored: string[]): Receipt {
  return { stored, known: [], conflicted: [], refused: [], time: 0, epoch: 'one' }
}

function reportOf({
  server,
  ends,
  firstMs,
  timedOut,
  each,
}: {
  server: ServerModel
  ends: number[]
  firstMs: number[]
  timedOut: number
  each: number
}): OutageReport {
  const took = server.tookMs.sort((a, b) => a - b)
  const drainedMs = Math.max(...ends)
  const perSecond = Array<number>(Math.ceil(drainedMs / 1000)).fill(0)
  for (const at of server.arrivals) {
    const second = Math.floor((at - DOWN_MS) / 1000)
    perSecond[second] = (perSecond[second] ?? 0) + 1
  }
  const rates = ends.map((ms) => each / ms)
  const sum = rates.reduce((total, rate) => total + rate, 0)
  return {
    drainedMs,
    ends: ends.sort((a, b) => a - b),
    perSecond,
    firstMs,
    p50Ms: took[Math.floor(took.length * 0.5)] ?? 0,
    p99Ms: took[Math.floor(took.length * 0.99)] ?? 0,
    busy: server.busy,
    timedOut,
    stored: took.length,
    fairness: sum ** 2 / (rates.length * rates.reduce((total, rate) => total + rate ** 2, 0)),
  }
}
