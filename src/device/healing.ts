// Compares the database with its copy: what one has lost comes from the other.
import { drop, PATHS, put, read } from './cache.ts'
import { copied, damaged, readWhole, sameInCopy } from './copied.ts'
import {
  type Database,
  metaOf,
  type OutboxRow,
  type PairingRecord,
  type PinRecord,
  type ReadTx,
  type SetupRecord,
  setMeta,
} from './db.ts'
import { healDrafts, keepDrafts } from './healing-drafts.ts'
import { formerIdentities, keepIdentity } from './identities.ts'
import type { LostRow, Outbox } from './outbox.ts'
import { type AllRefusals, allRefusals, putBackRefusals } from './refusal-counts.ts'
import { countOf, type Numbered, putBackCount } from './series.ts'

interface CopiedState {
  pairing: PairingRecord
  /** Pairings that were replaced; absent in a copy of an older app. */
  former?: PairingRecord[]
  pin: Omit<PinRecord, 'salt' | 'hash'> & { salt: number[]; hash: number[] }
  setup: SetupRecord | null
  /** How often people would not be interviewed; absent in a copy of an older app. */
  refusals?: AllRefusals
}

/** So many at a time: a transaction, or requests of the cache, that a page hardly feels. */
const CHUNK = 100
/** Of two tabs that copy the state at one time the one with less could be the last. */
const LOCK_NAME = 'suara-warga-copied-state'

export async function keepMissing(database: Database, outbox: Outbox): Promise<void> {
  const rows = new Set(await copied(PATHS.rows))
  const { waiting } = await outbox.ids()
  for (const ids of inChunks(waiting.filter((id) => !rows.has(id))))
    await Promise.all(
      (await outbox.rowsOf(ids)).map((row) => put(PATHS.rows + row.id, copyOf(row))),
    )
  const interviews = await interviewIds(database)
  for (const ids of inChunks(waiting.filter((id) => rows.has(id) && interviews.has(id))))
    for (const row of await outbox.rowsOf(ids)) await keepCorrected(row)
  await keepDrafts(database)
}

export async function keepState(
  database: Database,
  keepCount: (device: string, count: Numbered) => Promise<void>,
): Promise<void> {
  await navigator.locks.request(LOCK_NAME, () => copyState(database))
  const counts = await database.read(countsOf)
  for (const [device, count] of counts) await keepCount(device, count)
}

async function copyState(database: Database): Promise<void> {
  // A database that was healed without its copy has lost counts that are still there.
  const before = (await readWhole<CopiedState>(PATHS.state))?.refusals ?? []
  if (before.length > 0) await database.write((tx) => putBackRefusals(tx, before))
  const { pairing, former, pin, setup, refusals } = await database.read(async (tx) => ({
    pairing: await metaOf(tx, 'pairing'),
    former: await formerIdentities(tx),
    pin: await metaOf(tx, 'pin'),
    setup: await metaOf(tx, 'setup'),
    refusals: await allRefusals(tx),
  }))
  if (!pairing || !pin) return
  const plainPin = { ...pin, salt: [...pin.salt], hash: [...pin.hash] }
  const state: CopiedState = { pairing, former, pin: plainPin, setup: setup ?? null, refusals }
  await put(PATHS.state, state)
}

export async function healState(database: Database): Promise<void> {
  const state = await read<CopiedState>(PATHS.state)
  if (!state) return
  const counts: [string, Numbered | null][] = []
  for (const device of await copied(PATHS.counts)) counts.push([device, await keptCount(device)])
  for (const device of await copied(PATHS.oldCounts)) counts.push([device, await oldCount(device)])
  const { salt, hash } = state.pin
  const pin = { ...state.pin, salt: Uint8Array.from(salt), hash: Uint8Array.from(hash) }
  await database.write(async (tx) => {
    if (await metaOf(tx, 'pairing')) return
    await setMeta(tx, 'pairing', state.pairing)
    for (const identity of state.former ?? []) await keepIdentity(tx, identity)
    await setMeta(tx, 'pin', pin)
    if (state.setup) await setMeta(tx, 'setup', state.setup)
    for (const [device, count] of counts) if (count) await putBackCount(tx, device, count)
    await putBackRefusals(tx, state.refusals ?? [])
  })
}

export async function healRows(database: Database, outbox: Outbox): Promise<number> {
  const { waiting, acknowledged } = await outbox.ids()
  const [waits, sent] = [new Set(waiting), new Set(acknowledged)]
  const ids = await copied(PATHS.rows)
  await drop(ids.filter((id) => sent.has(id)).map((id) => PATHS.rows + id))
  let count = 0
  for (const lost of inChunks(ids.filter((id) => !sent.has(id) && !waits.has(id))))
    count += await putBack(lost, outbox)
  await healDrafts(database)
  return count
}

/** A storage that begins anew counts in a series of its own, whatever the copy knows. */
export async function forgetCounts(): Promise<void> {
  for (const prefix of [PATHS.counts, PATHS.oldCounts])
    await drop((await copied(prefix)).map((device) => prefix + device))
}

/** Together, for each transaction waits for the disk; one by one where one of them cannot be put back. @returns how many */
async function putBack(ids: readonly string[], outbox: Outbox): Promise<number> {
  const rows = await Promise.all(ids.map(lostRow))
  const whole = rows.filter((row) => row !== null)
  try {
    return await outbox.restore(whole)
  } catch (error) {
    damaged(error)
    if (whole.length < 2) return 0
    let count = 0
    for (const { submission } of whole) count += await putBack([submission.id], outbox)
    return count
  }
}

async function lostRow(id: string): Promise<LostRow | null> {
  try {
    const row = await read<Partial<LostRow>>(PATHS.rows + id)
    const { submission, device, series, savedAt: at } = row ?? {}
    // A row with a moment that is none would be in no index, and never sent.
    const savedAt = typeof at === 'number' ? at : undefined
    return submission?.id === id && device ? { submission, device, series, savedAt } : null
  } catch (error) {
    damaged(error)
    return null
  }
}

function inChunks<T>(all: readonly T[]): T[][] {
  const chunks: T[][] = []
  for (let from = 0; from < all.length; from += CHUNK) chunks.push(all.slice(from, from + CHUNK))
  return chunks
}

/** What is ever corrected: of a kiosk that holds thousands none is looked at. */
async function interviewIds(database: Database): Promise<Set<string>> {
  const ofEnumerators = IDBKeyRange.bound(['enumerator'], ['enumerator', []])
  return new Set(
    await database.read((tx) =>
      tx.objectStore('outbox').index('by-channel').getAllKeys(ofEnumerators),
    ),
  )
}

/** A kill may have come between a correction and its copy. What was never corrected is as it was copied. */
async function keepCorrected(row: OutboxRow): Promise<void> {
  if (!row.submission.corrections?.length) return
  const kept = await readWhole<LostRow>(PATHS.rows + row.id)
  if (!sameInCopy(kept?.submission, row.submission)) await put(PATHS.rows + row.id, copyOf(row))
}

function copyOf({ submission, device, series, savedAt }: LostRow): LostRow {
  return { submission, device, series, savedAt }
}

async function keptCount(device: string): Promise<Numbered | null> {
  // A storage that knows no number begins another series.
  const kept = await readWhole<Numbered>(PATHS.counts + device)
  return typeof kept?.sequence === 'number' ? kept : null
}

async function oldCount(device: string): Promise<Numbered | null> {
  const sequence = await readWhole<unknown>(PATHS.oldCounts + device)
  return typeof sequence === 'number' ? { sequence } : null
}

/** How far every identity has counted that this browser is or was. */
async function countsOf(tx: ReadTx): Promise<[string, Numbered][]> {
  const identities = [await metaOf(tx, 'pairing'), ...(await formerIdentities(tx))]
  const counts: [string, Numbered][] = []
  for (const identity of identities) {
    const count =
      identity && ((await countOf(tx, identity.device.id)) ?? (await begun(tx, identity)))
    if (count) counts.push([identity.device.id, count])
  }
  return counts
}

/** A series in which people were refused, and nothing has a number yet. */
async function begun(tx: ReadTx, { device }: PairingRecord): Promise<Numbered | null> {
  const series = await metaOf(tx, `series:${device.id}`)
  return series ? { sequence: 0, series } : null
}
