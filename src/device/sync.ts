// Sends what waits in the outbox: when, how much at a time, and what a failure means. Screen and network are handed in.
import type { ProblemCode } from '../core/problem.ts'
import type { Submission } from '../core/submission.ts'
import { BATCH_LIMITS, type Receipt } from '../core/wire.ts'
import type { Reply } from './api.ts'
import type { SendingOutbox, Waiting } from './outbox.ts'
import { backOffMs, patienceMs, resized, START_SIZE } from './pace.ts'

/** Why nothing goes. */
export type Trouble = ProblemCode | 'network' | null

export type Packing = 'gzip' | 'plain'

export interface SyncParts {
  outbox: SendingOutbox
  /** One request, with its own time-out. `null`: there is no pairing to send under. */
  send(batch: Waiting, packing: Packing, signal: AbortSignal): Promise<Reply<Receipt> | null>
  /** Whether our server answers, asked before the first interview that could still be corrected is offered to it. */
  reach(signal: AbortSignal): Promise<Reply<unknown>>
  /** Resolves after so many ms, or at once when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>
  /** Milliseconds of a clock that only runs forward. */
  now(): number
  /** Evenly from 0 to below 1. */
  random(): number
  /** Runs `work` while no other tab or worker sends; `false` = another one does, and `work` was not run. */
  lock(work: () => Promise<void>): Promise<boolean>
  /** Told after every request and every change of trouble. */
  report(trouble: Trouble): void
}

/** Whether nothing waits any more; else when to try again, and whether (`firm`) no trigger may come before that. */
type Drained = { done: true } | { done: false; afterMs: number; firm: boolean }

export interface Sync {
  /** Something may have changed (saved, online, visible, started): tries now, unless the server asked for patience. */
  wake(): void
  /** A new token: what was said to the old one counts no more. */
  reset(): void
  /** Sends until nothing waits or something fails, once and without waiting: what a worker's event has time for. */
  drain(): Promise<Drained>
  stop(): void
}

/** With the JSON around it a batch stays under both of the server's limits, packed or not. */
const BATCH_BYTES = BATCH_LIMITS.compressedBytes * 0.9
/** While all is well, how often to look: rows may come from a tab that was closed before it sent. */
const QUIET_MS = 5 * 60_000
const ABOUT_SIZE: readonly ProblemCode[] = ['batch.too-many', 'body.too-large']
/** While another tab or the worker sends. */
const TAKEN_MS = 2000
/** A revoked device asks so seldom; no trigger makes it ask more often. */
const BLOCKED_MS = 5 * 60_000

export function createSync(parts: SyncParts): Sync {
  const { outbox, wait, now, random, lock, report } = parts
  const stopped = new AbortController()
  let failures = 0
  let packing: Packing = 'gzip'
  /** Not before this moment, whatever wakes us. */
  let patience = 0
  /** Former identities that the server does not know, and until when they are left alone. */
  const strangers = new Map<string, number>()
  let waiting = new AbortController()
  let woken = false
  let running = false

  async function drain(): Promise<Drained> {
    if (now() < patience) return { done: false, afterMs: patience - now(), firm: true }
    let outcome: Drained = { done: true }
    const sent = await lock(async () => {
      outcome = await sendAll()
    })
    // The other tab may have looked into the outbox just before our row came: look again soon.
    return sent ? outcome : { done: false, afterMs: TAKEN_MS, firm: false }
  }

  /** Under the lock. */
  async function sendAll(): Promise<Drained> {
    const skipped = new Set<string>()
    let size = (await outbox.batchSize()) ?? START_SIZE
    let setBack: SetBack | null = null
    let reached = false
    for (;;) {
      const without = { ids: skipped, collectors: leftAlone() }
      const waits = await outbox.unsent(Math.min(size, BATCH_LIMITS.items), without)
      let batch: Waiting = { ...waits, submissions: withinBytes(waits.submissions) }
      if (batch.submissions.length === 0) break
      if (batch.correctable) {
        // Without a server within reach they stay what they are: corrections are made where there is no signal.
        const reply = reached ? null : await parts.reach(stopped.signal)
        if (reply && !reply.ok) {
          setBack = setBackOf(reply)
          break
        }
        reached = true
        batch = await outbox.offer(batch)
        if (batch.submissions.length === 0) continue
      }
      const startedAt = now()
      const outcome = await sendPart(batch)
      const next = resized(size, {
        sent: batch.submissions.length,
        tookMs: now() - startedAt,
        timedOut: outcome.timedOut,
        failed: outcome.setBack !== null,
      })
      if (next !== size) await outbox.rememberBatchSize(next)
      size = next
      for (const id of outcome.left) skipped.add(id)
      if (outcome.left.length < batch.submissions.length) failures = 0
      noteCollector(batch.collectedBy, outcome.stranger === true)
      if (outcome.setBack) setBack = outcome.setBack
      // What failed as a whole would fail again; what only left some out lets the others go.
      if (outcome.setBack && !outcome.setBack.others) break
      if (!setBack) report(standing())
    }
    return setBack ? patienceAfter(setBack) : settled()
  }

  function settled(): Drained {
    failures = 0
    report(standing())
    return { done: true }
  }

  function noteCollector(collector: string | null, stranger: boolean): void {
    if (collector === null) return
    if (stranger) strangers.set(collector, now() + BLOCKED_MS)
    else strangers.delete(collector)
  }

  function leftAlone(): Set<string> {
    return new Set([...strangers].filter(([, until]) => now() < until).map(([device]) => device))
  }

  /** What is wrong although everything that can go has gone. */
  function standing(): Trouble {
    return strangers.size > 0 ? 'collector.unknown' : null
  }

  function patienceAfter(setBack: SetBack): Drained {
    failures += 1
    const asked = setBack.retryAfterMs
    const firm = asked !== null
    const afterMs = firm
      ? patienceMs(asked, failures, random())
      : backOffMs(failures, setBack.far ? 'far' : 'burdened', random())
    if (firm) patience = now() + afterMs
    report(setBack.trouble)
    return { done: false, afterMs, firm }
  }

  /** One batch; in halves when the server cannot read it whole, until the bad one is alone. */
  async function sendPart(batch: Waiting): Promise<PartOutcome> {
    let reply = await parts.send(batch, packing, stopped.signal)
    if (packing === 'gzip' && isSpoilt(reply)) {
      // A proxy that cannot pass on what is packed may pass on plain text.
      packing = 'plain'
      reply = await parts.send(batch, packing, stopped.signal)
      if (isSpoilt(reply)) packing = 'gzip'
    }
    const { submissions, collectedBy } = batch
    const part = (some: Submission[]) => sendPart({ ...batch, submissions: some })
    const ids = submissions.map((submission) => submission.id)
    if (!reply) return { left: ids, setBack: PAIRING_LOST, timedOut: false }
    if (reply.ok) {
      const { left: unnamed } = await outbox.settle(ids, reply.value)
      return { left: unnamed, setBack: notNamed(unnamed.length, ids.length), timedOut: false }
    }
    if (collectedBy !== null && isAboutCollector(reply))
      return { left: ids, setBack: null, timedOut: false, stranger: true }
    const timedOut = reply.failure === 'time-out'
    if (!isAboutItems(reply)) return { left: ids, setBack: setBackOf(reply), timedOut }
    const alone = submissions.length === 1 ? submissions[0] : undefined
    if (alone) return await setAside(alone.id, reply)
    const middle = Math.ceil(submissions.length / 2)
    const first = await part(submissions.slice(0, middle))
    if (first.setBack && !first.setBack.others) return first
    const second = await part(submissions.slice(middle))
    return {
      left: [...first.left, ...second.left],
      setBack: second.setBack ?? first.setBack,
      timedOut: second.timedOut,
    }
  }

  /** Only our own server's word puts a submission in quarantine: a portal may answer 413 to everything. */
  async function setAside(id: string, reply: Refusal): Promise<PartOutcome> {
    if (reply.failure !== 'refused')
      return { left: [id], setBack: { ...setBackOf(reply), others: true }, timedOut: false }
    await outbox.quarantine(id, reply.problems)
    return { left: [], setBack: null, timedOut: false }
  }

  async function run(): Promise<void> {
    if (running) return
    running = true
    try {
      while (!stopped.signal.aborted) {
        woken = false
        const afterMs = await drainedOrFailed()
        if (woken && now() >= patience) continue
        waiting = new AbortController()
        await wait(afterMs, waiting.signal)
      }
    } finally {
      running = false
    }
  }

  /** @returns ms until the next try */
  async function drainedOrFailed(): Promise<number> {
    try {
      const drained = await drain()
      return drained.done ? QUIET_MS : drained.afterMs
    } catch {
      // The database or the lock failed: nothing is lost, the rows are where they were.
      failures += 1
      report('storage.failed')
      return backOffMs(failures, 'burdened', random())
    }
  }

  function wake(): void {
    woken = true
    if (now() >= patience) waiting.abort()
    void run()
  }

  function reset(): void {
    patience = 0
    failures = 0
    strangers.clear()
    wake()
  }

  function stop(): void {
    stopped.abort()
    waiting.abort()
  }

  return { wake, reset, drain, stop }
}

type Refusal = Extract<Reply<unknown>, { ok: false }>

interface SetBack {
  trouble: Exclude<Trouble, null>
  /** Our server was not reached, so trying again costs it nothing. */
  far: boolean
  /** What the server asked for; no trigger cuts it short. */
  retryAfterMs: number | null
  /** Whether the rest may still go. */
  others: boolean
}

interface PartOutcome {
  /** Ids that stay unsent. */
  left: string[]
  setBack: SetBack | null
  timedOut: boolean
  /** The server does not know who collected them. That says nothing of the others. */
  stranger?: true
}

/** Answers wait and the pairing is gone: the storage was emptied under a page that may still put it back. */
const PAIRING_LOST: SetBack = {
  trouble: 'storage.failed',
  far: true,
  retryAfterMs: null,
  others: false,
}

/** A receipt that does not name all that was sent comes from a proxy's cache, or from a server with a fault. */
function notNamed(missing: number, sent: number): SetBack | null {
  if (missing === 0) return null
  return { trouble: 'reply.foreign', far: false, retryAfterMs: null, others: missing < sent }
}

function setBackOf(reply: Refusal): SetBack {
  const blocked = reply.failure === 'refused' && (reply.status === 401 || reply.status === 403)
  return {
    trouble: troubleOf(reply),
    far:
      reply.failure === 'network' || (reply.failure === 'foreign' && reply.retryAfterMs === null),
    retryAfterMs: blocked ? BLOCKED_MS : trusted(reply),
    others: false,
  }
}

/** `Retry-After`, but not for ever: a portal may write what it likes there. */
function trusted(reply: Refusal): number | null {
  if (reply.retryAfterMs === null) return null
  return Math.min(reply.retryAfterMs, reply.failure === 'refused' ? 3_600_000 : 300_000)
}

function troubleOf(reply: Refusal): Exclude<Trouble, null> {
  if (reply.failure === 'foreign') return 'reply.foreign'
  if (reply.failure !== 'refused') return 'network'
  return reply.problems[0]?.code ?? 'server.failed'
}

/** The batch is too large, or one that is in it cannot be read: smaller parts may go. */
function isAboutItems(reply: Refusal): boolean {
  return (
    reply.status === 413 ||
    reply.problems.some(({ code, path }) =>
      code === 'batch.shape' ? path?.startsWith('submissions.') : ABOUT_SIZE.includes(code),
    )
  )
}

/** About the identity that collected them, not about the one that sends. */
function isAboutCollector(reply: Refusal): boolean {
  return reply.problems.some(({ path }) => path?.startsWith('collectedBy'))
}

/** What came was not what was sent: cut off, or unpacked without saying so. That says nothing of any answer. */
function isSpoilt(reply: Reply<Receipt> | null): boolean {
  return (
    reply?.ok === false &&
    !isAboutItems(reply) &&
    reply.problems.some(({ code }) => code.startsWith('body.'))
  )
}

/** As many from the start as fit; always one, for one alone must be tried before it is judged. */
function withinBytes(submissions: Submission[]): Submission[] {
  const encoder = new TextEncoder()
  let bytes = 0
  const over = submissions.findIndex((submission) => {
    bytes += encoder.encode(JSON.stringify(submission)).length + 1
    return bytes > BATCH_BYTES
  })
  return over === -1 ? submissions : submissions.slice(0, Math.max(1, over))
}
