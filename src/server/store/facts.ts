// Facts of the whole database for those who watch over it: small tables only, so that asking often costs little.
import type { Kysely } from 'kysely'
import { type BackupNote, lastBackup } from './backup-note.ts'
import type { Tables } from './schema.ts'
import { settingOf } from './settings.ts'

export interface Facts {
  epoch: string | null
  devices: { paired: number; active: number; revoked: number }
  /** Answers that wait on devices, as each last reported. */
  unsent: number
  backup: BackupNote | null
}

/** @param activeSince a device that was in contact since then is active, ms since epoch */
export async function factsOf(db: Kysely<Tables>, activeSince: number): Promise<Facts> {
  const devices = await db
    .selectFrom('devices')
    .select(['token_hash', 'seen_at', 'revoked_at', 'report'])
    .execute()
  const paired = devices.filter((row) => row.token_hash !== null && row.revoked_at === null)
  return {
    epoch: await settingOf(db, 'epoch'),
    devices: {
      paired: paired.length,
      active: paired.filter(({ seen_at }) => (seen_at ?? 0) >= activeSince).length,
      revoked: devices.filter(({ revoked_at }) => revoked_at !== null).length,
    },
    unsent: paired.reduce((sum, { report }) => sum + unsentIn(report), 0),
    backup: await lastBackup(db),
  }
}

function unsentIn(report: string | null): number {
  if (report === null) return 0
  const { unsent }: { unsent?: unknown } = JSON.parse(report)
  return typeof unsent === 'number' ? unsent : 0
}
