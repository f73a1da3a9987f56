// Sealed files of other devices: kept here, delivered to the server, removed when its receipt says that it took them.
import type { Problem } from '../core/problem.ts'
import { CARRIED_LIMITS, type CarriedReceipt } from '../core/wire-field.ts'
import type { Reply } from './api.ts'
import { postCarried } from './carried-api.ts'
import type { CarriedRow, Database, Note } from './db.ts'
import type { DeliveredFile, Files, TakenIn } from './files.ts'
import { CARRIED_LOCK } from './locks.ts'
import type { Memory } from './memory.ts'
import { backOffMs } from './pace.ts'

type Carrying = Pick<Files, 'takeIn' | 'waiting' | 'removeRefused' | 'delivered' | 'deliverNow'>

export interface CarryingParts {
  database: Database
  memory: Memory
  /** Device clock, ms since epoch. */
  now(): number
  note: Note
  changed(): void
}

/** Lines of text take a third more than what they hold, and their ends. */
const MOST_BYTES = CARRIED_LIMITS.sealedBytes * 1.4

/** Of one file so many are kept: enough to see what is wrong. */
const MOST_PROBLEMS = 20

/** A revoked device asks so seldom. */
const BLOCKED_MS = 5 * 60_000
const LONGEST_ASKED_MS = 3_600_000

/** Why something stays that may go later. */
interface SetBack {
  retryAfterMs: number
  distance: 'far' | 'burdened'
}

/** Another tab, or this one, is at it: it may have looked just before a file came. */
const TAKEN: SetBack = { retryAfterMs: 2000, distance: 'far' }

/** A proxy's cache gave the receipt of another file, which says nothing of this one. */
const OF_ANOTHER: SetBack = { retryAfterMs: 0, distance: 'burdened' }

/** Begins to deliver what waits. */
export function createCarrying({ database, memory, now, note, changed }: CarryingParts): Carrying {
  const delivered: DeliveredFile[] = []
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Of the clock that only runs forward: nothing wakes us before. */
  let patience = 0

  /** Tries again by itself for as long as something waits that may go. */
  async function deliver(): Promise<void> {
    clearTimeout(timer)
    const setBack = await delivery().catch((): SetBack => ({ retryAfterMs: 0, distance: 'far' }))
    if (!setBack) {
      failures = 0
      return
    }
    clearTimeout(timer)
    failures += 1
    patience = performance.now() + setBack.retryAfterMs
    const afterMs = setBack.retryAfterMs + backOffMs(failures, setBack.distance, Math.random())
    timer = setTimeout(() => void deliver(), afterMs)
  }

  /** One tab at a time. @returns what stopped it; `null` = nothing waits that may go */
  async function delivery(): Promise<SetBack | null> {
    const locks = (navigator as { locks?: LockManager }).locks
    if (!locks) return await deliverAll()
    return await locks.request(CARRIED_LOCK, { ifAvailable: true }, (held) =>
      held ? deliverAll() : TAKEN,
    )
  }

  async function deliverAll(): Promise<SetBack | null> {
    const { pairing } = memory
    if (!pairing) return null
    // Read anew for each: a file may be taken in while another one is on its way.
    for (;;) {
      const waiting = await database.read((tx) => tx.objectStore('carried').getAll())
      const row = waiting.find(({ problems }) => !problems)
      if (!row) return null
      const reply = await postCarried(pairing.token, row.bytes)
      if (reply.ok && reply.value.file !== row.id) return OF_ANOTHER
      if (reply.ok) await end(row, reply.value)
      else if (isAboutFile(reply)) await keepProblems(row, reply.problems)
      else return setBackOf(reply)
    }
  }

  /** What the receipt refuses may be nowhere else: the file then stays. */
  async function end(row: CarriedRow, receipt: CarriedReceipt): Promise<void> {
    const refused = receipt.parcels.flatMap((parcel) => parcel.refused)
    const problems = refused.flatMap((item) => item.problems).slice(0, MOST_PROBLEMS)
    if (refused.length > 0) return await keepProblems(row, problems)
    await database.write((tx) => tx.objectStore('carried').delete(row.id))
    delivered.unshift({ id: row.id, deliveredAt: now(), receipt })
    note('file.delivered')
    changed()
  }

  /** It stays, for a person to look at, and stands in no other's way. */
  async function keepProblems({ id }: CarriedRow, problems: Problem[]): Promise<void> {
    await database.write(async (tx) => {
      const row = await tx.objectStore('carried').get(id)
      if (row) await tx.objectStore('carried').put({ ...row, problems })
    })
    changed()
  }

  /** What was refused goes once more. */
  async function forgetProblems(): Promise<void> {
    await database.write(async (tx) => {
      for (const { problems, ...row } of await tx.objectStore('carried').getAll())
        if (problems) await tx.objectStore('carried').put(row)
    })
    changed()
  }

  /** Triggers cut the back-off short, but not what the server asked for. */
  function wake(): void {
    if (performance.now() >= patience) void deliver()
  }

  addEventListener('online', wake)
  addEventListener('visibilitychange', wake)
  void deliver()

  return {
    async takeIn(file) {
      if (file.size > MOST_BYTES) return 'too-large'
      const { unarmored } = await import('./seal.ts')
      const bytes = unarmored(new Uint8Array(await file.arrayBuffer()))
      if (!bytes) return 'not-ours'
      if (bytes.length > CARRIED_LIMITS.sealedBytes) return 'too-large'
      const id = await digestOf(bytes)
      const outcome = await database.write(async (tx): Promise<TakenIn> => {
        const row = await tx.objectStore('carried').get(id)
        if (row && !row.problems) return 'here-already'
        await tx.objectStore('carried').put({ id, bytes, takenAt: row?.takenAt ?? now() })
        return row ? 'again' : 'taken'
      })
      if (outcome === 'taken') note('file.taken')
      changed()
      wake()
      return outcome
    },

    waiting: () =>
      database.read(async (tx) => {
        const rows = await tx.objectStore('carried').getAll()
        return rows.map(({ id, takenAt, bytes, problems = [] }) => ({
          id,
          takenAt,
          sizeBytes: bytes.length,
          bytes,
          problems,
        }))
      }),

    async removeRefused(id) {
      await database.write(async (tx) => {
        const row = await tx.objectStore('carried').get(id)
        // It may be on its way again.
        if (row?.problems) await tx.objectStore('carried').delete(id)
      })
      changed()
    },

    delivered: () => delivered,

    deliverNow() {
      void forgetProblems()
        .catch(() => undefined)
        .then(deliver)
    },
  }
}

async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

type Refusal = Extract<Reply<CarriedReceipt>, { ok: false }>

/** Only our own server's word: a portal may answer 413 to everything. */
function isAboutFile({ failure, status }: Refusal): boolean {
  return failure === 'refused' && (status === 400 || status === 413 || status === 422)
}

function setBackOf({ failure, status, retryAfterMs }: Refusal): SetBack {
  const isBlocked = failure === 'refused' && (status === 401 || status === 403)
  return {
    retryAfterMs: isBlocked ? BLOCKED_MS : Math.min(retryAfterMs ?? 0, LONGEST_ASKED_MS),
    distance: failure === 'refused' || retryAfterMs !== null ? 'burdened' : 'far',
  }
}
