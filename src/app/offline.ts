// The page's side of the service worker: whether the app starts without a server, and whether a new version waits.
import { signal } from '@preact/signals'
import type { Workbox } from 'workbox-window'

/** The worker has looked: every file of this version is in its cache. */
export const offlineReady = signal(false)

/** A newer version is whole in the cache, and waits to be applied. */
export const updateWaiting = signal(false)

/** Plain http from another machine: no worker, so no offline; the app needs HTTPS and says so. */
export const insecureContext = signal(!isSecureContext)

/** A kiosk never navigates, so it asks by itself. */
const CHECK_EVERY_MS = 3_600_000
const ANSWER_WITHIN_MS = 15_000

let workbox: Workbox | null = null

/** Registers the worker, once, from the entry; nothing in development or where there can be no worker. */
export async function registerWorker(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  // Not among what a first visit waits for. Where the link dies, the next time that the page is loaded is early enough.
  const loaded = await import('workbox-window').catch(() => null)
  if (!loaded) return
  const registered = new loaded.Workbox('/sw.js', { updateViaCache: 'none' })
  workbox = registered
  // A new version that has come whole waits for the first screen.
  registered.addEventListener('waiting', () => void lookAtWaiting())
  void navigator.serviceWorker.ready.then(verifyActive)
  try {
    watchInstallation(await registered.register())
  } catch {
    // Without a server there is nothing to register, and the worker of the last visit serves.
    withTrouble((trouble) => trouble.tellNotMade('script'))
  }
  setInterval(() => void lookAround(), CHECK_EVERY_MS)
  addEventListener('online', () => void lookAround())
}

function watchInstallation(registration: ServiceWorkerRegistration | undefined): void {
  registration?.addEventListener('updatefound', () => {
    const { installing } = registration
    const look = () => {
      if (installing?.state === 'redundant')
        withTrouble((trouble) => trouble.tellNotMade('install'))
    }
    installing?.addEventListener('statechange', look, { once: true })
  })
}

/** Not among what a first visit waits for. A file that is gone with its version tells nothing. */
function withTrouble(use: (trouble: typeof import('./worker-trouble.ts')) => void): void {
  import('./worker-trouble.ts').then(use, () => undefined)
}

async function lookAround(): Promise<void> {
  try {
    await verifyActive(await navigator.serviceWorker.ready)
    await workbox?.update()
    await lookAtWaiting()
  } catch {
    // No server to ask: what is in the cache still serves, and the next hour asks again.
    withTrouble((trouble) => trouble.tellNotMade('script'))
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
export function ask(worker: ServiceWorker, type: 'VERIFY' | 'SKIP_WAITING'): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    const answered = (whole: boolean) => {
      clearTimeout(timer)
      if (!whole) withTrouble((trouble) => trouble.tellNotWhole(worker))
      resolve(whole)
    }
    const timer = setTimeout(() => answered(false), ANSWER_WITHIN_MS)
    port1.onmessage = (event) => answered(event.data === true)
    worker.postMessage({ type }, [port2])
  })
}
