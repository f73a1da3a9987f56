// A new version takes over: loaded when one waits, which no first screen needs.
import { isSending } from '../device/locks.ts'
import { ask, updateWaiting } from './offline.ts'

const TAKEN_OVER_WITHIN_MS = 10_000
/** Set while a reload by the fallback is tried, so that a worker that never takes over does not reload for ever. */
const RELOADED_KEY = 'update-reloaded-at'
const RELOAD_AGAIN_AFTER_MS = 3_600_000
/** An update that has not come by then does not come: the page asks again. */
const UPDATE_MS = 12_000
/** While something is being sent. */
const AGAIN_MS = 5000

let applying = false

// Only the page that asked for it reloads: another one may have an answer open, and its files stay in the cache.
navigator.serviceWorker.addEventListener('controllerchange', () => {
  if (applying) location.reload()
})

/**
 * Applies the waiting version as soon as nothing is being sent. Call it only where nothing else can be lost: at a first screen.
 * @param updating told whether the page is about to load again
 * @returns the way to stop, as long as it is not about to
 */
export function applyWhenQuiet(updating: (now: boolean) => void): () => void {
  let over = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = async () => {
    const sending = await isSending()
    if (over) return
    if (sending) {
      timer = setTimeout(() => void look(), AGAIN_MS)
      return
    }
    applyUpdate()
    updating(true)
    timer = setTimeout(() => updating(false), UPDATE_MS)
  }
  void look()
  return () => {
    over = true
    clearTimeout(timer)
    updating(false)
  }
}

/** Lets the waiting version take over and loads the page again; nothing happens when it turns out not to be whole. */
function applyUpdate(): void {
  if (applying) return
  applying = true
  void takeOver().then((taken) => {
    applying = taken
    if (!taken) updateWaiting.value = false
  })
}

async function takeOver(): Promise<boolean> {
  const waiting = (await navigator.serviceWorker.getRegistration())?.waiting
  if (!waiting) return false
  if (!(await ask(waiting, 'SKIP_WAITING'))) return false
  setTimeout(() => {
    if (reloadOnce()) return
    // Given up until the next look: a worker that takes over later must not reload the page in the middle of a visit.
    applying = false
    updateWaiting.value = false
  }, TAKEN_OVER_WITHIN_MS)
  return true
}

/** Some browsers leave a worker waiting under load; a fresh page frees it. Once an hour at most. @returns whether it reloads */
function reloadOnce(): boolean {
  const last = Number(sessionStorage.getItem(RELOADED_KEY) ?? 0)
  if (Date.now() - last < RELOAD_AGAIN_AFTER_MS) return false
  sessionStorage.setItem(RELOADED_KEY, String(Date.now()))
  location.reload()
  return true
}
