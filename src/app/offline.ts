// The page's side of the service worker: whether the app starts without a server, and when a new version takes over.
import { signal } from '@preact/signals'
import { Workbox } from 'workbox-window'

/** The worker has looked: every file of this version is in its cache. */
export const offlineReady = signal(false)

/** A newer version is whole in the cache, and waits to be applied. */
export const updateWaiting = signal(false)

/** Plain http from another machine: no worker, so no offline; the app needs HTTPS and says so. */
export const insecureContext = signal(!isSecureContext)

/** A kiosk never navigates, so it asks by itself. */
const CHECK_EVERY_MS = 3_600_000
const ANSWER_WITHIN_MS = 15_000
const TAKEN_OVER_WITHIN_MS = 10_000
/** Set while a reload by the fallback is tried, so that a worker that never takes over does not reload for ever. */
const RELOADED_KEY = 'update-reloaded-at'

let workbox: Workbox | null = null
let applying = false

/** Registers the worker, once, from the entry; nothing in development or where there can be no worker. */
export async function registerWorker(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const registered = new Workbox('/sw.js', { updateViaCache: 'none' })
  workbox = registered
  // A new version that has come whole waits for the first screen.
  registered.addEventListener('waiting', () => void lookAtWaiting())
  // Only the page that asked for it reloads: another one may have an answer open, and its files stay in the cache.
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (applying) location.reload()
  })
  void navigator.serviceWorker.ready.then(verifyActive)
  try {
    await registered.register()
  } catch {
    // Without a server there is nothing to register, and the worker of the last visit serves.
  }
  setInterval(() => void lookAround(), CHECK_EVERY_MS)
  addEventListener('online', () => void lookAround())
}

/**
 * Lets the waiting version take over and loads the page again. Call it only where nothing can be lost: at the attract screen.
 * Nothing happens when the new version turns out not to be whole.
 */
export function applyUpdate(): void {
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
  if (Date.now() - last < CHECK_EVERY_MS) return false
  sessionStorage.setItem(RELOADED_KEY, String(Date.now()))
  location.reload()
  return true
}

async function lookAround(): Promise<void> {
  try {
    await verifyActive(await navigator.serviceWorker.ready)
    await workbox?.update()
    await lookAtWaiting()
  } catch {
    // No server to ask: what is in the cache still serves, and the next hour asks again.
  }
}

/** Looks now whether the app starts without a server. */
export async function startsAlone(): Promise<boolean> {
  await verifyActive(await navigator.serviceWorker.ready)
  return offlineReady.value
}

async function verifyActive({ active }: ServiceWorkerRegistration): Promise<void> {
  if (active) offlineReady.value = await ask(active, 'VERIFY')
}

async function lookAtWaiting(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration()
  // The first version of all passes through here too, on its way to be active.
  const waiting = registration?.active ? registration.waiting : null
  updateWaiting.value = waiting ? await ask(waiting, 'VERIFY') : false
}

/** @returns what the worker answered; `false` when it did not in time */
function ask(worker: ServiceWorker, type: 'VERIFY' | 'SKIP_WAITING'): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    const timer = setTimeout(() => resolve(false), ANSWER_WITHIN_MS)
    port1.onmessage = (event) => {
      clearTimeout(timer)
      resolve(event.data === true)
    }
    worker.postMessage({ type }, [port2])
  })
}
