// What this page knows of the device, put back into a database that lost it while the page was open.
import type { Copy } from './copy.ts'
import {
  type Database,
  metaOf,
  type PairingRecord,
  type PinRecord,
  type ReadTx,
  type SetupRecord,
  setMeta,
  type WriteTx,
} from './db.ts'
import { formerIdentities, keepIdentity } from './identities.ts'

interface Known {
  pairing: PairingRecord | null
  /** Pairings that were replaced and still have something here. */
  former: PairingRecord[]
  pin: PinRecord | null
  setup: SetupRecord | null
  /** The last number given under this pairing; 0 before the first. */
  sequence: number
}

export interface Memory {
  readonly pairing: PairingRecord | null
  readonly setup: SetupRecord | null
  /**
   * Reads the database again. Where it has lost the pairing, puts back what the copy and this page still know.
   * Rejects with `StorageError`. @returns whether it was put back
   */
  refresh(): Promise<boolean>
  /** A number was given, here or in another tab. */
  noteSequence(given: number): void
}

export function createMemory(database: Database, copy: Copy | null): Memory {
  let known: Known = { pairing: null, former: [], pin: null, setup: null, sequence: 0 }

  async function refresh(): Promise<boolean> {
    const found = await database.read(readKnown)
    if (found.pairing) {
      const same = known.pairing?.device.id === found.pairing.device.id
      // A save may have ended while this was read.
      known = same ? { ...found, sequence: Math.max(found.sequence, known.sequence) } : found
      return false
    }
    // The copy counts first: it knows the numbers that other tabs gave.
    await copy?.healState(database).catch(() => undefined)
    const before = known
    if (before.pairing) await database.write((tx) => putBack(tx, before))
    const healed = await database.read(readKnown)
    if (healed.pairing) known = healed
    return healed.pairing !== null
  }

  return {
    get pairing() {
      return known.pairing
    },
    get setup() {
      return known.setup
    },
    refresh,
    noteSequence(given) {
      known = { ...known, sequence: Math.max(known.sequence, given) }
    },
  }
}

async function readKnown(tx: ReadTx): Promise<Known> {
  const pairing = (await metaOf(tx, 'pairing')) ?? null
  return {
    pairing,
    former: await formerIdentities(tx),
    pin: (await metaOf(tx, 'pin')) ?? null,
    setup: (await metaOf(tx, 'setup')) ?? null,
    sequence: (pairing && (await metaOf(tx, `sequence:${pairing.device.id}`))) ?? 0,
  }
}

async function putBack(tx: WriteTx, known: Known): Promise<void> {
  const { pairing, former, pin, setup, sequence } = known
  const present = await metaOf(tx, 'pairing')
  if (!pairing || (present && present.device.id !== pairing.device.id)) return
  if (!present) {
    await setMeta(tx, 'pairing', pairing)
    for (const identity of former) await keepIdentity(tx, identity)
    if (pin) await setMeta(tx, 'pin', pin)
    if (setup) await setMeta(tx, 'setup', setup)
  }
  const key = `sequence:${pairing.device.id}` as const
  await setMeta(tx, key, Math.max((await metaOf(tx, key)) ?? 0, sequence))
}
