// How the daily backup goes, kept in the database: one server process makes it, and all of them know.
import type { Kysely } from 'kysely'
import type { Tables } from './schema.ts'
import { settingOf } from './settings.ts'

export interface BackupNote {
  /** The regency's day that it is the backup of, `YYYY-MM-DD`. */
  day: string
  /** ms since epoch */
  beganAt: number
  /** `null` = it is being made, or its process ended meanwhile. */
  endedAt: number | null
  ok: boolean
  /** Size of the file; 0 where none was made. */
  bytes: number
  /** When the last one that went well ended; `null` = none did. */
  lastGoodAt: number | null
}

export async function lastBackup(db: Kysely<Tables>): Promise<BackupNote | null> {
  const text = await settingOf(db, 'backup')
  // Written by the function below only.
  return text === null ? null : (JSON.parse(text) as BackupNote)
}

/**
 * Writes the note where it still is what the caller has seen.
 * @returns false where another process was first
 */
export async function noteBackup(
  db: Kysely<Tables>,
  { seen, next }: { seen: BackupNote | null; next: BackupNote },
): Promise<boolean> {
  const value = JSON.stringify(next)
  if (seen === null) {
    const added = await db
      .insertInto('settings')
      .values({ name: 'backup', value })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .returning('name')
      .execute()
    return added.length > 0
  }
  const changed = await db
    .updateTable('settings')
    .set({ value })
    .where('name', '=', 'backup')
    .where('value', '=', JSON.stringify(seen))
    .returning('name')
    .execute()
  return changed.length > 0
}
