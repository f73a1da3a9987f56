// Room that is kept free: given up when a write finds none, so that the answer on the screen is still kept.

const CACHE_NAME = 'suara-warga-reserve'
const KEY = '/reserve'
/** Some thousands of answers. */
const RESERVE_BYTES = 2 * 1024 * 1024

/** @returns whether there was one */
export async function freeReserve(): Promise<boolean> {
  const cache = await reserved()
  return (await cache?.delete(KEY)) ?? false
}

/** Makes it where there is none, or none any more. @returns whether it stands: without it the storage is almost full */
export async function makeReserve(): Promise<boolean> {
  try {
    const cache = await reserved()
    if (!cache) return true
    if (!(await cache.match(KEY))) await cache.put(KEY, new Response(new Uint8Array(RESERVE_BYTES)))
    return true
  } catch {
    // There is no room for it, which is what it is there to tell.
    return false
  }
}

/** `null` where there is no Cache Storage: outside a secure context, where nothing is kept either. */
async function reserved(): Promise<Cache | null> {
  return typeof caches === 'undefined' ? null : await caches.open(CACHE_NAME)
}
