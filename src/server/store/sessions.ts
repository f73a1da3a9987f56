// Sessions: read from the database at every request, so that one that was ended is over on every server at once.
import type { Kysely } from 'kysely'
import type { OpenSession } from '../../core/wire-admin.ts'
import { patiently } from './dialect.ts'
import { type Account, recoveryHashes } from './people.ts'
import type { Tables } from './schema.ts'
import { settingOf } from './settings.ts'

const HOUR_MS = 3_600_000
/** A session ends after this long without a request, and in any case after `SESSION_LIFE_MS`. */
export const SESSION_IDLE_MS = 12 * HOUR_MS
export const SESSION_LIFE_MS = 7 * 24 * HOUR_MS
/** A request is noted at most this often. */
const NOTED_EVERY_MS = 5 * 60_000

export interface NewSession {
  /** Of its token. */
  hash: string
  person: string
  now: number
  address: string
  /** Hash of the session that the browser had before. */
  replaces: string | null
}

/** Starts a session, ends the one it replaces and clears away what is over. */
export async function startSession(db: Kysely<Tables>, session: NewSession): Promise<void> {
  const { hash, person, now, address } = session
  await db
    .deleteFrom('sessions')
    .where((e) =>
      e.or([
        e('hash', '=', session.replaces ?? ''),
        e('created_at', '<=', now - SESSION_LIFE_MS),
        e('seen_at', '<=', now - SESSION_IDLE_MS),
      ]),
    )
    .execute()
  await db
    .insertInto('sessions')
    .values({ hash, person, created_at: now, seen_at: now, address })
    .execute()
}

/** Who the session belongs to; `null` when it is over or never was, or the account is disabled. */
export async function accountOfSession(
  db: Kysely<Tables>,
  hash: string,
  now: number,
): Promise<Account | null> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('people', 'people.username', 'sessions.person')
    .select(['username', 'role', 'unit', 'must_change', 'totp_confirmed_at', 'recovery', 'seen_at'])
    .where('hash', '=', hash)
    .where('sessions.created_at', '>', now - SESSION_LIFE_MS)
    .where('seen_at', '>', now - SESSION_IDLE_MS)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  if (row.seen_at < now - NOTED_EVERY_MS)
    await patiently(() =>
      db.updateTable('sessions').set({ seen_at: now }).where('hash', '=', hash).execute(),
    )
  return accountOf(db, row)
}

/** The account of a row, with what it must do before anything else. */
export async function accountOf(
  db: Kysely<Tables>,
  row: Pick<Account, 'username' | 'role' | 'unit'> & {
    must_change: number
    totp_confirmed_at: number | null
    recovery: string
  },
): Promise<Account> {
  const { username, role, unit } = row
  const secondFactor = row.totp_confirmed_at !== null
  const must: Account['must'] = row.must_change ? ['password'] : []
  if (role === 'admin' && !secondFactor && (await settingOf(db, 'second-factor')) === '1')
    must.push('second-factor')
  const recoveryCodes = recoveryHashes(row).length
  return { username, role, unit, secondFactor, recoveryCodes, must }
}

export async function endSession(db: Kysely<Tables>, hash: string): Promise<void> {
  await db.deleteFrom('sessions').where('hash', '=', hash).execute()
}

/** Ends every session of a person. */
export async function endSessionsOf(db: Kysely<Tables>, person: string): Promise<void> {
  await db.deleteFrom('sessions').where('person', '=', person).execute()
}

/** The open sessions of a person, the one seen last first. @param of.here hash of the one that asks */
export async function sessionsOf(
  db: Kysely<Tables>,
  of: { person: string; here: string | null; now: number },
): Promise<(OpenSession & { hash: string })[]> {
  const rows = await db
    .selectFrom('sessions')
    .select(['hash', 'address', 'created_at', 'seen_at'])
    .where('person', '=', of.person)
    .where('created_at', '>', of.now - SESSION_LIFE_MS)
    .where('seen_at', '>', of.now - SESSION_IDLE_MS)
    .orderBy('seen_at', 'desc')
    .orderBy('hash')
    .execute()
  return rows.map(({ hash, address, created_at, seen_at }) => ({
    hash,
    // Enough to tell them apart; the whole would be told to the page for nothing.
    id: hash.slice(0, 16),
    address,
    createdAt: created_at,
    seenAt: seen_at,
    here: hash === of.here,
  }))
}

/** How many sessions are open, by person. */
export async function openSessions(
  db: Kysely<Tables>,
  now: number,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('sessions')
    .select((e) => ['person', e.fn.countAll().as('count')])
    .where('created_at', '>', now - SESSION_LIFE_MS)
    .where('seen_at', '>', now - SESSION_IDLE_MS)
    .groupBy('person')
    .execute()
  return new Map(rows.map(({ person, count }) => [person, Number(count)]))
}
