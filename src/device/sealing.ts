// Puts the answers that are here into files for the server, which any way may carry. Reads and marks; removes nothing.
import { LOG_LIMITS, type LogEntry } from '../core/log.ts'
import { localTimeOf } from '../core/period.ts'
import type { CarriedParcel } from '../core/wire-field.ts'
import {
  type Database,
  metaOf,
  type Note,
  type OutboxRow,
  type PairingRecord,
  type ReadTx,
  stateRange,
  type WriteTx,
} from './db.ts'
import type { Files, SealedFile, Sealing } from './files.ts'
import { isCorrectable, offer, submissionOf } from './finished.ts'
import { formerIdentities } from './identities.ts'
import type { Memory } from './memory.ts'
import { refusalsOf } from './refusals.ts'
import type { Piece } from './sealed-pieces.ts'

type Held = 'unsent' | 'kept'
type Unsaved = Parameters<Files['sealUnsent']>[0]

/** All that goes into the files, before it is split. */
interface Load {
  parcels: CarriedParcel[]
  log: LogEntry[]
}

export interface SealingParts {
  database: Database
  memory: Memory
  /** Version of the app. */
  app: string
  /** Device clock, ms since epoch. */
  now(): number
  note: Note
  changed(): void
  /** Gets the id of an interview that goes into a file from the screen. */
  inFile: Set<string>
}

export function createSealing(parts: SealingParts): Pick<Files, 'sealUnsent' | 'sealKept'> {
  const { database, memory, app, now, note, changed, inFile } = parts

  async function seal(held: Held, unsaved?: Unsaved): Promise<Sealing> {
    const setup = memory.setup?.setup
    if (!setup?.recipient) return { ok: false, why: 'recipient' }
    const written = now()
    const { parcels, log } = await loadOf(held, written, unsaved)
    if (parcels.length === 0) return { ok: false, why: 'nothing' }
    const head = { format: 'suara-warga-file@1', app, written, log } as const
    // Before the file is made: the storage may take it meanwhile.
    if (unsaved) inFile.add(unsaved.draft.id)
    const { sealedPieces } = await import('./sealed-pieces.ts')
    const pieces = await sealedPieces(parcels, { recipient: setup.recipient, head })
    const { day } = localTimeOf(written, setup.regency.timezone)
    const files = pieces.map((piece, i) => ({
      ...named(piece, `${day}_${setup.unit.id}`, [i, pieces.length]),
      kept: () => note('file.saved', String(piece.items)),
    }))
    changed()
    return { ok: true, files }
  }

  /** Where nothing can be written any more, it is read without marking: a copy by hand is worth more than the mark. */
  async function loadOf(held: Held, written: number, unsaved: Unsaved): Promise<Load> {
    try {
      return await database.write(async (tx) => {
        const rows = await rowsOf(tx, held)
        await Promise.all(rows.filter(isCorrectable).map((row) => offer(tx, row, written)))
        return await loadIn(tx, rows, unsaved)
      })
    } catch {
      // Reading reports what stands in the way of both.
      return await database.read(async (tx) => await loadIn(tx, await rowsOf(tx, held), unsaved))
    }
  }

  return {
    sealUnsent: (unsaved) => seal('unsent', unsaved),
    sealKept: () => seal('kept'),
  }
}

async function rowsOf(tx: ReadTx | WriteTx, held: Held): Promise<OutboxRow[]> {
  const index = tx.objectStore('outbox').index('by-state')
  const unsent = await index.getAll(stateRange('unsent'))
  const refused = await index.getAll(stateRange('refused'))
  const stored = held === 'kept' ? await index.getAll(stateRange('stored')) : []
  return [...stored, ...refused, ...unsent]
}

async function loadIn(tx: ReadTx | WriteTx, rows: OutboxRow[], unsaved: Unsaved): Promise<Load> {
  const pairing = await metaOf(tx, 'pairing')
  const identities = [...(pairing ? [pairing] : []), ...(await formerIdentities(tx))]
  const parcels: CarriedParcel[] = []
  for (const identity of identities) parcels.push(...(await parcelsOf(tx, rows, identity)))
  if (unsaved && pairing) await addUnsaved(tx, parcels, { pairing, ...unsaved })
  const log = await tx.objectStore('log').getAll()
  return { parcels, log: log.slice(-LOG_LIMITS.kept) }
}

/** One for each series of which something is here. Rows of no identity cannot be: it is kept while they are. */
async function parcelsOf(
  tx: ReadTx | WriteTx,
  rows: OutboxRow[],
  { device, token }: PairingRecord,
): Promise<CarriedParcel[]> {
  const theirs = rows.filter((row) => row.device === device.id)
  const parcels: CarriedParcel[] = []
  for (const series of new Set(theirs.map((row) => row.series))) {
    const submissions = theirs.filter((row) => row.series === series).map((row) => row.submission)
    parcels.push({ ...(await emptyParcel(tx, { device: device.id, token, series })), submissions })
  }
  return parcels
}

async function emptyParcel(
  tx: ReadTx | WriteTx,
  { device, token, series }: { device: string; token: string; series: string | undefined },
): Promise<CarriedParcel> {
  const refusals = await refusalsOf(tx, device, series)
  return {
    device,
    token,
    ...(series === undefined ? {} : { series }),
    submissions: [],
    ...(refusals.length > 0 ? { refusals } : {}),
  }
}

/** It gets the number that it will have once the storage takes it. */
async function addUnsaved(
  tx: ReadTx | WriteTx,
  parcels: CarriedParcel[],
  { pairing, draft, finishedAt }: { pairing: PairingRecord } & NonNullable<Unsaved>,
): Promise<void> {
  const device = pairing.device.id
  const series = await metaOf(tx, `series:${device}`)
  if (parcels.some(({ submissions }) => submissions.some(({ id }) => id === draft.id))) return
  const sequence = ((await metaOf(tx, `sequence:${device}`)) ?? 0) + 1
  let parcel = parcels.find((one) => one.device === device && one.series === series)
  if (!parcel) {
    parcel = await emptyParcel(tx, { device, token: pairing.token, series })
    parcels.push(parcel)
  }
  parcel.submissions.push({ ...submissionOf(draft, finishedAt), sequence })
}

function named(
  { bytes, items }: Piece,
  about: string,
  [index, files]: [number, number],
): Omit<SealedFile, 'kept'> {
  const part = files > 1 ? `_${index + 1}-dari-${files}` : ''
  // No system takes every character that an id may hold.
  const stem = `suara-warga_${about}`.replace(/[^\w.-]+/g, '-')
  return { name: `${stem}_${items}-jawaban${part}.age`, bytes, items }
}
