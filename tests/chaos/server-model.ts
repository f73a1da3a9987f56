// How the server takes batches, as measured: one thread that reads them, a queue of so many submissions, written in groups,
// and 503 for what comes while it is full.
import { MOST_WAITING } from '../../src/server/ingest-queue.ts'
import type { SimClock } from './sim-clock.ts'

/**
 * Fitted to docs/measured.md, a little slower: 32 single posts at a time make 2,200/s, 8 batches of 100 at a time 18,300/s,
 * batches of 500 19,600/s (measured: 2,458 to 2,877, 17,675 to 19,150, 22,786). A batch is read before it can be refused.
 */
const GROUP_MS = 10
const REQUEST_MS = 0.1
const READ_MS = 0.015
const WRITE_MS = 0.026
/** As `ingest-queue.ts` has it. */
const MOST_IN_GROUP = 1000
/** As `problems.ts` has it. */
const RETRY_AFTER_MS = 5000

export interface ServerModel {
  up: boolean
  /** Answers after its time. */
  take(count: number, answer: (reply: 'stored' | 'busy') => void): void
  /** When each request came, simulated ms. */
  arrivals: number[]
  /** How long each that was stored took, ms. */
  tookMs: number[]
  busy: number
}

export const BUSY = { status: 503, retryAfterMs: RETRY_AFTER_MS }

interface Job {
  count: number
  came: number
  answer: (reply: 'stored') => void
}

export function createServerModel(clock: SimClock): ServerModel {
  const waiting: Job[] = []
  let held = 0
  let writing = false
  let freeAt = 0

  /** The one thread does one thing after the other. */
  function onThread(ms: number, done: () => void): void {
    freeAt = Math.max(freeAt, clock.now()) + ms
    clock.after(freeAt - clock.now(), done)
  }

  function write(): void {
    writing = true
    const group = takeGroup(waiting)
    const submissions = group.reduce((sum, job) => sum + job.count, 0)
    onThread(GROUP_MS + WRITE_MS * submissions, () => {
      for (const { count, came, answer } of group) {
        held -= count
        model.tookMs.push(clock.now() - came)
        answer('stored')
      }
      writing = waiting.length > 0
      if (writing) write()
    })
  }

  const model: ServerModel = {
    up: false,
    arrivals: [],
    tookMs: [],
    busy: 0,
    take(count, answer) {
      const came = clock.now()
      model.arrivals.push(came)
      onThread(REQUEST_MS + READ_MS * count, () => {
        if (held + count > MOST_WAITING) {
          model.busy += 1
          return answer('busy')
        }
        held += count
        waiting.push({ count, came, answer })
        if (!writing) write()
      })
    },
  }
  return model
}

function takeGroup(waiting: Job[]): Job[] {
  let count = 0
  const end = waiting.findIndex((job, i) => {
    count += job.count
    return i > 0 && count > MOST_IN_GROUP
  })
  return waiting.splice(0, end === -1 ? waiting.length : end)
}
