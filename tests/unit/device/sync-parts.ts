// Real parts for the sync, in memory: an outbox, a server that answers as told, and a clock that jumps.
import type { Problem } from '../../../src/core/problem.ts'
import type { Submission } from '../../../src/core/submission.ts'
import type { Receipt } from '../../../src/core/wire.ts'
import type { Reply } from '../../../src/device/api.ts'
import type { SendingOutbox } from '../../../src/device/outbox.ts'
import { createSync, type Packing, type Sync, type Trouble } from '../../../src/device/sync.ts'
import { anId, aSubmission } from '../../make.ts'

export type Answer = (
  batch: Submission[],
  packing: Packing,
  collectedBy: string | null,
) => Reply<Receipt> | null

export interface Bench {
  sync: Sync
  /** Sizes of the batches that were sent, in order. */
  sent: number[]
  /** Ids that reached the server and were answered. */
  unsent(): string[]
  refused: Map<string, Problem[]>
  /** Ids that may no longer be corrected. */
  offered: Set<string>
  /** How often the server was asked whether it is there. */
  asks(): number
  add(...submissions: Submission[]): void
  /** Those that a former identity collected. */
  addOf(collector: string, ...submissions: Submission[]): void
  /** The clock, ms. */
  now(): number
  advance(ms: number): void
  /** What the sync asked to wait, ms; each ends when the test says so. */
  waits: number[]
  endWait(): Promise<void>
  troubles: Trouble[]
  batchSize(): number | undefined
}

/**
 * @param answer what the server says to each batch @param tookMs how long each request takes
 * @param draw what chance gives @param busy whether another tab holds the lock
 */
export function aBench(
  answer: Answer,
  {
    waiting = 0,
    tookMs = 100,
    draw = 0.5,
    busy = () => false,
    reach = () => ({ ok: true, value: true }),
    onReport = () => undefined,
  }: {
    waiting?: number
    tookMs?: number
    draw?: number
    busy?: () => boolean
    reach?: () => Reply<unknown>
    onReport?: (bench: Bench) => void
  } = {},
): Bench {
  const rows = new Map<string, Submission>()
  const collectors = new Map<string, string>()
  const refused = new Map<string, Problem[]>()
  const offered = new Set<string>()
  const sent: number[] = []
  const waits: number[] = []
  const troubles: Trouble[] = []
  let clock = 0
  let asks = 0
  let size: number | undefined
  let end: () => void = () => undefined
  let asked: () => void = () => undefined
  const add = (...submissions: Submission[]) => {
    for (const submission of submissions) rows.set(submission.id, submission)
  }
  add(...many(waiting))
  const outbox: SendingOutbox = {
    async unsent(most, without) {
      const former = [...new Set(collectors.values())].filter((id) => !without.collectors.has(id))
      for (const collectedBy of [null, ...former]) {
        const submissions = [...rows.values()]
          .filter(({ id }) => (collectors.get(id) ?? null) === collectedBy && !without.ids.has(id))
          .slice(0, most)
        const correctable = submissions.some(
          ({ id, channel }) => channel === 'enumerator' && !offered.has(id),
        )
        if (submissions.length > 0)
          return { collectedBy, submissions, ...(correctable && { correctable }) }
      }
      return { collectedBy: null, submissions: [] }
    },
    async offer({ correctable: _, ...waiting }) {
      for (const { id } of waiting.submissions) offered.add(id)
      const submissions = waiting.submissions.map(({ id }) => rows.get(id)).filter((one) => !!one)
      return { ...waiting, submissions }
    },
    async settle(ids, receipt) {
      const named = [...receipt.stored, ...receipt.known, ...receipt.conflicted]
      for (const id of ids) if (named.includes(id)) rows.delete(id)
      for (const { id, problems } of receipt.refused) {
        if (!ids.includes(id)) continue
        rows.delete(id)
        refused.set(id, problems)
      }
      return { left: ids.filter((id) => rows.has(id)), again: 0 }
    },
    async quarantine(id, problems) {
      rows.delete(id)
      refused.set(id, problems)
    },
    batchSize: async () => size,
    rememberBatchSize: async (next) => {
      size = next
    },
  }
  const sync = createSync({
    outbox,
    async send({ collectedBy, submissions }, packing) {
      const reply = answer(submissions, packing, collectedBy)
      if (!reply) return null
      sent.push(submissions.length)
      clock += tookMs
      return reply
    },
    async reach() {
      asks += 1
      return reach()
    },
    wait: (ms, signal) =>
      new Promise((resolve) => {
        waits.push(ms)
        end = resolve
        signal.addEventListener('abort', () => resolve())
        asked()
      }),
    now: () => clock,
    random: () => draw,
    lock: async (work) => {
      if (busy()) return false
      await work()
      return true
    },
    report: (trouble) => {
      troubles.push(trouble)
      onReport(bench)
    },
  })
  const bench: Bench = {
    sync,
    sent,
    unsent: () => [...rows.keys()],
    refused,
    offered,
    asks: () => asks,
    add,
    addOf(collector, ...submissions) {
      for (const { id } of submissions) collectors.set(id, collector)
      add(...submissions)
    },
    now: () => clock,
    advance: (ms) => {
      clock += ms
    },
    waits,
    endWait: () =>
      new Promise((resolve) => {
        asked = resolve
        clock += waits.at(-1) ?? 0
        end()
      }),
    troubles,
    batchSize: () => size,
  }
  return bench
}

/** Submissions numbered from 1. */
export function many(count: number): Submission[] {
  return Array.from({ length: count }, (_, i) => aSubmission({ id: anId(i + 1), sequence: i + 1 }))
}

/** A receipt that stores all that was sent, but for what is said otherwise. */
export function aReceipt(batch: readonly Submission[], fields: Partial<Receipt> = {}): Receipt {
  const elsewhere = [
    ...(fields.known ?? []),
    ...(fields.conflicted ?? []),
    ...(fields.refused ?? []).map(({ id }) => id),
  ]
  return {
    stored: batch.map(({ id }) => id).filter((id) => !elsewhere.includes(id)),
    known: [],
    conflicted: [],
    refused: [],
    time: 1_764_000_000_000,
    epoch: 'one',
    ...fields,
  }
}

export function stored(batch: readonly Submission[]): Reply<Receipt> {
  return { ok: true, value: aReceipt(batch) }
}

export function refusal(
  status: number,
  code: Problem['code'],
  { retryAfterMs = null, path }: { retryAfterMs?: number | null; path?: string } = {},
): Reply<never> {
  const problem = { code, ...(path ? { path } : {}) }
  return { ok: false, failure: 'refused', status, problems: [problem], retryAfterMs }
}

export function failure(
  kind: 'network' | 'time-out' | 'foreign',
  status = 0,
  retryAfterMs: number | null = null,
): Reply<never> {
  return { ok: false, failure: kind, status, problems: [], retryAfterMs }
}
