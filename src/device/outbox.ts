// Submissions on this device: saved with their number, kept until a receipt names them and 90 days more.
import type { Problem } from '../core/problem.ts'
import type { Submission } from '../core/submission.ts'
import type { Receipt } from '../core/wire.ts'
import {
  type Database,
  metaOf,
  type OutboxRow,
  type ReadTx,
  type RowState,
  setMeta,
  stateRange,
  type WriteTx,
} from './db.ts'
import { forgetEmptyIdentities, formerIdentities } from './identities.ts'
import { countsIn, type OutboxCounts } from './outbox-counts.ts'
import { type Numbered, named, nextNumber, raiseCount } from './series.ts'

/** How long an acknowledged submission stays, to be offered again to a server restored from a backup. */
const KEPT_DAYS = 90
const DAY_MS = 24 * 3600 * 1000

/** Submissions of one device and one series. */
export interface Waiting {
  /** Id of the former identity that collected them; `null` = the device that is paired now. */
  collectedBy: string | null
  /** Who collected them, whatever this browser is paired as when they go; absent = the database has lost its pairing. */
  device?: string
  /** Absent = the series without a name. */
  series?: string
  submissions: Submission[]
  /** Some of them can still be corrected: they are offered before they are sent. */
  correctable?: boolean
}

/** What is known of a row that the database lost. */
export interface LostRow {
  /** Without its number when the database could not give one. */
  submission: Omit<Submission, 'sequence'> & { sequence?: number }
  device: string
  /** The series of its number. */
  series?: string | undefined
  /** Device clock, ms since epoch; absent in a copy of an older app. */
  savedAt?: number | undefined
}

/** What is left out for now. */
interface Without {
  ids: ReadonlySet<string>
  /** Former identities. */
  collectors: ReadonlySet<string>
}

/** What the sender needs of the outbox. */
export interface SendingOutbox {
  /**
   * The oldest unsent submissions of the paired device, and when it has none of one that it was before; empty when none waits.
   * Of any device when the database has lost its pairing: the sender must see that something waits.
   */
  unsent(most: number, without: Without): Promise<Waiting>
  /** From now on these are never changed. @returns them as they stand, without what is unsent no more */
  offer(waiting: Waiting): Promise<Waiting>
  /**
   * Marks those of `sent` that the receipt names, and no others; under a new epoch offers again what was acknowledged.
   * @returns the ids of `sent` that it does not name, or names in two ways; and how many are offered again
   */
  settle(sent: readonly string[], receipt: Receipt): Promise<{ left: string[]; again: number }>
  /** Takes one out of the way of the others, with the reason. It stays on the device. */
  quarantine(id: string, problems: Problem[]): Promise<void>
  batchSize(): Promise<number | undefined>
  rememberBatchSize(size: number): Promise<void>
}

export interface Outbox extends SendingOutbox {
  /**
   * Resolves with its row when it is on disk. An id that is there already is left as it is, and returned.
   * @param also what belongs to it: written in the same transaction, or not at all
   */
  save(
    draft: Omit<Submission, 'sequence'>,
    device: string,
    also?: (tx: WriteTx, row: OutboxRow) => Promise<void>,
  ): Promise<OutboxRow>
  counts(): Promise<OutboxCounts>
  /** The server said its epoch: under a new one offers again what was acknowledged. @returns how many */
  noteEpoch(epoch: string): Promise<number>
  /** Ids of all that is here: what waits (unsent or refused), and what a receipt has named. */
  ids(): Promise<{ waiting: string[]; acknowledged: string[] }>
  /** The rows of these ids that are here. */
  rowsOf(ids: readonly string[]): Promise<OutboxRow[]>
  /** Puts back submissions that this database has lost, all or none; one that is here stays as it is. @returns how many */
  restore(lost: readonly LostRow[]): Promise<number>
  refused(): Promise<OutboxRow[]>
  /**
   * Takes submissions out of quarantine: a newer server may take them.
   * @param version of the app: nothing happens when this was done under it before; `null` = a person asks for it
   * @returns whether another version wrote here before
   */
  offerRefused(version: string | null): Promise<boolean>
  /** Removes what was acknowledged more than 90 days ago, and identities that have nothing here. Nothing else is ever removed. */
  prune(): Promise<number>
}

/** @param now the device clock, ms since epoch */
export function createOutbox(database: Database, now: () => number): Outbox {
  return {
    save: (draft, device, also) =>
      database.write(async (tx) => {
        const present = await tx.objectStore('outbox').get(draft.id)
        const row = present ?? (await add(tx, draft, { device, savedAt: now() }))
        await also?.(tx, row)
        return row
      }),

    ids: () =>
      database.read(async (tx) => {
        const index = tx.objectStore('outbox').index('by-state')
        const unsent = await index.getAllKeys(stateRange('unsent'))
        const refused = await index.getAllKeys(stateRange('refused'))
        const acknowledged = await index.getAllKeys(stateRange('stored'))
        return { waiting: [...unsent, ...refused], acknowledged }
      }),

    rowsOf: (ids) =>
      database.read(async (tx) => {
        const rows = await Promise.all(ids.map((id) => tx.objectStore('outbox').get(id)))
        return rows.filter((row) => row !== undefined)
      }),

    restore: (lost) =>
      database.write(async (tx) => {
        let count = 0
        for (const { submission, device, series, savedAt = now() } of lost) {
          if (await tx.objectStore('outbox').getKey(submission.id)) continue
          const { sequence } = submission
          const numbered = sequence === undefined ? {} : { numbered: { sequence, series } }
          const row = await add(tx, submission, { device, savedAt, ...numbered })
          // Nobody knows any more whether it was in a request.
          if (isCorrectable(row)) await tx.objectStore('outbox').put({ ...row, offeredAt: now() })
          count += 1
        }
        return count
      }),

    unsent: (most, without) =>
      database.read(async (tx) => {
        const device = (await metaOf(tx, 'pairing'))?.device.id
        const own = await oldestUnsent(
          tx,
          most,
          (row) => (!device || row.device === device) && !without.ids.has(row.id),
        )
        if (own.submissions.length > 0)
          return { collectedBy: null, ...(device && { device }), ...own }
        for (const { device: former } of await formerIdentities(tx)) {
          if (without.collectors.has(former.id)) continue
          const theirs = await oldestUnsent(
            tx,
            most,
            (row) => row.device === former.id && !without.ids.has(row.id),
          )
          if (theirs.submissions.length > 0)
            return { collectedBy: former.id, device: former.id, ...theirs }
        }
        return { collectedBy: null, submissions: [] }
      }),

    offer: ({ correctable: _, ...waiting }) =>
      database.write(async (tx) => {
        const submissions: Submission[] = []
        for (const { id } of waiting.submissions) {
          const row = await tx.objectStore('outbox').get(id)
          if (row?.state !== 'unsent') continue
          submissions.push(row.submission)
          if (isCorrectable(row)) await tx.objectStore('outbox').put({ ...row, offeredAt: now() })
        }
        return { ...waiting, submissions }
      }),

    async settle(sent, receipt) {
      const verdicts = verdictsOf(receipt)
      await database.write(async (tx) => {
        for (const id of sent) await mark(tx, id, verdicts.get(id), { at: now(), receipt })
      })
      const again = await database.write(async (tx) => {
        await setMeta(tx, 'lastReceiptAt', now())
        await setMeta(tx, 'serverTime', receipt.time)
        return await epochIs(tx, receipt.epoch)
      })
      return { left: sent.filter((id) => !verdicts.get(id)), again }
    },

    noteEpoch: (epoch) => database.write((tx) => epochIs(tx, epoch)),

    quarantine: (id, problems) =>
      database.write(async (tx) => {
        const row = await tx.objectStore('outbox').get(id)
        if (row?.state === 'unsent')
          await tx.objectStore('outbox').put({ ...row, state: 'refused', problems })
      }),

    batchSize: () => database.read((tx) => metaOf(tx, 'batchSize')),
    rememberBatchSize: (size) => database.write((tx) => setMeta(tx, 'batchSize', size)),

    counts: () => database.read(countsIn),

    refused: () =>
      database.read((tx) =>
        tx.objectStore('outbox').index('by-state').getAll(stateRange('refused')),
      ),

    offerRefused: (version) =>
      database.write(async (tx) => {
        const before = await metaOf(tx, 'app')
        if (before === version) return false
        if (version !== null) await setMeta(tx, 'app', version)
        await backToUnsent(tx, 'refused', () => true)
        return version !== null && before !== undefined
      }),

    prune: () =>
      database.write(async (tx) => {
        const before = now() - KEPT_DAYS * DAY_MS
        // By the server's clock too: a tablet set to next year by mistake would let go of what it has to keep.
        const storedBefore = ((await metaOf(tx, 'serverTime')) ?? 0) - KEPT_DAYS * DAY_MS
        let removed = 0
        const index = tx.objectStore('outbox').index('by-state')
        let cursor = await index.openCursor(stateRange('stored', before))
        while (cursor) {
          const { acknowledgedAt: at, storedAt = at } = cursor.value
          if (at !== undefined && at < before && Number(storedAt) < storedBefore) {
            await cursor.delete()
            removed += 1
          }
          cursor = await cursor.continue()
        }
        await forgetEmptyIdentities(tx)
        return removed
      }),
  }
}

/**
 * Number and row in one transaction: no gap and no number twice, however many tabs save.
 * @param numbered of one that had its number already
 */
async function add(
  tx: WriteTx,
  draft: Omit<Submission, 'sequence'>,
  { device, savedAt, numbered }: { device: string; savedAt: number; numbered?: Numbered },
): Promise<OutboxRow> {
  const { sequence, series } = numbered ?? (await nextNumber(tx, device))
  const submission: Submission = { ...draft, sequence }
  const row = { id: draft.id, submission, device, ...named(series), savedAt }
  await tx.objectStore('outbox').add({ ...row, state: 'unsent' })
  // A database that lost its last number learns it from what is put back.
  if (numbered) await raiseCount(tx, device, numbered)
  return { ...row, state: 'unsent' }
}

type Verdict = { kind: 'stored' | 'conflicted' } | { kind: 'refused'; problems: Problem[] } | null

/** What the receipt says of each id; `null` where it says two things, which is as good as nothing. */
function verdictsOf(receipt: Receipt): Map<string, Verdict> {
  const verdicts = new Map<string, Verdict>()
  const say = (id: string, verdict: Verdict) => verdicts.set(id, verdicts.has(id) ? null : verdict)
  for (const id of receipt.stored) say(id, { kind: 'stored' })
  for (const id of receipt.known) say(id, { kind: 'stored' })
  for (const id of receipt.conflicted) say(id, { kind: 'conflicted' })
  for (const { id, problems } of receipt.refused) say(id, { kind: 'refused', problems })
  return verdicts
}

async function mark(
  tx: WriteTx,
  id: string,
  verdict: Verdict | undefined,
  { at, receipt }: { at: number; receipt: Receipt },
): Promise<void> {
  const row = await tx.objectStore('outbox').get(id)
  if (!verdict || !row) return
  // A receipt that stored it outranks a later refusal: there is a row on the server.
  if (verdict.kind === 'refused' && row.state !== 'unsent') return
  await tx.objectStore('outbox').put(
    verdict.kind === 'refused'
      ? { ...row, state: 'refused', problems: verdict.problems }
      : {
          ...row,
          state: 'stored',
          acknowledgedAt: at,
          storedAt: receipt.time,
          epoch: receipt.epoch,
          ...(verdict.kind === 'conflicted' ? { conflicted: true } : {}),
        },
  )
}

/** What another epoch acknowledged may be lost there: unsent again, and so safe from pruning. @returns how many */
async function epochIs(tx: WriteTx, epoch: string): Promise<number> {
  const before = await metaOf(tx, 'epoch')
  if (before === epoch) return 0
  await setMeta(tx, 'epoch', epoch)
  return before === undefined ? 0 : backToUnsent(tx, 'stored', (row) => row.epoch !== epoch)
}

/** One cursor step for each row would cost a browser many times as much: they are read at once, and more when too few are meant. */
async function oldestUnsent(
  tx: ReadTx,
  most: number,
  chosen: (row: OutboxRow) => boolean,
): Promise<Omit<Waiting, 'collectedBy'>> {
  const index = tx.objectStore('outbox').index('by-state')
  for (let count = most; ; count *= 4) {
    const rows = await index.getAll(stateRange('unsent'), count)
    const meant = rows.filter(chosen)
    const series = meant[0]?.series
    // A request is of one series: the oldest row says which.
    const found = meant.filter((row) => row.series === series).slice(0, most)
    if (found.length < most && rows.length === count) continue
    const correctable = found.some(isCorrectable)
    return {
      ...named(series),
      submissions: found.map(({ submission }) => submission),
      ...(correctable && { correctable }),
    }
  }
}

/** An enumerator's interview that was in no request and in no file yet. What a kiosk keeps is never corrected. */
function isCorrectable({ state, submission, offeredAt }: OutboxRow): boolean {
  return state === 'unsent' && submission.channel === 'enumerator' && offeredAt === undefined
}

async function backToUnsent(
  tx: WriteTx,
  state: RowState,
  chosen: (row: OutboxRow) => boolean,
): Promise<number> {
  const identities = [await metaOf(tx, 'pairing'), ...(await formerIdentities(tx))]
  const sendable = new Set(identities.map((identity) => identity?.device.id))
  let count = 0
  let cursor = await tx.objectStore('outbox').index('by-state').openCursor(stateRange(state))
  while (cursor) {
    const row = cursor.value
    // What no token here can send would only seem to be on its way.
    if (sendable.has(row.device) && chosen(row)) {
      await cursor.update({ ...row, state: 'unsent' })
      count += 1
    }
    cursor = await cursor.continue()
  }
  return count
}
