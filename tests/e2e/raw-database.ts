// A database of a browser as JSON: written out once per schema version, and put back without any code of the app.
import type { Page } from 'playwright-core'

export interface RawDatabase {
  name: string
  version: number
  stores: {
    name: string
    keyPath: string | null
    /** Makes its keys by itself; they are not read. */
    autoIncrement?: boolean
    indexes: { name: string; keyPath: string | string[] }[]
    /** `key` only where the store has no key path; bytes as `{ "$bytes": [...] }`. */
    rows: { key?: string; value: unknown }[]
  }[]
}

/** Reads all of a database of the page's origin. */
export function readDatabase(page: Page, name: string): Promise<RawDatabase> {
  return page.evaluate(async (name) => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const plain = (value: unknown): unknown => {
      if (value instanceof Uint8Array) return { $bytes: [...value] }
      if (Array.isArray(value)) return value.map(plain)
      if (typeof value !== 'object' || value === null) return value
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
    }
    const database = await done(indexedDB.open(name))
    const stores = []
    for (const storeName of database.objectStoreNames) {
      const store = database.transaction(storeName).objectStore(storeName)
      const keys = await done(store.getAllKeys())
      const values = await done(store.getAll())
      const keyPath = typeof store.keyPath === 'string' ? store.keyPath : null
      stores.push({
        name: storeName,
        keyPath,
        ...(store.autoIncrement && { autoIncrement: true }),
        indexes: [...store.indexNames].map((index) => ({
          name: index,
          keyPath: store.index(index).keyPath,
        })),
        rows: values.map((value, i) => ({
          ...(keyPath || store.autoIncrement ? {} : { key: String(keys[i]) }),
          value: plain(value),
        })),
      })
    }
    database.close()
    return { name, version: database.version, stores }
  }, name)
}

/** Changes what is kept under a key of a store, as an earlier day or version left it. */
export function changeValue(
  page: Page,
  where: { database: string; store: string; key: string },
  fields: unknown,
): Promise<void> {
  return page.evaluate(
    ({ database, store, key, fields }) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open(database)
        request.onerror = () => reject(request.error)
        request.onsuccess = () => {
          const tx = request.result.transaction(store, 'readwrite')
          const rows = tx.objectStore(store)
          const was = rows.get(key)
          was.onsuccess = () => {
            const isRow = typeof fields === 'object'
            rows.put(
              isRow ? { ...was.result, ...fields } : fields,
              ...(rows.keyPath === null ? [key] : []),
            )
          }
          tx.oncomplete = () => {
            request.result.close()
            resolve()
          }
          tx.onabort = () => reject(tx.error)
        }
      }),
    { ...where, fields },
  )
}

/** Makes the database as it was, on a page of the origin where no code of the app runs. */
export function writeDatabase(page: Page, raw: RawDatabase): Promise<void> {
  return page.evaluate(async ({ name, version, stores }) => {
    const whole = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(whole)
      if (typeof value !== 'object' || value === null) return value
      if ('$bytes' in value) return Uint8Array.from(value.$bytes as number[])
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, whole(inner)]))
    }
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open(name, version)
      request.onupgradeneeded = () => {
        for (const { name: storeName, keyPath, autoIncrement, indexes, rows } of stores) {
          const options = { keyPath, autoIncrement: autoIncrement ?? false }
          const store = request.result.createObjectStore(storeName, options)
          for (const index of indexes) store.createIndex(index.name, index.keyPath)
          for (const { key, value } of rows)
            store.put(whole(value), ...(key === undefined ? [] : [key]))
        }
      }
      request.onerror = () => reject(request.error)
      request.onsuccess = () => {
        request.result.close()
        resolve()
      }
    })
  }, raw)
}
