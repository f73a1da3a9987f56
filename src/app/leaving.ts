// The ends of a session: the person leaves, or the server says that it is over.
import { useState } from 'preact/hooks'
import { signOut } from '../device/session-api.ts'

const UNAUTHORIZED = 401

/**
 * To the sign-in, and from there back to this address.
 * @param ended there was a session: only who saw something had one
 */
export function toSignIn(ended: boolean): void {
  const next = `${location.pathname}${location.search}`
  const query = new URLSearchParams({ next, ...(ended ? { ended: '1' } : {}) })
  location.replace(`/masuk?${query}`)
}

/** Only the server ends a session: while it does not answer, the page must not look as if one had left. */
export function useLeaving(): { failed: boolean; leave(): Promise<void> } {
  const [failed, setFailed] = useState(false)
  return {
    failed,
    async leave() {
      setFailed(false)
      const reply = await signOut()
      // Nobody is signed in: that is what was wanted.
      const over = reply.ok || (reply.failure === 'refused' && reply.status === UNAUTHORIZED)
      if (over) location.replace('/masuk')
      else setFailed(true)
    },
  }
}
