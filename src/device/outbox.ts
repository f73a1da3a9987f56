// Submissions on this device: saved with their number, kept until a receipt names them and 90 days more.
import type { Problem } from '../core/problem.ts'
import type { Submission } from '../core/submission.ts'
import type { Receipt } from '../core/wire.ts'
import {
  type Database,
  metaOf,
  type OutboxRow,
  type RowState,
  setMeta,
  stateRange,
  type WriteTx,
} from './db.ts'

/** How long an acknowledged submission stays, to be offered again to a server restored from a backup. */
const KEPT_DAYS = 90
const DAY_MS = 24 * 3600 * 1000

interface OutboxCounts {
  unsent: number
  oldestUnsentAt: number | null
  refused: number
  acknowledged: number
  lastReceiptAt: number | null
  sequence: number
}

/** What the sender needs of the outbox. */
export interface SendingOutbox {
  /**
   * The oldest unsent submissions of the paired device, without those left out; empty when none waits. Of any device when the
   * database has lost its pairing: the sender must see that something waits.
   */
  unsent(most: number, without: ReadonlySet<string>): Promise<Submission[]>
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
  /** Resolves when it is on disk. An id that is there already is left as it is, and returned. */
  save(draft: Omit<Submission, 'sequence'>, device: string): Promise<Submission>
  counts(): Promise<OutboxCounts>
  /** Which of these ids are not here at all, and which a receipt has named. */
  compare(ids: readonly string[]): Promise<{ missing: string[]; acknowledged: string[] }>
  /** Puts back a submission that this database has lost; one that is here stays as it is. */
  restore(lost: Omit<Submission, 'sequence'> & { sequence?: number }, device: string): Promise<void>
  refused(): Promise<OutboxRow[]>
  /** What no server has, as far as this device knows: unsent or refused. */
  waiting(): Promise<OutboxRow[]>
  /**
   * Takes the paired device's submissions out of quarantine: a newer server may take them.
   * @param version of the app: nothing happens when this was done under it before; `null` = a person asks for it
   */
  offerRefused(version: string | null): Promise<void>
  /** Removes what was acknowledged more than 90 days ago. Nothing else is ever removed. */
  prune(): Promise<number>
}

/** @param now the device clock, ms since epoch */
export function createOutbox(database: Database, now: () => number): Outbox {
  return {
    save: (draft, device) =>
      database.write(async (tx) => {
        const present = await tx.objectStore('outbox').get(draft.id)
        return present
          ? present.submission
          : await add(tx, draft, { device, savedAt: now(), number: null })
      }),

    compare: (ids) =>
      database.read(async (tx) => {
        const rows = await Promise.all(ids.map((id) => tx.objectStore('outbox').get(id)))
        return {
          missing: ids.filter((_, i) => !rows[i]),
          acknowledged: ids.filter((_, i) => rows[i]?.state === 'stored'),
        }
      }),

    restore: (lost, device) =>
      database.write(async (tx) => {
        if (await tx.objectStore('outbox').get(lost.id)) return
        await add(tx, lost, { device, savedAt: now(), number: lost.sequence ?? null })
      }),

    unsent: (most, without) =>
      database.read(async (tx) => {
        const device = (await metaOf(tx, 'pairing'))?.device.id
        const found: Submission[] = []
        const index = tx.objectStore('outbox').index('by-state')
        let cursor = await index.openCursor(stateRange('unsent'))
        while (cursor && found.length < most) {
          const row = cursor.value
          if ((!device || row.device === device) && !without.has(row.id)) found.push(row.submission)
          cursor = await cursor.continue()
        }
        return found
      }),

    async settle(sent, receipt) {
      const verdicts = verdictsOf(receipt)
      await database.write(async (tx) => {
        for (const id of sent) await mark(tx, id, verdicts.get(id), receipt.epoch, now())
      })
      const again = await database.write(async (tx) => {
        const epoch = await metaOf(tx, 'epoch')
        await setMeta(tx, 'epoch', receipt.epoch)
        await setMeta(tx, 'lastReceiptAt', now())
        return epoch === undefined || epoch === receipt.epoch ? 0 : offerAgain(tx, receipt.epoch)
      })
      return { left: sent.filter((id) => !verdicts.get(id)), again }
    },

    quarantine: (id, problems) =>
      database.write(async (tx) => {
        const row = await tx.objectStore('outbox').get(id)
        if (row?.state === 'unsent')
          await tx.objectStore('outbox').put({ ...row, state: 'refused', problems })
      }),

    batchSize: () => database.read((tx) => metaOf(tx, 'batchSize')),
    rememberBatchSize: (size) => database.write((tx) => setMeta(tx, 'batchSize', size)),

    counts: () =>
      database.read(async (tx) => {
        const index = tx.objectStore('outbox').index('by-state')
        const oldest = await index.openCursor(stateRange('unsent'))
        const device = (await metaOf(tx, 'pairing'))?.device.id
        return {
          unsent: await index.count(stateRange('unsent')),
          oldestUnsentAt: oldest?.value.savedAt ?? null,
          refused: await index.count(stateRange('refused')),
          acknowledged: await index.count(stateRange('stored')),
          lastReceiptAt: (await metaOf(tx, 'lastReceiptAt')) ?? null,
          sequence: (device && (await metaOf(tx, `sequence:${device}`))) || 0,
        }
      }),

    refused: () =>
      database.read((tx) =>
        tx.objectStore('outbox').index('by-state').getAll(stateRange('refused')),
      ),

    waiting: () =>
      database.read(async (tx) => {
        const index = tx.objectStore('outbox').index('by-state')
        const unsent = await index.getAll(stateRange('unsent'))
        return [...unsent, ...(await index.getAll(stateRange('refused')))]
      }),

    offerRefused: (version) =>
      database.write(async (tx) => {
        if (version !== null) {
          if ((await metaOf(tx, 'app')) === version) return
          await setMeta(tx, 'app', version)
        }
        await backToUnsent(tx, 'refused', () => true)
      }),

    prune: () =>
      database.write(async (tx) => {
        const before = now() - KEPT_DAYS * DAY_MS
        let removed = 0
        const index = tx.objectStore('outbox').index('by-state')
        let cursor = await index.openCursor(stateRange('stored', before))
        while (cursor) {
          const at = cursor.value.acknowledgedAt
          if (at !== undefined && at < before) {
            await cursor.delete()
            removed += 1
          }
          cursor = await cursor.continue()
        }
        return removed
      }),
  }
}

/**
 * Number and row in one transaction: no gap and no number twice, however many tabs save.
 * @param number of one that had its number already; `null` = the next one
 */
async function add(
  tx: WriteTx,
  draft: Omit<Submission, 'sequence'>,
  { device, savedAt, number }: { device: string; savedAt: number; number: number | null },
): Promise<Submission> {
  const last = (await metaOf(tx, `sequence:${device}`)) ?? 0
  const sequence = number ?? last + 1
  const submission: Submission = { ...draft, sequence }
  await setMeta(tx, `sequence:${device}`, Math.max(last, sequence))
  await tx.objectStore('outbox').add({ id: draft.id, submission, device, state: 'unsent', savedAt })
  return submission
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
  epoch: string,
  acknowledgedAt: number,
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
          acknowledgedAt,
          epoch,
          ...(verdict.kind === 'conflicted' ? { conflicted: true } : {}),
        },
  )
}

/** What another epoch acknowledged may be lost there: unsent again, and so safe from pruning. @returns how many */
function offerAgain(tx: WriteTx, epoch: string): Promise<number> {
  return backToUnsent(tx, 'stored', (row) => row.epoch !== epoch)
}

async function backToUnsent(
  tx: WriteTx,
  state: RowState,
  chosen: (row: OutboxRow) => boolean,
): Promise<number> {
  const device = (await metaOf(tx, 'pairing'))?.device.id
  let count = 0
  let cursor = await tx.objectStore('outbox').index('by-state').openCursor(stateRange(state))
  while (cursor) {
    const row = cursor.value
    // Rows of an earlier pairing cannot go under this token.
    if (row.device === device && chosen(row)) {
      await cursor.update({ ...row, state: 'unsent' })
      count += 1
    }
    cursor = await cursor.continue()
  }
  return count
}
