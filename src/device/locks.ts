// Names of the locks that whoever sends something of this origin holds.

/** Sends what waits in the outbox. */
export const SYNC_LOCK = 'suara-warga-sync'
/** Delivers files of other devices. */
export const CARRIED_LOCK = 'suara-warga-carried'

/** Whether any tab, or the worker, is sending now. */
export async function isSending(): Promise<boolean> {
  const { locks } = navigator as { locks?: LockManager }
  const now = await locks?.query()
  return now?.held?.some(({ name }) => name === SYNC_LOCK || name === CARRIED_LOCK) ?? false
}
