// Who this browser was before: pairings that another replaced, kept while anything they collected is here.
import { metaOf, type PairingRecord, type ReadTx, setMeta, type WriteTx } from './db.ts'

// They stand among the other values, not in a store of their own: an app that knows nothing of them still opens the
// database, and leaves alone what another device collected.
const KEYS = () => IDBKeyRange.bound('identity:', 'identity;', false, true)

/** The pairings that were replaced, each with the token that proves it. */
export async function formerIdentities(tx: ReadTx | WriteTx): Promise<PairingRecord[]> {
  // Only `keepIdentity` writes under these keys.
  return (await tx.objectStore('meta').getAll(KEYS())) as PairingRecord[]
}

export async function keepIdentity(tx: WriteTx, identity: PairingRecord): Promise<void> {
  await setMeta(tx, `identity:${identity.device.id}`, identity)
}

/** Makes `next` the pairing; the one before is kept, for its token alone sends what it collected. */
export async function replacePairing(tx: WriteTx, next: PairingRecord): Promise<void> {
  const before = await metaOf(tx, 'pairing')
  if (before) await keepIdentity(tx, before)
  await forget(tx, next)
  await setMeta(tx, 'pairing', next)
}

/** Forgets those of which nothing is here: not unsent, not refused, not kept for a server restored from a backup. */
export async function forgetEmptyIdentities(tx: WriteTx): Promise<void> {
  const former = await formerIdentities(tx)
  if (former.length === 0) return
  const present = new Set<string>()
  let cursor = await tx.objectStore('outbox').openCursor()
  while (cursor) {
    present.add(cursor.value.device)
    cursor = await cursor.continue()
  }
  for (const identity of former) if (!present.has(identity.device.id)) await forget(tx, identity)
}

async function forget(tx: WriteTx, { device }: PairingRecord): Promise<void> {
  await tx.objectStore('meta').delete(`identity:${device.id}`)
}
