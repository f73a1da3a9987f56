// People with an account.
import type { Kysely } from 'kysely'
import type { Role } from '../../core/roles.ts'
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
  /** What must be done before anything else is allowed. */
  must: ('password' | 'second-factor')[]
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
