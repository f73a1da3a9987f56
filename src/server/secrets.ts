// Tokens, codes and passwords: made by chance, kept only as hashes.
import { argon2, hash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/** 256 random bits, base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a token: it is random enough that a fast hash cannot be guessed back. */
export function tokenHash(token: string): string {
  return hash('sha256', token, 'base64url')
}

export function sameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}

/** Without 0 O 1 I L, which look alike on a screen and sound alike on the telephone. */
export const CODE_LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
export const CODE_LENGTH = 8

/** A pairing code of 8 characters, 4 and 4 with a dash between for reading. */
export function newCode(): string {
  const letters = randomWord(CODE_LETTERS, CODE_LENGTH)
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}

/** The hash of a code as typed: capitals, spaces and dashes make no difference. */
export function codeHash(typed: string): string {
  return tokenHash(typed.toUpperCase().replace(/[\s-]/g, ''))
}

/** Id of a new device, as in `kiosk-7hk2m9qa`. */
export function newDeviceId(kind: string): string {
  return `${kind}-${randomWord(CODE_LETTERS.toLowerCase(), 8)}`
}

/** A password that is easy to copy by hand: three groups of four, 59 random bits. */
export function newPassword(): string {
  const letters = CODE_LETTERS.toLowerCase()
  return [1, 2, 3].map(() => randomWord(letters, 4)).join('-')
}

function randomWord(letters: string, length: number): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join('')
}

/** Source: OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const
const SALT_BYTES = 16
const argon2Of = promisify(argon2)

/** A password as it is stored: `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const tag = await derive(password, salt, COST)
  const { memory, passes, parallelism } = COST
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`
}

/** Compares a password with a stored one; `null` = no such person, which takes as long as a wrong password. */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  const parts = FORMAT.exec(stored ?? NOBODY)
  if (!parts) throw new Error('a stored password has another format')
  const [, memory, passes, parallelism, salt = '', tag = ''] = parts
  const expected = Buffer.from(tag, 'base64')
  const found = await derive(password, Buffer.from(salt, 'base64'), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  })
  return timingSafeEqual(found, expected) && stored !== null
}

const FORMAT = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/
const NOBODY = `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${base64(Buffer.alloc(SALT_BYTES))}$${base64(Buffer.alloc(COST.tagLength))}`

// One after another: each takes 19 MB, and a crowd at the door must not take all memory.
let last: Promise<unknown> = Promise.resolve()

function derive(
  password: string,
  nonce: Buffer,
  cost: { memory: number; passes: number; parallelism: number; tagLength: number },
): Promise<Buffer> {
  const mine = last.then(() =>
    argon2Of('argon2id', { message: password.normalize('NFKC'), nonce, ...cost }),
  )
  last = mine.catch(() => undefined)
  return mine
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
