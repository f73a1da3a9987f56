// People as an admin sees them: without passwords and secrets, with the sessions that are open.
import type { Kysely } from 'kysely'
import type { PersonRecord } from '../../core/wire-admin.ts'
import { personNamed } from './people.ts'
import type { PersonRow, Tables } from './schema.ts'
import { openSessions } from './sessions.ts'

/** Everybody, by name. */
export async function personRecords(db: Kysely<Tables>, now: number): Promise<PersonRecord[]> {
  const rows = await db.selectFrom('people').selectAll().orderBy('username').execute()
  const open = await openSessions(db, now)
  return rows.map((row) => recordOf(row, open))
}

/** One of them; `null` where there is no such person. */
export async function personRecord(
  db: Kysely<Tables>,
  username: string,
  now: number,
): Promise<PersonRecord | null> {
  const row = await personNamed(db, username)
  return row ? recordOf(row, await openSessions(db, now)) : null
}

function recordOf(row: PersonRow, open: ReadonlyMap<string, number>): PersonRecord {
  return {
    username: row.username,
    name: row.name,
    role: row.role,
    unit: row.unit,
    disabled: row.disabled_at !== null,
    secondFactor: row.totp_confirmed_at !== null,
    createdAt: row.created_at,
    signedInAt: row.signed_in_at,
    mustChange: row.must_change === 1,
    sessions: open.get(row.username) ?? 0,
  }
}
