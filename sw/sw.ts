// The service worker: keeps the app in a cache, changes versions only when asked, wakes the outbox, and nothing else.
import { PrecacheController, type PrecacheEntry, PrecacheRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { copiedOutbox, openCopy } from '../src/device/copy.ts'
import { openDiary } from '../src/device/diary.ts'
import { createOutbox } from '../src/device/outbox.ts'
import { createSender, SYNC_TAG } from '../src/device/sender.ts'
import { openStorage } from '../src/device/storage.ts'
import { createAppCache } from './app-cache.ts'

declare const self: ServiceWorkerGlobalScope
/** Put in by the build: every file of this version with its revision and hash. */
declare const __PRECACHE__: PrecacheEntry[]

const PAGE = '/index.html'

const controller = new PrecacheController()
controller.addToCacheList(__PRECACHE__)
const cache = createAppCache(controller, __PRECACHE__)
/** Tells the browser to wake the worker again. */
const STILL_WAITS = new Error('Something still waits')
// Before the diary listens: having no server in reach is no error of the app.
self.addEventListener('unhandledrejection', (event) => {
  if (event.reason === STILL_WAITS) event.stopImmediatePropagation()
})
// A worker hears of its errors only where it listens from its start.
const diary = openDiary(() => undefined)

// Only GET of our own origin is looked at: a route takes no other method, and what is not in the list goes by.
registerRoute(new PrecacheRoute(controller, { cleanURLs: false }))
registerRoute(
  new NavigationRoute(controller.createHandlerBoundToURL(PAGE), { denylist: [/^\/api(\/|$)/] }),
)
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
  ({ request }) => cache.ofEarlierVersion(request),
)

self.addEventListener('install', (event) => {
  event.waitUntil(install(event))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([cache.forgetOldVersions(), self.clients.claim()]))
})

self.addEventListener('message', (event) => {
  const port = event.ports[0]
  const type: unknown = event.data?.type
  if (!port) return
  if (type === 'VERIFY') event.waitUntil(cache.whole().then((whole) => port.postMessage(whole)))
  if (type === 'SKIP_WAITING') event.waitUntil(takeOver(port))
})

self.addEventListener('sync', (event) => {
  // The type library does not know this event, which only Chromium has.
  const sync = event as ExtendableEvent & { tag?: string }
  if (sync.tag === SYNC_TAG) sync.waitUntil(sendWhatWaits())
})

/** Fails, and leaves the version before in charge, unless every file is there. */
async function install(event: ExtendableEvent): Promise<void> {
  await controller.install(event)
  if (!(await cache.whole())) throw new Error('The app is not whole in the cache')
}

async function takeOver(port: MessagePort): Promise<void> {
  const whole = await cache.whole()
  port.postMessage(whole)
  if (whole) await self.skipWaiting()
}

/** Rejects when something stays, so that the browser tries again. */
async function sendWhatWaits(): Promise<void> {
  const { note } = diary
  const database = await openStorage(note)
  diary.keepIn(database)
  try {
    const copy = openCopy()
    const outbox = copiedOutbox(
      createOutbox(database, () => Date.now()),
      { copy, database, failed: () => note('copy.failed') },
    )
    // A damaged copy keeps nothing from going that has its pairing.
    await copy?.healState(database).catch(() => undefined)
    const drained = await createSender({ database, outbox, note }, () => undefined).drain()
    if (!drained.done) throw STILL_WAITS
  } finally {
    database.close()
  }
}
