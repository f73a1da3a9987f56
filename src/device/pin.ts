// The staff's PIN: how it is kept, and when wrong tries lock it.
import { type Database, metaOf, type PinRecord, setMeta } from './db.ts'

/** Wrong tries in a row before it locks. */
const PIN_TRIES = 5
const FIRST_LOCK_MS = 5 * 60_000
const LONGEST_LOCK_MS = 60 * 60_000
/** About a quarter of a second on an old tablet. A PIN is short: the lock-out protects it, not this. */
const ITERATIONS = 150_000

export type PinOutcome = { ok: true } | { ok: false; triesLeft: number; lockedUntil: number | null }

export function isPin(pin: string): boolean {
  return /^\d{4,6}$/.test(pin)
}

export async function newPinRecord(pin: string): Promise<PinRecord> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const hash = await hashOf(pin, salt, ITERATIONS)
  return { salt, hash, iterations: ITERATIONS, wrongTries: 0, locks: 0, lockedUntil: null }
}

/** Tries a PIN against the one kept, and counts the try on disk, so that a reload does not forget it. */
export async function checkedPin(database: Database, pin: string): Promise<PinOutcome> {
  const record = await database.read((tx) => metaOf(tx, 'pin'))
  if (!record) return { ok: false, triesLeft: PIN_TRIES, lockedUntil: null }
  // Hashing takes longer than a transaction lives: the try is counted in one of its own, on what is there by then.
  const right = await matchesPin(pin, record)
  // Nothing to count: the staff come in where nothing can be written any more.
  if (right && record.wrongTries + record.locks === 0 && record.lockedUntil === null)
    return { ok: true }
  return await database.write(async (tx) => {
    const { record: next, outcome } = afterTry(
      (await metaOf(tx, 'pin')) ?? record,
      right,
      Date.now(),
    )
    await setMeta(tx, 'pin', next)
    return outcome
  })
}

/**
 * The record after a try, and what to tell the person. While locked nothing counts, not even the right PIN.
 * @param now device clock, ms since epoch
 */
export function afterTry(
  record: PinRecord,
  right: boolean,
  now: number,
): { record: PinRecord; outcome: PinOutcome } {
  const lockedUntil = lockEnd(record, now)
  if (lockedUntil !== null)
    return { record: { ...record, lockedUntil }, outcome: { ok: false, triesLeft: 0, lockedUntil } }
  if (right)
    return {
      record: { ...record, wrongTries: 0, locks: 0, lockedUntil: null },
      outcome: { ok: true },
    }
  const wrongTries = record.wrongTries + 1
  if (wrongTries < PIN_TRIES)
    return {
      record: { ...record, wrongTries, lockedUntil: null },
      outcome: { ok: false, triesLeft: PIN_TRIES - wrongTries, lockedUntil: null },
    }
  const until = now + Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** record.locks)
  return {
    record: { ...record, wrongTries: 0, locks: record.locks + 1, lockedUntil: until },
    outcome: { ok: false, triesLeft: 0, lockedUntil: until },
  }
}

/** A clock that was set back must not lock the staff out for days. */
function lockEnd(record: PinRecord, now: number): number | null {
  if (record.lockedUntil === null || record.lockedUntil <= now) return null
  return Math.min(record.lockedUntil, now + LONGEST_LOCK_MS)
}

async function hashOf(pin: string, salt: Uint8Array, iterations: number): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, [
    'deriveBits',
  ])
  // The salt comes from `getRandomValues` or from the database, never from shared memory.
  const parameters = {
    name: 'PBKDF2',
    hash: 'SHA-256',
    salt: salt as Uint8Array<ArrayBuffer>,
    iterations,
  }
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, 256))
}

async function matchesPin(pin: string, record: PinRecord): Promise<boolean> {
  const hash = await hashOf(pin, record.salt, record.iterations)
  return hash.length === record.hash.length && hash.every((byte, i) => byte === record.hash[i])
}
