// The files of the app in the cache: whether this version is whole, and the version before it for pages still open.
import type { PrecacheController, PrecacheEntry } from 'workbox-precaching'

export interface AppCache {
  /** Whether every file of this version is really there; fetches again what the browser had dropped, when it can. */
  whole(): Promise<boolean>
  /** A file of the version before, for a page that was opened under it; else from the network. */
  ofEarlierVersion(request: Request): Promise<Response>
  /** Keeps this version and the one before, and removes what belongs to neither. */
  forgetOldVersions(): Promise<void>
}

/** Where the worker remembers which files the last two versions had; no address of the app. */
const VERSIONS_KEY = '/versions-in-this-cache'

/** Cache keys of the files of a version, by version, the newest first. */
type Versions = { revision: string; keys: string[] }[]

export function createAppCache(
  controller: PrecacheController,
  entries: readonly PrecacheEntry[],
): AppCache {
  const open = () => caches.open(controller.strategy.cacheName)

  async function isThere(cache: Cache, key: string): Promise<boolean> {
    const kept = await cache.match(key)
    return kept?.ok === true && (await kept.arrayBuffer()).byteLength > 0
  }

  /** The integrity hash makes sure that a portal's page is not taken for our file. */
  async function mend(
    cache: Cache,
    { url, integrity }: PrecacheEntry,
    key: string,
  ): Promise<boolean> {
    try {
      const init: RequestInit = { cache: 'reload', ...(integrity ? { integrity } : {}) }
      const response = await fetch(url, init)
      if (!response.ok) return false
      await cache.put(key, response)
      return await isThere(cache, key)
    } catch {
      // No server, or no space: the app is not whole, which is what the caller learns.
      return false
    }
  }

  async function whole(): Promise<boolean> {
    const cache = await open()
    for (const entry of entries) {
      const key = controller.getCacheKeyForURL(entry.url)
      if (!key) return false
      if (!(await isThere(cache, key)) && !(await mend(cache, entry, key))) return false
    }
    return true
  }

  async function ofEarlierVersion(request: Request): Promise<Response> {
    const kept = await (await open()).match(request, { ignoreSearch: true })
    return kept ?? (await fetch(request))
  }

  async function forgetOldVersions(): Promise<void> {
    const cache = await open()
    const kept = await cache.match(VERSIONS_KEY)
    // Written by this function alone.
    const before = kept ? ((await kept.json()) as Versions) : []
    const now = {
      revision: revisionOf(entries),
      keys: [...controller.getURLsToCacheKeys().values()],
    }
    const versions = [now, ...before.filter(({ revision }) => revision !== now.revision)].slice(
      0,
      2,
    )
    await cache.put(VERSIONS_KEY, new Response(JSON.stringify(versions)))
    const wanted = new Set(versions.flatMap(({ keys }) => keys))
    for (const request of await cache.keys()) {
      const isList = new URL(request.url).pathname === VERSIONS_KEY
      if (!isList && !wanted.has(request.url)) await cache.delete(request)
    }
  }

  return { whole, ofEarlierVersion, forgetOldVersions }
}

function revisionOf(entries: readonly PrecacheEntry[]): string {
  return entries.map(({ url, revision }) => `${url}@${revision}`).join(' ')
}
