// What this page knows of the device, put back into a database that lost it while the page was open.
import type { Copy } from './copy.ts'
import {
  type Database,
  metaOf,
  type OutboxRow,
  type PairingRecord,
  type PinRecord,
  type ReadTx,
  type SetupRecord,
  setMeta,
  type WriteTx,
} from './db.ts'
import { formerIdentities, keepIdentity } from './identities.ts'
import { countOf, type Numbered, putBackCount } from './series.ts'

interface Known {
  pairing: PairingRecord | null
  /** Pairings that were replaced and still have something here. */
  former: PairingRecord[]
  pin: PinRecord | null
  setup: SetupRecord | null
  /** How far this pairing has counted; `null` before its first number. */
  count: Numbered | null
}

export interface Memory {
  readonly pairing: PairingRecord | null
  readonly setup: SetupRecord | null
  /**
   * Reads the database again. Where it has lost the pairing, puts back what the copy and this page still know.
   * Rejects with `StorageError`. @returns whether it was put back
   */
  refresh(): Promise<boolean>
  /** A number was given. */
  noteNumber(row: OutboxRow): void
}

export function createMemory(database: Database, copy: Copy | null): Memory {
  let known: Known = { pairing: null, former: [], pin: null, setup: null, count: null }

  async function refresh(): Promise<boolean> {
    const found = await database.read(readKnown)
    if (found.pairing) {
      const same = known.pairing?.device.id === found.pairing.device.id
      // A save may have ended while this was read.
      known = same ? { ...found, count: later(found.count, known.count) } : found
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
    noteNumber({ device, series, submission: { sequence } }) {
      if (device !== known.pairing?.device.id) return
      known = { ...known, count: later({ sequence, ...(series && { series }) }, known.count) }
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
    count: pairing && (await countOf(tx, pairing.device.id)),
  }
}

async function putBack(tx: WriteTx, known: Known): Promise<void> {
  const { pairing, former, pin, setup, count } = known
  const present = await metaOf(tx, 'pairing')
  if (!pairing || (present && present.device.id !== pairing.device.id)) return
  if (!present) {
    await setMeta(tx, 'pairing', pairing)
    for (const identity of former) await keepIdentity(tx, identity)
    if (pin) await setMeta(tx, 'pin', pin)
    if (setup) await setMeta(tx, 'setup', setup)
  }
  if (count) await putBackCount(tx, pairing.device.id, count)
}

/** Of the series that counts now, the higher number. */
function later(now: Numbered | null, before: Numbered | null): Numbered | null {
  const counts = now && before && now.series === before.series && before.sequence > now.sequence
  return counts ? before : now
}
