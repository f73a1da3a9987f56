// Asking the browser not to evict what waits here.

/** Asks for it; the browser decides, often by whether the app is installed. */
export async function askToPersist(): Promise<void> {
  await storageManager()?.persist?.()
}

/** Whether the browser promised it; `null` = it cannot be asked. */
export async function isPersisted(): Promise<boolean | null> {
  return (await storageManager()?.persisted?.()) ?? null
}

/** Absent outside a secure context, whatever the type library says. */
function storageManager(): Partial<Pick<StorageManager, 'persist' | 'persisted'>> | undefined {
  return (navigator as { storage?: StorageManager }).storage
}
