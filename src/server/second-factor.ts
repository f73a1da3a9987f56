// The second factor: six digits of an authenticator app (TOTP, RFC 6238), or a recovery code that works once.
import { Secret, TOTP } from 'otpauth'
import { codeHash, newPassword } from './secrets.ts'

const PERIOD_S = 30
/** Clocks of telephones differ: the code before and after is right, too. */
const STEPS_AROUND = 1
const RECOVERY_CODES = 10
/** 160 bits, as the RFC has it. */
const SECRET_BYTES = 20

export function newSecondFactor(
  username: string,
  regency: string,
): { secret: string; uri: string } {
  const secret = new Secret({ size: SECRET_BYTES })
  // A colon would end the name of who gives the code.
  const issuer = `Suara Warga ${regency}`.replaceAll(':', ' ').trim()
  const totp = new TOTP({ secret, issuer, label: username, digits: 6, period: PERIOD_S })
  return { secret: secret.base32, uri: totp.toString() }
}

/** True for what looks like a code of an app, not like a recovery code. */
export function isAppCode(typed: string): boolean {
  return /^\d{6}$/.test(typed.replaceAll(' ', ''))
}

/** The 30-second step, since 1970, that a code belongs to; `null` for a wrong one. @param secret base32 */
export function stepOfCode(secret: string, typed: string, now: number): number | null {
  const totp = new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: PERIOD_S })
  const token = typed.replaceAll(' ', '')
  const delta = totp.validate({ token, timestamp: now, window: STEPS_AROUND })
  return delta === null ? null : Math.floor(now / 1000 / PERIOD_S) + delta
}

/** Recovery codes, to be shown once, and their hashes, to be kept. */
export function newRecoveryCodes(): { codes: string[]; hashes: string[] } {
  const codes = Array.from({ length: RECOVERY_CODES }, newPassword)
  return { codes, hashes: codes.map(codeHash) }
}
