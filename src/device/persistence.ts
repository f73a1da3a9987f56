// Asking the browser not to evict what waits here, and how much room there is.

/** Asks for it; the browser decides, often by whether the app is installed. */
export async function askToPersist(): Promise<void> {
  await storageManager()?.persist?.()
}

/** Whether the browser promised it; `null` = it cannot be asked. */
export async function isPersisted(): Promise<boolean | null> {
  return (await storageManager()?.persisted?.()) ?? null
}

/** What the browser estimates of this origin, bytes; `null` = it does not say. */
export async function storageUse(): Promise<{
  usedBytes: number | null
  quotaBytes: number | null
}> {
  const estimate = await storageManager()?.estimate?.()
  return { usedBytes: estimate?.usage ?? null, quotaBytes: estimate?.quota ?? null }
}

/** In a page: a worker has no `persist`, and outside a secure context there is no manager at all. */
interface PageStorage {
  persist?(): Promise<boolean>
  persisted?(): Promise<boolean>
  estimate?(): Promise<StorageEstimate>
}

function storageManager(): PageStorage | undefined {
  return (navigator as { storage?: PageStorage }).storage
}
