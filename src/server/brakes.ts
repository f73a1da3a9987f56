// What slows down who guesses: passwords, codes of the second factor, pairing codes. docs/security.md has the arithmetic.
import { networkOf } from './network.ts'
import { RequestProblem } from './problems.ts'
import { tokenHash } from './secrets.ts'
import { addressesOf, type NewEntry, noteAlone } from './store/audit.ts'
import { countTry, triesOf, uncountTry } from './store/limits.ts'
import type { Db } from './store/open.ts'
import { personNamed } from './store/people.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

interface Brake {
  /** How many tries a window lets through. */
  most: number
  windowMs: number
}

export const BRAKES = {
  /** Passwords for one account from one address. */
  password: { most: 10, windowMs: 15 * MINUTE_MS },
  /** Passwords for one account from all addresses, but for those that are known of it: nobody is locked out of a desk. */
  passwordAnywhere: { most: 100, windowMs: 15 * MINUTE_MS },
  /** Codes of one account, from all addresses: who may try them knows the password already. */
  code: { most: 10, windowMs: 15 * MINUTE_MS },
  codeOfDay: { most: 30, windowMs: DAY_MS },
  /** Wrong pairing codes of all devices together; beyond it an address has one try a window. */
  pairing: { most: 300, windowMs: 15 * MINUTE_MS },
  /** Beyond this no code pairs until the window ends. */
  pairingAtAll: { most: 10_000, windowMs: 15 * MINUTE_MS },
} as const satisfies Record<string, Brake>

/** So long after a sign-in its address is known. */
const KNOWN_MS = 30 * DAY_MS

/** Failures of one kind that the trail keeps in a quarter of an hour: nobody fills it, and the disk, by failing. */
const FAILURES_NOTED: Brake = { most: 300, windowMs: 15 * MINUTE_MS }

interface Guess {
  now: number
  username: string
  address: string
}

/**
 * Counts a try of a password before it is looked at, so that tries at the same time are all counted.
 * @returns what takes it back where the password was right; throws `sign-in.locked`
 */
export async function countPassword(db: Db, guess: Guess): Promise<() => Promise<void>> {
  const { username, address } = guess
  const own = keyOf('password', username, networkOf(address))
  const counted = [own]
  // Whoever is locked out here does not count for the other addresses, or one could lock out all of them.
  await countUpTo(db, own, BRAKES.password, guess)
  if (!(await isKnown(db, guess))) {
    const anywhere = keyOf('password', username)
    await countUpTo(db, anywhere, BRAKES.passwordAnywhere, guess)
    counted.push(anywhere)
  }
  return async () => {
    for (const key of counted) await uncountTry(db, key)
  }
}

/** The same for a code of the second factor. */
export async function countCode(db: Db, guess: Guess): Promise<() => Promise<void>> {
  const quarter = keyOf('code', guess.username)
  const day = keyOf('code of day', guess.username)
  await countUpTo(db, quarter, BRAKES.code, guess)
  await countUpTo(db, day, BRAKES.codeOfDay, guess)
  return async () => {
    await uncountTry(db, quarter)
    await uncountTry(db, day)
  }
}

/** Throws `rate.limited` while too many pairing codes were wrong. */
export async function refuseGuessedPairing(
  db: Db,
  { now, address }: Pick<Guess, 'now' | 'address'>,
): Promise<void> {
  const all = await triesOf(db, PAIRING, now)
  if (all.count < BRAKES.pairing.most) return
  const own = await triesOf(db, keyOf('pairing', networkOf(address)), now)
  if (own.count === 0 && all.count < BRAKES.pairingAtAll.most) return
  const waitS = secondsUntil(all.resetsAt, now)
  throw new RequestProblem([{ code: 'rate.limited', detail: String(waitS) }], waitS)
}

/** Counts a wrong pairing code. */
export async function countWrongPairing(
  db: Db,
  { now, address }: Pick<Guess, 'now' | 'address'>,
): Promise<void> {
  await countTry(db, PAIRING, { now, windowMs: BRAKES.pairing.windowMs })
  await countTry(db, keyOf('pairing', networkOf(address)), {
    now,
    windowMs: BRAKES.pairing.windowMs,
  })
}

/** Writes a failure into the trail, as long as there are not too many of its kind. */
export async function noteFailure(db: Db, entry: NewEntry): Promise<void> {
  const { at: now, action } = entry
  const key = keyOf('noted', action)
  const { count } = await countTry(db, key, { now, windowMs: FAILURES_NOTED.windowMs })
  if (count <= FAILURES_NOTED.most) await noteAlone(db, entry)
}

const PAIRING = 'pairing'

/** True where the person signed in from the address, or another of its network, not long ago. */
async function isKnown(db: Db, { username, address, now }: Guess): Promise<boolean> {
  const since = now - KNOWN_MS
  const known = await addressesOf(db, { who: username, actions: SIGN_INS, since })
  return known.some((one) => networkOf(one) === networkOf(address))
}

/** The first admin is signed in by setting the regency up. */
const SIGN_INS = ['session.begun', 'regency.begun'] as const

async function countUpTo(db: Db, key: string, brake: Brake, guess: Guess): Promise<void> {
  const { now, username, address } = guess
  const { count, resetsAt } = await countTry(db, key, { now, windowMs: brake.windowMs })
  if (count <= brake.most) return
  if (count === brake.most + 1) {
    // As everywhere: a name that is no account is not kept.
    const who = (await personNamed(db, username))?.username ?? ''
    await noteFailure(db, { at: now, who, address, action: 'session.locked' })
  }
  const waitS = secondsUntil(resetsAt, now)
  throw new RequestProblem([{ code: 'sign-in.locked', detail: String(waitS) }], waitS)
}

function secondsUntil(time: number, now: number): number {
  return Math.max(1, Math.ceil((time - now) / 1000))
}

/** Hashed: what is typed into the field of a name may be a password. */
function keyOf(kind: string, ...parts: string[]): string {
  return `${kind} ${tokenHash(parts.join('\n'))}`
}
