// Group commit: posts that wait at the same time are written in one transaction, each answered after it.
import { isUnreachable } from './store/dialect.ts'
import type { Delivery, Outcome } from './store/ingest.ts'

export interface IngestQueue {
  /** Resolves once the delivery is on disk, with the outcome of each of its submissions. Rejects with `QueueIsFull`. */
  add(delivery: Delivery): Promise<Outcome[]>
  /** Submissions not yet written. */
  waiting(): number
}

/** More in one transaction would only make the first of them wait. */
const MOST_SUBMISSIONS = 1000

/** Submissions that may wait: some seconds of writing, some ten megabytes. Who comes then is asked to come again. */
export const MOST_WAITING = 20_000

/** More would only wait longer than its sender does. */
export class QueueIsFull extends Error {
  override name = 'QueueIsFull'
}

interface Job {
  delivery: Delivery
  resolve(outcomes: Outcome[]): void
  reject(error: unknown): void
}

/**
 * @param store writes deliveries in one transaction, all or none
 * @param nextTurn resolves when the requests that have arrived by now were read
 */
export function createIngestQueue(
  store: (deliveries: readonly Delivery[]) => Promise<Outcome[][]>,
  nextTurn: () => Promise<void>,
): IngestQueue {
  const waiting: Job[] = []
  /** Submissions not yet written, those in the open transaction included. */
  let held = 0
  let writing = false

  async function writeAll(): Promise<void> {
    writing = true
    while (waiting.length > 0) {
      await nextTurn()
      const jobs = takeGroup(waiting)
      const failure = await writeGroup(jobs)
      if (!failure) continue
      // A database that is gone would be waited for once for each of them.
      if (isUnreachable(failure.cause)) for (const job of jobs) job.reject(failure.cause)
      else await writeEach(jobs)
    }
    writing = false
  }

  /** One bad delivery must not fail the others that happened to come with it. */
  async function writeEach(jobs: readonly Job[]): Promise<void> {
    for (const job of jobs) {
      const failure = await writeGroup([job])
      if (failure) job.reject(failure.cause)
    }
  }

  async function writeGroup(jobs: readonly Job[]): Promise<{ cause: unknown } | null> {
    try {
      const outcomes = await store(jobs.map((job) => job.delivery))
      for (const [i, job] of jobs.entries()) job.resolve(outcomes[i] ?? [])
      return null
    } catch (cause) {
      return { cause }
    }
  }

  return {
    waiting: () => held,
    add: (delivery) =>
      new Promise((resolve, reject) => {
        const count = delivery.submissions.length
        if (held + count > MOST_WAITING) return reject(new QueueIsFull())
        held += count
        waiting.push({
          delivery,
          resolve(outcomes) {
            held -= count
            resolve(outcomes)
          },
          reject(error) {
            held -= count
            reject(error)
          },
        })
        if (!writing) void writeAll()
      }),
  }
}

function takeGroup(waiting: Job[]): Job[] {
  let submissions = 0
  const end = waiting.findIndex((job, i) => {
    submissions += job.delivery.submissions.length
    return i > 0 && submissions > MOST_SUBMISSIONS
  })
  return waiting.splice(0, end === -1 ? waiting.length : end)
}
