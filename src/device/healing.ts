// Compares the database with its copy: what one has lost comes from the other.
import { drop, openCache, PATHS, put, read } from './cache.ts'
import {
  type Database,
  metaOf,
  type PairingRecord,
  type PinRecord,
  type ReadTx,
  type SetupRecord,
  setMeta,
} from './db.ts'
import { formerIdentities, keepIdentity } from './identities.ts'
import type { InterviewDraft } from './interviews.ts'
import type { LostRow, Outbox } from './outbox.ts'
import { countOf, type Numbered, putBackCount } from './series.ts'

interface CopiedState {
  pairing: PairingRecord
  /** Pairings that were replaced; absent in a copy of an older app. */
  former?: PairingRecord[]
  pin: Omit<PinRecord, 'salt' | 'hash'> & { salt: number[]; hash: number[] }
  setup: SetupRecord | null
}

/** So many at a time: a transaction, or requests of the cache, that a page hardly feels. */
const CHUNK = 100

export async function keepMissing(database: Database, outbox: Outbox): Promise<void> {
  const rows = new Set(await copied(PATHS.rows))
  const { waiting } = await outbox.ids()
  for (const ids of inChunks(waiting.filter((id) => !rows.has(id))))
    await Promise.all(
      (await outbox.rowsOf(ids)).map((row) => put(PATHS.rows + row.id, copyOf(row))),
    )
  const drafts = new Set(await copied(PATHS.drafts))
  for (const draft of await database.read((tx) => tx.objectStore('drafts').getAll()))
    if (!drafts.has(draft.id)) await put(PATHS.drafts + draft.id, draft)
}

export async function keepState(
  database: Database,
  keepCount: (device: string, count: Numbered) => Promise<void>,
): Promise<void> {
  const { pairing, former, counts, pin, setup } = await database.read(async (tx) => ({
    pairing: await metaOf(tx, 'pairing'),
    former: await formerIdentities(tx),
    counts: await countsOf(tx),
    pin: await metaOf(tx, 'pin'),
    setup: await metaOf(tx, 'setup'),
  }))
  if (!pairing || !pin) return
  const plainPin = { ...pin, salt: [...pin.salt], hash: [...pin.hash] }
  const state: CopiedState = { pairing, former, pin: plainPin, setup: setup ?? null }
  await put(PATHS.state, state)
  for (const [device, count] of counts) await keepCount(device, count)
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
  for (const id of await copied(PATHS.drafts)) await healDraft(id, database)
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
    const { submission, device, series } = row ?? {}
    return submission?.id === id && device ? { submission, device, series } : null
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

async function healDraft(id: string, database: Database): Promise<void> {
  try {
    const draft = await read<InterviewDraft>(PATHS.drafts + id)
    const finished = await database.write(async (tx) => {
      if (await tx.objectStore('outbox').getKey(id)) return true
      if (draft && !(await tx.objectStore('drafts').getKey(id)))
        await tx.objectStore('drafts').put(draft)
      return false
    })
    if (finished) await drop([PATHS.drafts + id])
  } catch (error) {
    damaged(error)
  }
}

function damaged(error: unknown): void {
  console.warn('Suara Warga: copy', error instanceof Error ? error.name : 'failed')
}

function copyOf({ submission, device, series }: LostRow): LostRow {
  return { submission, device, series }
}

async function keptCount(device: string): Promise<Numbered | null> {
  // A damaged number is as good as none: a storage that knows none begins another series.
  const kept = await read<Numbered>(PATHS.counts + device).catch(() => null)
  return typeof kept?.sequence === 'number' ? kept : null
}

async function oldCount(device: string): Promise<Numbered | null> {
  const sequence = await read<unknown>(PATHS.oldCounts + device).catch(() => null)
  return typeof sequence === 'number' ? { sequence } : null
}

/** What stands in the copy under a prefix. */
async function copied(prefix: string): Promise<string[]> {
  const paths = (await (await openCache()).keys()).map(({ url }) => new URL(url).pathname)
  return paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length))
}

/** How far every identity has counted that this browser is or was. */
async function countsOf(tx: ReadTx): Promise<[string, Numbered][]> {
  const identities = [await metaOf(tx, 'pairing'), ...(await formerIdentities(tx))]
  const counts: [string, Numbered][] = []
  for (const identity of identities) {
    const count = identity && (await countOf(tx, identity.device.id))
    if (count) counts.push([identity.device.id, count])
  }
  return counts
}
