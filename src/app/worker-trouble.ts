// What is wrong with the service worker goes into the device's log: each cause once while the page lives.
import { call } from '../device/api.ts'
import { WORKER_FAILED } from '../device/diary.ts'
import { has } from '../device/replies.ts'

/** `active`, `waiting`: files of that version are missing, or it did not say. `install`, `script`: it could not be made. */
type Cause = 'active' | 'waiting' | 'install' | 'script'

const told = new Set<Cause>()

function tell(cause: Cause): void {
  if (told.has(cause)) return
  told.add(cause)
  dispatchEvent(new CustomEvent(WORKER_FAILED, { detail: cause }))
}

/** A worker that did not say that every file of it is in the cache. */
export function tellNotWhole({ state }: ServiceWorker): void {
  // One that a newer one has replaced meanwhile answers nobody.
  if (state !== 'redundant') tell(state === 'installed' ? 'waiting' : 'active')
}

/** A worker that could not be made. Without a server in reach nothing can be fetched, and nothing is wrong. */
export async function tellNotMade(cause: 'install' | 'script'): Promise<void> {
  const health = { path: '/api/health', signal: undefined }
  // A portal's page is no answer of ours.
  const reply = await call(health, (body) => has(body, { ok: 'boolean' }) || undefined)
  if (reply.ok) tell(cause)
}
