// Proving who one is: the password, then the second factor, each with its brake and its line in the trail.
import { usernameKey } from '../core/username.ts'
import { countCode, countPassword, noteFailure } from './brakes.ts'
import type { Parts } from './parts.ts'
import { problem } from './problems.ts'
import { isAppCode, stepOfCode } from './second-factor.ts'
import { codeHash, passwordMatches } from './secrets.ts'
import { note } from './store/audit.ts'
import { inTransaction } from './store/dialect.ts'
import { personNamed, takeRecoveryCode, takeStep } from './store/people.ts'
import type { PersonRow } from './store/schema.ts'

type Needs = Pick<Parts, 'db' | 'now'>

/** @throws `sign-in.locked`, `sign-in.wrong`, `sign-in.code-needed` or `sign-in.code-wrong` */
export async function provenPerson(
  parts: Needs,
  given: { username: string; password: string; code?: string },
  address: string,
): Promise<PersonRow> {
  const username = usernameKey(given.username)
  const person = await personWithPassword(parts, { username, password: given.password, address })
  if (person === null) throw problem('sign-in.wrong')
  if (person.totp_confirmed_at === null) return person
  if (given.code === undefined) throw problem('sign-in.code-needed')
  await proveCode(parts, person, { code: given.code, address })
  return person
}

/** The person with this password; `null` for a wrong one, an unknown or a disabled account. Throws `sign-in.locked`. */
export async function personWithPassword(
  { db, now }: Needs,
  given: { username: string; password: string; address: string },
): Promise<PersonRow | null> {
  const { username, password, address } = given
  const at = now()
  const takeBack = await countPassword(db, { now: at, username, address })
  const person = await personNamed(db, username)
  const matches = await passwordMatches(password, person?.password ?? null)
  if (!person || !matches || person.disabled_at !== null) {
    // A name that is no account may be a password in the wrong field: it is kept nowhere.
    const who = person?.username ?? ''
    const why = person && matches ? 'disabled' : 'password'
    await noteFailure(db, { at, who, address, action: 'session.failed', detail: { why } })
    return null
  }
  await takeBack()
  return person
}

/** Uses up a code of the authenticator app, or a recovery code. Throws `sign-in.locked` or `sign-in.code-wrong`. */
export async function proveCode(
  { db, now }: Needs,
  person: PersonRow,
  { code, address }: { code: string; address: string },
): Promise<void> {
  const { username } = person
  const at = now()
  const takeBack = await countCode(db, { now: at, username, address })
  const by = { at, who: username, address }
  const right = await inTransaction(db, async (trx) => {
    if (isAppCode(code)) {
      const step = stepOfCode(person.totp_secret ?? '', code, at)
      return step !== null && takeStep(trx, username, step)
    }
    if (!(await takeRecoveryCode(trx, username, codeHash(code)))) return false
    await note(trx, { ...by, action: 'account.recovery-used' })
    return true
  })
  if (right) return takeBack()
  await noteFailure(db, { ...by, action: 'session.failed', detail: { why: 'code' } })
  throw problem('sign-in.code-wrong')
}
