// Says when to look again: every minute while the page is seen, sooner after a failure, when it is seen again, and when the network is back.
import type { Trouble } from '../trouble.ts'

export interface RefresherParts {
  document: Pick<Document, 'addEventListener' | 'removeEventListener' | 'visibilityState'>
  window: Pick<Window, 'addEventListener' | 'removeEventListener' | 'setInterval' | 'clearInterval'>
  /** What keeps newer figures away; `null` = nothing. */
  trouble(): Trouble | null
  refresh(): void
}

/** After a failure, ms: a server that is back must not be said to be gone for long. */
const RETRY_EVERY_MS = 10_000
/** Looks that are left out while all is well: once a minute is fresh enough for a counter, cheap enough for a shared link. */
const LOOKS_PER_REFRESH = 6

/** Starts looking; @returns what stops it. */
export function startRefreshing({
  document,
  window,
  trouble,
  refresh,
}: RefresherParts): () => void {
  let looks = 0
  const whenSeen = () => {
    if (document.visibilityState === 'visible') refresh()
  }
  const look = () => {
    looks += 1
    if (triesAgain(trouble()) || looks % LOOKS_PER_REFRESH === 0) whenSeen()
  }
  const timer = window.setInterval(look, RETRY_EVERY_MS)
  document.addEventListener('visibilitychange', whenSeen)
  window.addEventListener('online', whenSeen)
  return () => {
    window.clearInterval(timer)
    document.removeEventListener('visibilitychange', whenSeen)
    window.removeEventListener('online', whenSeen)
  }
}

/** What is forbidden does not come by asking again. */
export function triesAgain(trouble: Trouble | null): boolean {
  return trouble !== null && trouble !== 'forbidden'
}
