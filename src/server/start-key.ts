// The one-time key of the link to /mulai that the terminal of an empty server shows.
import { newToken, sameHash, tokenHash } from './secrets.ts'

export interface StartKey {
  /** Takes the key: true once, for the right one. */
  take(key: string): boolean
  /** Gives it back where what it was taken for failed. */
  giveBack(): void
}

/** Only its hash is kept, in memory: a restart makes another. */
export function createStartKey(): { key: string; startKey: StartKey } {
  const key = newToken()
  const expected = tokenHash(key)
  let taken = false
  const startKey: StartKey = {
    take(offered) {
      if (taken || !sameHash(tokenHash(offered), expected)) return false
      taken = true
      return true
    },
    giveBack() {
      taken = false
    },
  }
  return { key, startKey }
}
