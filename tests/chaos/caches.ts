// Cache Storage of one device, in memory: what `device/copy.ts` uses of it. Node has none.

interface Entry {
  url: string
  body: string
}

/** What the device code uses of a `Cache`. */
interface MemoryCache {
  put(key: string, response: Response): Promise<void>
  match(key: string): Promise<Response | undefined>
  keys(): Promise<{ url: string }[]>
  delete(key: string): Promise<boolean>
}

/** @param touch throws where the storage fails: full, or its page is gone */
export function memoryCaches(touch: (writes: boolean) => void): {
  open(name: string): Promise<MemoryCache>
  delete(name: string): Promise<boolean>
} {
  const stores = new Map<string, Map<string, Entry>>()
  return {
    async delete(name) {
      touch(true)
      return stores.delete(name)
    },
    async open(name) {
      touch(false)
      const entries = stores.get(name) ?? new Map<string, Entry>()
      stores.set(name, entries)
      return {
        async put(key, response) {
          const body = await response.text()
          touch(true)
          entries.set(key, { url: `https://device.invalid${key}`, body })
        },
        async match(key) {
          touch(false)
          const entry = entries.get(key)
          return entry && new Response(entry.body)
        },
        async keys() {
          touch(false)
          return [...entries.values()].map(({ url }) => ({ url }))
        },
        async delete(key) {
          touch(true)
          return entries.delete(key)
        },
      }
    },
  }
}
