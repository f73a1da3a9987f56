// How many submissions are on this device, by state, as its screens and reports say it.
import { metaOf, type ReadTx, stateRange } from './db.ts'
import { formerIdentities } from './identities.ts'
import { named } from './series.ts'

export interface OutboxCounts {
  /** Answers saved here that no receipt has named yet. */
  unsent: number
  /** Of these, what was collected before this browser was paired anew, by device. */
  former: { device: string; unsent: number }[]
  /** Device clock, ms since epoch; `null` when nothing waits. */
  oldestUnsentAt: number | null
  /** In quarantine: the server cannot read them; they stay here for a person to look at. */
  refused: number
  /** Sent and named by a receipt within the last 90 days. */
  acknowledged: number
  lastReceiptAt: number | null
  /** The last sequence number given on this device; 0 before the first answer. */
  sequence: number
  /** The series that it counts; absent = the one without a name. */
  series?: string
}

/** Counted by indexes, where this browser was always the same device. */
export async function countsIn(tx: ReadTx): Promise<OutboxCounts> {
  const index = tx.objectStore('outbox').index('by-state')
  // Asked together: each answer that is waited for costs a home screen a moment.
  const [oldest, unsent, refused, acknowledged, lastReceiptAt, pairing, former] = await Promise.all(
    [
      index.get(stateRange('unsent')),
      index.count(stateRange('unsent')),
      index.count(stateRange('refused')),
      index.count(stateRange('stored')),
      metaOf(tx, 'lastReceiptAt'),
      metaOf(tx, 'pairing'),
      formerIdentities(tx),
    ],
  )
  const device = pairing?.device.id
  return {
    former: await unsentOf(
      tx,
      former.map((identity) => identity.device.id),
    ),
    unsent,
    oldestUnsentAt: oldest?.savedAt ?? null,
    refused,
    acknowledged,
    lastReceiptAt: lastReceiptAt ?? null,
    sequence: (device && (await metaOf(tx, `sequence:${device}`))) || 0,
    ...named(device && (await metaOf(tx, `series:${device}`))),
  }
}

/** How many of each of these devices are unsent; those with none are left out. */
async function unsentOf(tx: ReadTx, devices: string[]): Promise<OutboxCounts['former']> {
  // Every row is read for it: not while this browser was always the same device.
  if (devices.length === 0) return []
  const rows = await tx.objectStore('outbox').index('by-state').getAll(stateRange('unsent'))
  const count = (device: string) => rows.filter((row) => row.device === device).length
  return devices
    .map((device) => ({ device, unsent: count(device) }))
    .filter(({ unsent }) => unsent > 0)
}
