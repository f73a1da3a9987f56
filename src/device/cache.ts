// All of Cache Storage that the device uses: plain values by path, which stand when every IndexedDB database of the origin falls.

/** No addresses of the app: nothing is ever fetched from them. */
export const PATHS = {
  rows: '/copy/row/',
  drafts: '/copy/draft/',
  state: '/copy/state',
  counts: '/copy/count/',
  /** Where older apps kept the last number, of the series without a name. */
  oldCounts: '/copy/sequence/',
  /** Name of the database in use. */
  database: '/copy/database',
} as const

/** Rejects outside a secure context, where there is no Cache Storage and no kiosk. */
export function openCache(): Promise<Cache> {
  return caches.open('suara-warga-copy')
}

export async function put(path: string, value: unknown): Promise<void> {
  await (await openCache()).put(path, new Response(JSON.stringify(value)))
}

/** Only the device writes here, which is what the type says. */
export async function read<T>(path: string): Promise<T | null> {
  const kept = await (await openCache()).match(path)
  return kept ? ((await kept.json()) as T) : null
}

export async function drop(paths: readonly string[]): Promise<void> {
  const cache = await openCache()
  await Promise.all(paths.map((path) => cache.delete(path)))
}
