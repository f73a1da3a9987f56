// People with an account.
import type { Kysely } from 'kysely'
import type { Role } from '../../core/roles.ts'
import { locked } from './dialect.ts'
import type { PersonRow, Tables } from './schema.ts'

export interface Person {
  username: string
  role: Role
  /** The unit of an officer. */
  unit: string | null
}

/** Somebody who is signed in. */
export interface Account extends Person {
  secondFactor: boolean
  /** How many codes that stand in for the authenticator are left. */
  recoveryCodes: number
  /** What must be done before anything else is allowed. */
  must: ('password' | 'second-factor')[]
}

export type NewPerson = Pick<PersonRow, 'username' | 'password' | 'role' | 'unit' | 'created_at'> &
  Partial<PersonRow>

export const NO_SECOND_FACTOR = {
  totp_secret: null,
  totp_confirmed_at: null,
  totp_step: null,
  recovery: '[]',
} as const

/** What a new account has not had or done yet. */
const FRESH = {
  name: '',
  disabled_at: null,
  signed_in_at: null,
  must_change: 0,
  ...NO_SECOND_FACTOR,
} as const

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

/** @returns the person as they are then; `undefined` where there is none */
export async function changePerson(
  trx: Kysely<Tables>,
  username: string,
  change: Partial<Omit<PersonRow, 'username' | 'created_at'>>,
): Promise<PersonRow | undefined> {
  return trx
    .updateTable('people')
    .set(change)
    .where('username', '=', username)
    .returningAll()
    .executeTakeFirst()
}

/**
 * Changes a second factor that is not confirmed yet.
 * @param of.secret only where it is this one; any where it is left out
 * @returns false where it is confirmed, or another one, by now
 */
export async function changeUnconfirmed(
  trx: Kysely<Tables>,
  of: {
    username: string
    secret?: string
    change: Partial<Pick<PersonRow, 'totp_secret' | 'totp_confirmed_at' | 'totp_step' | 'recovery'>>
  },
): Promise<boolean> {
  const { username, secret, change } = of
  let query = trx
    .updateTable('people')
    .set(change)
    .where('username', '=', username)
    .where('totp_confirmed_at', 'is', null)
  if (secret !== undefined) query = query.where('totp_secret', '=', secret)
  return (await query.returning('username').executeTakeFirst()) !== undefined
}

/** Usernames of the admins that are not disabled, kept as they are until the transaction ends. */
export async function activeAdmins(trx: Kysely<Tables>): Promise<string[]> {
  const rows = await locked(
    trx
      .selectFrom('people')
      .select('username')
      .where('role', '=', 'admin')
      .where('disabled_at', 'is', null)
      .orderBy('username'),
  ).execute()
  return rows.map(({ username }) => username)
}

/** Takes a step of the authenticator app: false where it, or a later one, was taken before. */
export async function takeStep(
  trx: Kysely<Tables>,
  username: string,
  step: number,
): Promise<boolean> {
  const row = await trx
    .updateTable('people')
    .set({ totp_step: step })
    .where('username', '=', username)
    .where((e) => e.or([e('totp_step', 'is', null), e('totp_step', '<', step)]))
    .returning('username')
    .executeTakeFirst()
  return row !== undefined
}

/** Hashes of the recovery codes that are left. */
export function recoveryHashes({ recovery }: Pick<PersonRow, 'recovery'>): string[] {
  // Written by the two calls that change it only.
  return JSON.parse(recovery)
}

/** Takes a recovery code, by its hash: false where it is none, or was used. */
export async function takeRecoveryCode(
  trx: Kysely<Tables>,
  username: string,
  hash: string,
): Promise<boolean> {
  const person = await personNamed(trx, username)
  if (!person) return false
  const hashes = recoveryHashes(person)
  if (!hashes.includes(hash)) return false
  const row = await trx
    .updateTable('people')
    .set({ recovery: JSON.stringify(hashes.filter((one) => one !== hash)) })
    .where('username', '=', username)
    // Two at the same moment: the second finds another list than it read.
    .where('recovery', '=', person.recovery)
    .returning('username')
    .executeTakeFirst()
  return row !== undefined
}
