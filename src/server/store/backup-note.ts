// How the last daily backup went, kept in the database so that every server process knows it.
import type { Kysely } from 'kysely'
import type { Tables } from './schema.ts'
import { putSetting, settingOf } from './settings.ts'

export interface BackupNote {
  /** The regency's day that it is the backup of, `YYYY-MM-DD`. */
  day: string
  /** ms since epoch */
  beganAt: number
  endedAt: number
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

export async function noteBackup(db: Kysely<Tables>, note: BackupNote): Promise<void> {
  await putSetting(db, 'backup', JSON.stringify(note))
}
