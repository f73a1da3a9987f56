// The daily backup: when it is due, by whom of several processes, and how long its files are kept.
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { localTimeOf } from '../core/period.ts'
import { WORK_PREFIX } from './backup.ts'
import type { BackupPlan } from './config.ts'
import { type BackupNote, lastBackup, noteBackup } from './store/backup-note.ts'
import { patiently } from './store/dialect.ts'
import type { Db } from './store/open.ts'

export interface DailyParts {
  db: Db
  plan: BackupPlan
  /** Server clock, ms since epoch. */
  now(): number
  /** The regency's. */
  timezone(): Promise<string>
  /** Writes and proves the backup. @returns its size; rejects where it did not go well */
  write(file: string): Promise<{ bytes: number }>
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** After one that failed. */
const AGAIN_MS = HOUR_MS
/** One that takes longer has lost its process. */
const GIVEN_UP_MS = 6 * HOUR_MS
const NAME = /^suara-warga-(\d{4}-\d\d-\d\d)\.db$/

/**
 * Makes the backup of the day whose time has come, if no process has made it or is making it. One that was missed, because
 * the server was off, is made as soon as it is on.
 * @returns how it went; `null` where nothing was due
 */
export async function backUpIfDue(parts: DailyParts): Promise<BackupNote | null> {
  const { db, plan, now, timezone, write } = parts
  const seen = await lastBackup(db)
  const beganAt = now()
  const { day } = localTimeOf(beganAt - plan.atMinute * MINUTE_MS, await timezone())
  if (!isDue(seen, day, beganAt)) return null
  const lastGoodAt = seen?.lastGoodAt ?? null
  const begun: BackupNote = { day, beganAt, endedAt: null, ok: false, bytes: 0, lastGoodAt }
  if (!(await patiently(() => noteBackup(db, { seen, next: begun })))) return null
  const outcome = await write(join(plan.directory, `suara-warga-${day}.db`)).catch(() => null)
  const endedAt = now()
  const ended: BackupNote = outcome
    ? { ...begun, endedAt, ok: true, bytes: outcome.bytes, lastGoodAt: endedAt }
    : { ...begun, endedAt }
  await patiently(() => noteBackup(db, { seen: begun, next: ended }))
  if (ended.ok) await removeOld(plan, { today: day, now: endedAt })
  return ended
}

function isDue(seen: BackupNote | null, day: string, now: number): boolean {
  if (!seen || seen.day < day) return true
  if (seen.ok) return false
  if (seen.endedAt === null) return now - seen.beganAt > GIVEN_UP_MS
  return now - seen.endedAt > AGAIN_MS
}

/** Only after a good one: whatever fails, what is there stays. Other files are nobody's business here. */
async function removeOld(
  { directory, keptDays }: BackupPlan,
  { today, now }: { today: string; now: number },
): Promise<void> {
  const before = new Date(Date.parse(today) - keptDays * DAY_MS).toISOString().slice(0, 10)
  for (const name of await readdir(directory)) {
    const day = NAME.exec(name)?.[1]
    const old = day !== undefined && day <= before
    const path = join(directory, name)
    // What a backup that was cut short has left can go; one by hand may be in the middle of it.
    if (old || (name.startsWith(WORK_PREFIX) && now - (await touchedAt(path)) > GIVEN_UP_MS))
      await rm(path, { recursive: true, force: true })
  }
}

/** When a directory was last changed, ms since epoch; one that is gone meanwhile counts as changed for ever. */
async function touchedAt(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Infinity
    throw error
  }
}
