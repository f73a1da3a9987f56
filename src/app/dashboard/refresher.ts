// Says when to look again: every minute while the page is seen, when it is seen again, and when the network is back.

export interface RefresherParts {
  document: Pick<Document, 'addEventListener' | 'removeEventListener' | 'visibilityState'>
  window: Pick<Window, 'addEventListener' | 'removeEventListener' | 'setInterval' | 'clearInterval'>
  refresh(): void
}

/** Between two looks, ms: fresh enough for a counter, cheap enough for a shared link. */
const REFRESH_EVERY_MS = 60_000

/** Starts looking; @returns what stops it. */
export function startRefreshing({ document, window, refresh }: RefresherParts): () => void {
  const whenSeen = () => {
    if (document.visibilityState === 'visible') refresh()
  }
  const timer = window.setInterval(whenSeen, REFRESH_EVERY_MS)
  document.addEventListener('visibilitychange', whenSeen)
  window.addEventListener('online', whenSeen)
  return () => {
    window.clearInterval(timer)
    document.removeEventListener('visibilitychange', whenSeen)
    window.removeEventListener('online', whenSeen)
  }
}
