// Locks of the whole origin: who sends, and which interview is open.

/** Sends what waits in the outbox. */
export const SYNC_LOCK = 'suara-warga-sync'
/** Delivers files of other devices. */
export const CARRIED_LOCK = 'suara-warga-carried'

/** Has an interview open, a draft or one that is corrected: `<this><id>`. */
const INTERVIEW_LOCK = 'suara-warga-draft-'

/** Until the tab is gone, or what is returned is called, no other tab opens it and nothing sends it. The end resolves when it is free. */
export function holdInterview(id: string): () => Promise<void> {
  const left = new AbortController()
  const held = new Promise<void>((resolve) =>
    left.signal.addEventListener('abort', () => resolve()),
  )
  const free = navigator.locks?.request(INTERVIEW_LOCK + id, () => held)
  return async () => {
    left.abort()
    await free
  }
}

/** Ids of the interviews that are open in any tab. */
export async function openInterviews(): Promise<string[]> {
  return (await heldNames())
    .filter((name) => name.startsWith(INTERVIEW_LOCK))
    .map((name) => name.slice(INTERVIEW_LOCK.length))
}

/** Whether any tab, or the worker, is sending now. */
export async function isSending(): Promise<boolean> {
  return (await heldNames()).some((name) => name === SYNC_LOCK || name === CARRIED_LOCK)
}

async function heldNames(): Promise<string[]> {
  const { locks } = navigator as { locks?: LockManager }
  const { held = [] } = (await locks?.query()) ?? {}
  return held.flatMap(({ name }) => name ?? [])
}
