// People with an account, and their sessions. Sessions are known by the hash of their token only.
import type { Kysely } from 'kysely'
import type { Role } from '../../core/roles.ts'
import { inTransaction } from './dialect.ts'
import type { PersonRow, Tables } from './schema.ts'

const HOUR_MS = 3_600_000
/** A session ends after this long without a request, and in any case after `SESSION_LIFE_MS`. */
export const SESSION_IDLE_MS = 12 * HOUR_MS
export const SESSION_LIFE_MS = 7 * 24 * HOUR_MS
/** A request is noted at most this often. */
const NOTED_EVERY_MS = 5 * 60_000

export interface Person {
  username: string
  role: Role
  unit: string | null
}

export type NewPerson = Pick<PersonRow, 'username' | 'password' | 'role' | 'unit' | 'created_at'> &
  Partial<PersonRow>

/** What a new account has not had or done yet. */
const FRESH = {
  name: '',
  disabled_at: null,
  signed_in_at: null,
  must_change: 0,
  totp_secret: null,
  totp_confirmed_at: null,
  totp_step: null,
  recovery: '[]',
} as const

/** Usernames are the same in capitals and small letters. */
export function usernameKey(username: string): string {
  return username.trim().toLowerCase()
}

/** @returns false when the username is taken */
export async function createPerson(db: Kysely<Tables>, person: NewPerson): Promise<boolean> {
  const row = await db
    .insertInto('people')
    .values({ ...FRESH, ...person })
    .onConflict((c) => c.column('username').doNothing())
    .returning('username')
    .executeTakeFirst()
  return row !== undefined
}

export async function personNamed(
  db: Kysely<Tables>,
  username: string,
): Promise<PersonRow | undefined> {
  return db.selectFrom('people').selectAll().where('username', '=', username).executeTakeFirst()
}

/** Starts a session, ends the one it replaces and clears away what is over. */
export async function startSession(
  db: Kysely<Tables>,
  session: { hash: string; person: string; now: number; replaces: string | null },
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await trx
      .deleteFrom('sessions')
      .where((e) =>
        e.or([
          e('hash', '=', session.replaces ?? ''),
          e('created_at', '<=', session.now - SESSION_LIFE_MS),
          e('seen_at', '<=', session.now - SESSION_IDLE_MS),
        ]),
      )
      .execute()
    await trx
      .insertInto('sessions')
      .values({
        hash: session.hash,
        person: session.person,
        created_at: session.now,
        seen_at: session.now,
        address: '',
      })
      .execute()
  })
}

/** Who the session belongs to; `null` when it is over or never was. */
export async function personOfSession(
  db: Kysely<Tables>,
  hash: string,
  now: number,
): Promise<Person | null> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('people', 'people.username', 'sessions.person')
    .select(['people.username', 'people.role', 'people.unit', 'sessions.seen_at'])
    .where('sessions.hash', '=', hash)
    .where('sessions.created_at', '>', now - SESSION_LIFE_MS)
    .where('sessions.seen_at', '>', now - SESSION_IDLE_MS)
    .executeTakeFirst()
  if (!row) return null
  if (row.seen_at < now - NOTED_EVERY_MS)
    await db.updateTable('sessions').set({ seen_at: now }).where('hash', '=', hash).execute()
  return { username: row.username, role: row.role, unit: row.unit }
}

export async function endSession(db: Kysely<Tables>, hash: string): Promise<void> {
  await db.deleteFrom('sessions').where('hash', '=', hash).execute()
}
