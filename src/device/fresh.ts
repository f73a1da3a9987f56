// A database that does not open is left where it is: a fresh one takes its place, and what the old one holds when it opens again.
import { PATHS, put } from './cache.ts'
import {
  type CarriedRow,
  DATABASE_NAME,
  type Database,
  type MetaValues,
  metaOf,
  type Note,
  type OutboxRow,
  openDatabase,
  type PairingRecord,
  type ReadTx,
  setMeta,
  type WriteTx,
} from './db.ts'
import { forgetCounts } from './healing.ts'
import { isLater } from './healing-drafts.ts'
import { formerIdentities, keepIdentity } from './identities.ts'
import type { InterviewDraft } from './interviews.ts'
import { type AllRefusals, allRefusals, putBackRefusals } from './refusal-counts.ts'
import { countOf, type Numbered, putBackCount } from './series.ts'

/** More than any browser breaks: then something else is wrong. */
const MOST_NAMES = 20

/** @returns the name of a database that opens and can be written; `null` = none does */
export async function moveForward(
  name: string,
  cause: unknown,
  note: Note,
): Promise<string | null> {
  const next = nameAfter(name)
  if (!next) return null
  try {
    const fresh = await openDatabase({ name: next })
    await fresh.write((tx) => setMeta(tx, 'openedAt', Date.now()))
    fresh.close()
    // The old one knows numbers that the copy may not: the fresh one begins a series of its own.
    await forgetCounts()
    // From now on every page and the worker open this one.
    await put(PATHS.database, next)
  } catch {
    // All of the browser's storage fails, not only this database: the caller reports the cause.
    return null
  }
  note('storage.fresh', cause instanceof Error ? cause.name : '')
  return next
}

/** Takes what databases under other names hold into the one in use. One that does not open is tried again at the next start. */
export async function takeOver(database: Database): Promise<void> {
  for (const name of await otherNames(database.name)) {
    try {
      await takeFrom(name, database)
    } catch (error) {
      console.warn('Suara Warga: old', error instanceof Error ? error.name : 'failed')
    }
  }
}

function nameAfter(name: string): string | null {
  const next = Number(/-(\d+)$/.exec(name)?.[1] ?? 1) + 1
  return next > MOST_NAMES ? null : `${DATABASE_NAME}-${next}`
}

async function otherNames(inUse: string): Promise<string[]> {
  // Firefox before 126 cannot list them: there only those before the one in use are known.
  const listed = (indexedDB as { databases?(): Promise<IDBDatabaseInfo[]> }).databases?.()
  const names = listed ? (await listed).map(({ name }) => name ?? '') : namesBefore(inUse)
  return names.filter((name) => name !== inUse && isOurs(name))
}

function isOurs(name: string): boolean {
  return name === DATABASE_NAME || /^suara-warga-\d+$/.test(name)
}

function namesBefore(inUse: string): string[] {
  const names: string[] = []
  for (let name: string | null = DATABASE_NAME; name && name !== inUse; name = nameAfter(name))
    names.push(name)
  return names
}

interface Held {
  rows: OutboxRow[]
  drafts: InterviewDraft[]
  carried: CarriedRow[]
  identities: PairingRecord[]
  counts: [string, Numbered][]
  values: Partial<Pick<MetaValues, 'pairing' | 'pin' | 'setup'>>
  refusals: AllRefusals
}

async function takeFrom(name: string, database: Database): Promise<void> {
  const old = await openDatabase({ name })
  try {
    const held = await old.read(heldIn)
    await database.write((tx) => putInto(tx, held))
    // What is on disk in the one in use is needed here no more: it would come back after it was sent and removed.
    await old.write(async (tx) => {
      for (const { id } of held.rows) await tx.objectStore('outbox').delete(id)
      for (const { id } of held.drafts) await tx.objectStore('drafts').delete(id)
      for (const { id } of held.carried) await tx.objectStore('carried').delete(id)
    })
  } finally {
    old.close()
  }
}

async function heldIn(tx: ReadTx): Promise<Held> {
  const [pairing, pin, setup] = [
    await metaOf(tx, 'pairing'),
    await metaOf(tx, 'pin'),
    await metaOf(tx, 'setup'),
  ]
  const identities = [...(pairing ? [pairing] : []), ...(await formerIdentities(tx))]
  const counts: Held['counts'] = []
  for (const { device } of identities) {
    const count = await countOf(tx, device.id)
    if (count) counts.push([device.id, count])
  }
  return {
    rows: await tx.objectStore('outbox').getAll(),
    drafts: await tx.objectStore('drafts').getAll(),
    carried: await tx.objectStore('carried').getAll(),
    identities,
    counts,
    refusals: await allRefusals(tx),
    values: { ...(pairing && { pairing }), ...(pin && { pin }), ...(setup && { setup }) },
  }
}

async function putInto(tx: WriteTx, held: Held): Promise<void> {
  const paired = await metaOf(tx, 'pairing')
  const { pairing, pin, setup } = held.values
  if (!paired && pairing) {
    await setMeta(tx, 'pairing', pairing)
    if (pin) await setMeta(tx, 'pin', pin)
    if (setup) await setMeta(tx, 'setup', setup)
  }
  const now = await metaOf(tx, 'pairing')
  const known = [now, ...(await formerIdentities(tx))].map((identity) => identity?.device.id)
  for (const identity of held.identities)
    if (!known.includes(identity.device.id)) await keepIdentity(tx, identity)
  for (const [device, count] of held.counts) await putBackCount(tx, device, count)
  await putBackRefusals(tx, held.refusals)
  const outbox = tx.objectStore('outbox')
  for (const row of held.rows) if (!(await outbox.getKey(row.id))) await outbox.add(row)
  for (const draft of held.drafts) {
    const here = await tx.objectStore('drafts').get(draft.id)
    const finished = await outbox.getKey(draft.id)
    if (!finished && (!here || isLater(draft, here))) await tx.objectStore('drafts').put(draft)
  }
  for (const file of held.carried)
    if (!(await tx.objectStore('carried').getKey(file.id)))
      await tx.objectStore('carried').put(file)
}
