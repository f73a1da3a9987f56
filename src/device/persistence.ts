// Asking the browser not to evict what waits here, how much room there is, and what it removes all the same.

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

/** iPhones and iPads remove what waits after 7 days, outside an installed app: there nothing is collected. */
export function collectingRefused(): boolean {
  return pageNavigator().standalone === false
}

/** After so many days without opening the app the browser removes all of it; `null` = it does not. */
export function evictsAfterDays(): number | null {
  const { vendor, standalone } = pageNavigator()
  const webKit = vendor?.startsWith('Apple') ?? false
  return webKit && standalone !== true && !isInstalled() ? 7 : null
}

function isInstalled(): boolean {
  const page = globalThis as { matchMedia?(query: string): { matches: boolean } }
  return page.matchMedia?.('(display-mode: standalone)').matches ?? false
}

/** What a worker has not, and not every page. */
function pageNavigator(): { vendor?: string; standalone?: boolean } {
  return navigator as { vendor?: string; standalone?: boolean }
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
