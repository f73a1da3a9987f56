// A second copy of what no server has yet, beside IndexedDB, from which a lost or corrupt database is healed.
// It stands in Cache Storage: all IndexedDB databases of an origin share one store in Chromium and die together.
import { drop, PATHS, put, read } from './cache.ts'
import type { Database } from './db.ts'
import type { InterviewDraft } from './interviews.ts'
import type { LostRow, Outbox } from './outbox.ts'
import type { Numbered } from './series.ts'

const LOCK_NAME = 'suara-warga-copy'

export interface Copy {
  keepRow(row: LostRow): Promise<void>
  dropRows(ids: readonly string[]): Promise<void>
  keepDraft(draft: InterviewDraft): Promise<void>
  dropDraft(id: string): Promise<void>
  /** How far a device has counted. */
  keepCount(device: string, count: Numbered): Promise<void>
  /** Puts a copy beside everything that waits without one. */
  keepMissing(database: Database, outbox: Outbox): Promise<void>
  /** Pairings, PIN, setup and the last numbers as the database has them now. */
  keepState(database: Database): Promise<void>
  /** Puts pairings, PIN, setup and the last numbers back into a database that lost them. */
  healState(database: Database): Promise<void>
  /** Puts back what the database has lost of all that waits; one damaged copy stops no other. @returns how many submissions */
  healRows(database: Database, outbox: Outbox): Promise<number>
}

/** `null` outside a secure context, where there is no Cache Storage and no kiosk. */
export function openCopy(): Copy | null {
  if (typeof caches === 'undefined') return null
  // No first screen waits for what mends.
  const healing = () => import('./healing.ts')
  return {
    keepRow: ({ submission, device, series, savedAt }) =>
      put(PATHS.rows + submission.id, { submission, device, series, savedAt } satisfies LostRow),
    dropRows: (ids) => drop(ids.map((id) => PATHS.rows + id)),
    keepDraft: (draft) => put(PATHS.drafts + draft.id, draft),
    dropDraft: (id) => drop([PATHS.drafts + id]),
    keepCount,
    keepMissing: async (database, outbox) => (await healing()).keepMissing(database, outbox),
    keepState: async (database) => (await healing()).keepState(database, keepCount),
    healState: async (database) => (await healing()).healState(database),
    healRows: async (database, outbox) => (await healing()).healRows(database, outbox),
  }
}

/** Two saves may end in the other order, and in two tabs: only the highest number of a series counts. */
async function keepCount(device: string, count: Numbered): Promise<void> {
  // Where there is Cache Storage there are locks.
  await navigator.locks.request(LOCK_NAME, async () => {
    // A damaged one is as good as none.
    const kept = await read<Numbered>(PATHS.counts + device).catch(() => null)
    const known = kept?.series === count.series && kept && kept.sequence >= count.sequence
    if (!known) await put(PATHS.counts + device, count)
  })
}

/**
 * The same outbox, whose unsent submissions are also in the copy. The copy never delays nor fails a save.
 * @param failed told when the copy could not be written
 */
export function copiedOutbox(
  outbox: Outbox,
  { copy, database, failed }: { copy: Copy | null; database: Database; failed: () => void },
): Outbox {
  if (!copy) return outbox
  // The database is what counts: a copy that fails costs no save, and is made good at the next start.
  const beside = (work: Promise<unknown>) => work.then(undefined, failed)
  return {
    ...outbox,
    async save(draft, device, also) {
      try {
        const row = await outbox.save(draft, device, also)
        const { series, submission } = row
        void beside(copy.keepRow(row))
        void beside(copy.keepCount(device, { sequence: submission.sequence, series }))
        return row
      } catch (error) {
        // Not thanked for, but not lost either: the next start finds it.
        await beside(copy.keepRow({ submission: draft, device, savedAt: draft.finishedAt }))
        throw error
      }
    },
    async settle(sent, receipt) {
      const settled = await outbox.settle(sent, receipt)
      const stay = new Set([...settled.left, ...receipt.refused.map(({ id }) => id)])
      await beside(copy.dropRows(sent.filter((id) => !stay.has(id))))
      if (settled.again > 0) await beside(copy.keepMissing(database, outbox))
      return settled
    },
    async noteEpoch(epoch) {
      const again = await outbox.noteEpoch(epoch)
      if (again > 0) await beside(copy.keepMissing(database, outbox))
      return again
    },
  }
}
