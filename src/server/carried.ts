// Delivers a file that was carried by hand: each parcel in the name of who collected it, as if they had sent it themselves.
import { hash } from 'node:crypto'
import type { Problem } from '../core/problem.ts'
import type { CarriedReceipt } from '../core/wire-field.ts'
import { carriedPieces } from './carried-pieces.ts'
import type { CarriedPiece, ParcelHead } from './carried-worker.ts'
import { QueueIsFull } from './ingest-queue.ts'
import type { InstrumentSource } from './instruments.ts'
import { epochOf } from './parts.ts'
import { receiptOf } from './receipts.ts'
import { ageIdentity } from './seal.ts'
import { tokenHash } from './secrets.ts'
import { note } from './store/audit.ts'
import { keepLog, keepRefusals } from './store/device-said.ts'
import { collectorOf, type KnownDevice } from './store/devices.ts'
import { inTransaction } from './store/dialect.ts'
import type { Delivery, Outcome } from './store/ingest.ts'
import type { Db } from './store/open.ts'
import { LATENCY_MS } from './store/submission-row.ts'

/** What delivering needs: of the running server, or of a command. */
export interface Delivering {
  db: Db
  instruments: InstrumentSource
  /** Resolves once they are on disk. */
  store(delivery: Delivery): Promise<Outcome[]>
  /** Server clock, ms since epoch. */
  now(): number
}

type File = Extract<CarriedPiece, { what: 'file' }>
type Parcel = ParcelHead & { collector: KnownDevice | null }
type Delivered = CarriedReceipt['parcels'][number]

/**
 * Importing a file again, or after its device has sent the same, changes nothing.
 * @param by who delivers it, for the trail; `gone` tells when nobody waits for the receipt any more
 */
export function deliver(
  bytes: Uint8Array,
  delivering: Delivering,
  { gone, ...by }: { who: string; address: string; gone?: () => boolean },
): Promise<CarriedReceipt> {
  return inTurn(() => {
    // It will come again. Opened for nobody, it would hold up the others.
    if (gone?.()) throw new QueueIsFull()
    return deliverNow(bytes, delivering, by)
  })
}

async function deliverNow(
  bytes: Uint8Array,
  delivering: Delivering,
  by: { who: string; address: string },
): Promise<CarriedReceipt> {
  const { db, now, instruments } = delivering
  const task = {
    bytes,
    identity: await ageIdentity(db),
    instruments: (await instruments.now()).all,
  }
  let opened: { file: File; parcels: Parcel[]; offsetMs: number } | undefined
  const outcomes: Outcome[][] = []
  for await (const piece of carriedPieces(task)) {
    if (piece.what === 'file') {
      const parcels = await withCollectors(db, piece.parcels)
      opened = { file: piece, parcels, offsetMs: offsetOf(piece.written, parcels, now()) }
      outcomes.push(...parcels.map(() => []))
      continue
    }
    const parcel = opened?.parcels[piece.parcel]
    if (!opened || !parcel) throw new Error('a piece of no parcel')
    outcomes[piece.parcel]?.push(...(await storePiece(piece, parcel, { ...opened, delivering })))
  }
  if (!opened) throw new Error('a file without a beginning')
  const { file, parcels } = opened
  const delivered = parcels.map((parcel, i) => deliveredOf(parcel, outcomes[i] ?? []))
  await inTransaction(db, async (trx) => {
    await keepWhatWasSaid(trx, opened)
    const detail = { parcels: delivered.map(countsOf) }
    const devices = [...new Set(delivered.map(({ device }) => device))]
    const subject = devices.length === 1 ? `device/${devices[0]}` : ''
    await note(trx, { ...by, at: now(), action: 'carried.delivered', subject, detail })
  })
  return {
    file: hash('sha256', bytes),
    parcels: delivered,
    written: file.written,
    time: now(),
    epoch: await epochOf(db),
  }
}

async function withCollectors(db: Db, heads: readonly ParcelHead[]): Promise<Parcel[]> {
  const parcels: Parcel[] = []
  for (const head of heads) {
    const proof = { device: head.device, tokenHash: tokenHash(head.token) }
    parcels.push({ ...head, collector: await collectorOf(db, proof) })
  }
  return parcels
}

/**
 * What is to be added to the clock of a device that wrote a file, ms. When it was written says little: the file was on its
 * way for days. So the clock is corrected as it was at the device's last report, but a file is never written after it came.
 */
function offsetOf(written: number, parcels: readonly Parcel[], now: number): number {
  const reports = parcels.flatMap(({ collector }) => collector ?? [])
  const last = reports.sort((a, b) => (b.reportedAt ?? 0) - (a.reportedAt ?? 0))[0]
  const offsetMs = last?.offsetMs ?? 0
  return written + offsetMs > now + LATENCY_MS ? now - written : offsetMs
}

async function storePiece(
  { submissions, refused, parcel: at }: Extract<CarriedPiece, { what: 'submissions' }>,
  { collector, series = '' }: Parcel,
  { file, offsetMs, delivering }: { file: File; offsetMs: number; delivering: Delivering },
): Promise<Outcome[]> {
  const unread = refused.map((one) => ({ ...one, became: 'refused' as const }))
  if (!collector) {
    const problems: Problem[] = [{ code: 'token.unknown', path: `parcels.${at}.token` }]
    return [...submissions, ...refused].map(({ id }) => ({ id, became: 'refused', problems }))
  }
  if (submissions.length === 0) return unread
  const stored = await delivering.store({
    device: collector.id,
    series,
    unit: collector.unit,
    sent: file.written,
    receivedAt: delivering.now(),
    simulated: collector.simulated,
    carried: { offsetMs },
    submissions,
    noteContact: false,
  })
  return [...stored, ...unread]
}

/** The log is of the device as it is now: its present identity stands first in its files. */
async function keepWhatWasSaid(
  trx: Db,
  { file, parcels }: { file: File; parcels: readonly Parcel[] },
): Promise<void> {
  const proven = parcels.filter(({ collector }) => collector !== null)
  for (const { device, series = '', refusals = [] } of proven)
    await keepRefusals(trx, { device, series }, refusals)
  if (proven[0]) await keepLog(trx, proven[0].device, file.log)
}

function deliveredOf({ device, collector }: Parcel, outcomes: readonly Outcome[]): Delivered {
  const { stored, known, conflicted, refused } = receiptOf(outcomes, { time: 0, epoch: '' })
  return {
    device,
    name: collector?.name ?? '',
    stored: stored.length,
    known: known.length,
    conflicted: conflicted.length,
    refused,
  }
}

function countsOf({ device, stored, known, conflicted, refused }: Delivered) {
  return { device, stored, known, conflicted, refused: refused.length }
}

/** An opened file takes memory: one after another, and no long queue of them. */
const MOST_WAITING = 8
let waiting = 0
let last: Promise<unknown> = Promise.resolve()

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting >= MOST_WAITING) return Promise.reject(new QueueIsFull())
  waiting += 1
  const mine = last.then(work).finally(() => {
    waiting -= 1
  })
  last = mine.catch(() => undefined)
  return mine
}
