// What a page notes of its device while it is open. The log itself is loaded with the first note: no first screen waits for it.
import type { LogEntry } from '../core/log.ts'
import type { Database, Note } from './db.ts'
import { lazily } from './lazily.ts'
import type { Log } from './log.ts'

/** Room for answers: `low` = the reserve was given up or cannot be made, `none` = the last write found none. */
export type Room = 'ample' | 'low' | 'none'

export interface Diary {
  note: Note
  readonly room: Room
  /** A reserve stands, or cannot be made. */
  setRoom(room: Room): void
  /** Looks whether the device's clock was set since the last look. */
  lookAtClock(): void
  keepIn(database: Database): void
  /** The latest, the oldest of them first. */
  latest(most: number): Promise<LogEntry[]>
}

/** An event of the page: its service worker failed. `detail`: why, in one word. */
export const WORKER_FAILED = 'worker-failed'

/** @param onBlocked an older page of the app holds the database: a person must close it */
export function openDiary(onBlocked: () => void): Diary {
  let database: Database | null = null
  let log: Log | null = null
  let room: Room = 'ample'

  const opened = lazily(async () => {
    const { createLog } = await import('./log.ts')
    log = createLog({
      now: Date.now,
      steady: () => performance.now(),
      later: (ms, call) => setTimeout(call, ms),
    })
    if (database) log.keepIn(database)
    return log
  })

  const note: Note = (code, detail) => {
    if (code === 'connection.blocked') onBlocked()
    if (code === 'storage.freed') room = 'low'
    if (code === 'storage.full') room = 'none'
    opened().then(
      (log) => log.note(code, detail),
      () => undefined,
    )
  }

  addEventListener('error', ({ error }) => note('app.failed', nameOf(error)))
  addEventListener('unhandledrejection', ({ reason }) => note('app.failed', nameOf(reason)))
  addEventListener(WORKER_FAILED, (event) => {
    if (event instanceof CustomEvent) note('worker.failed', event.detail)
  })
  return {
    note,
    get room() {
      return room
    },
    setRoom(now) {
      room = now
    },
    lookAtClock: () => log?.lookAtClock(),
    keepIn(here) {
      database = here
      log?.keepIn(here)
    },
    latest: async (most) => await (await opened()).latest(most),
  }
}

/** Its name alone: a message may hold what a person typed. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}
