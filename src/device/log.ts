// What the device notes of itself for a diagnosis: codes and times in a ring on disk, in memory while there is none.
import { LOG_LIMITS, type LogCode, type LogEntry } from '../core/log.ts'
import { createClockWatch } from './clock.ts'
import type { Database, Note } from './db.ts'

export interface Log {
  note: Note
  /** Looks whether the device's clock was set since the last look. */
  lookAtClock(): void
  /** From now on it is kept here. */
  keepIn(database: Database): void
  /** The latest, the oldest of them first. */
  latest(most: number): Promise<LogEntry[]>
}

/** Notes that come together are written together. */
const GATHER_MS = 300
/** A fault that repeats itself is noted once in so long. */
const SAME_WITHIN_MS = 60_000

export interface LogParts {
  /** Device clock, ms since epoch. */
  now(): number
  /** Ms of a clock that only runs forward. */
  steady(): number
  /** Calls once, after so many ms. */
  later(ms: number, call: () => void): void
}

export function createLog({ now, steady, later }: LogParts): Log {
  const jumped = createClockWatch({ wall: now, steady })
  /** Not on disk yet, at most as many as are kept there. */
  let pending: LogEntry[] = []
  let last: LogEntry | null = null
  let database: Database | null = null
  let planned = false

  function note(code: LogCode, detail?: string): void {
    const said = detail?.slice(0, LOG_LIMITS.detailCharacters)
    const entry = { at: now(), code, ...(said ? { detail: said } : {}) }
    const repeats = last?.code === code && last.detail === entry.detail
    // Also when the clock was set back meanwhile.
    if (repeats && last && Math.abs(entry.at - last.at) < SAME_WITHIN_MS) return
    last = entry
    pending = [...pending, entry].slice(-LOG_LIMITS.kept)
    plan()
  }

  function plan(): void {
    if (planned || !database) return
    planned = true
    later(GATHER_MS, () => {
      planned = false
      void flush()
    })
  }

  async function flush(): Promise<void> {
    const entries = pending
    if (!database || entries.length === 0) return
    pending = []
    try {
      await database.write(async (tx) => {
        const store = tx.objectStore('log')
        for (const entry of entries) await store.add(entry)
        const keys = await store.getAllKeys()
        const over = keys[keys.length - LOG_LIMITS.kept - 1]
        if (over !== undefined) await store.delete(IDBKeyRange.upperBound(over))
      })
    } catch {
      // It stays in memory, and goes with the next note: to note the failure here would go round in a circle.
      pending = [...entries, ...pending].slice(-LOG_LIMITS.kept)
    }
  }

  return {
    note,

    lookAtClock() {
      const by = jumped()
      if (by !== null) note('clock.jumped', String(by))
    },

    keepIn(opened) {
      database = opened
      if (pending.length > 0) plan()
    },

    async latest(most) {
      const kept = await database
        ?.read((tx) => tx.objectStore('log').getAll())
        .catch((): LogEntry[] => [])
      return [...(kept ?? []), ...pending].slice(-most)
    },
  }
}
