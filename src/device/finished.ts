// Finished interviews: numbered, shown with their state, corrected until they are offered, counted by assignment.
import { AGE_BANDS, AGE_YEARS, type AgeBand, SEXES } from '../core/respondent.ts'
import type { Submission } from '../core/submission.ts'
import { corrected } from './correction.ts'
import type { Database, OutboxRow, ReadTx, RowState, WriteTx } from './db.ts'
import { endDraft, type InCopy } from './drafts.ts'
import type { InterviewDraft, InterviewRow, Interviews, LocalProgress } from './interviews.ts'
import { holdInterview } from './locks.ts'
import type { Outbox } from './outbox.ts'

type Finished = Pick<Interviews, 'finish' | 'finished' | 'correct' | 'hold' | 'progressOf'>

export interface FinishedParts {
  database: Database
  outbox: Outbox
  /** Id of the paired device; `null` = not paired. */
  device(): string | null
  /** Something new may be sent. */
  wake(): void
  changed(): void
  inCopy: InCopy
  /** Ids of interviews that went into a file from the screen, before the storage took them. */
  inFile: ReadonlySet<string>
}

export function createFinished(parts: FinishedParts): Finished {
  const { database, outbox, device, wake, changed, inCopy, inFile } = parts
  return {
    async finish(draft, finishedAt) {
      const paired = device()
      if (!paired) throw new Error('This browser is not paired')
      const interview = submissionOf(draft, finishedAt)
      const { submission } = await outbox.save(interview, paired, async (tx, row) => {
        await endDraft(tx, draft.id)
        if (inFile.has(row.id) && isCorrectable(row)) await offer(tx, row, Date.now())
      })
      void inCopy((copy) => copy.dropDraft(draft.id))
      changed()
      wake()
      return submission
    },

    finished: (most, after) =>
      database.read(async (tx) => (await latestRows(tx, most, after)).map(rowOf)),

    async correct(id, next, at) {
      const row = await database.write(async (tx) => {
        const row = await tx.objectStore('outbox').get(id)
        if (!row || !isCorrectable(row)) return null
        const submission = corrected(row.submission, next, at)
        const changed = { ...row, submission }
        if (submission !== row.submission) await tx.objectStore('outbox').put(changed)
        return changed
      })
      if (!row) return 'sent'
      void inCopy((copy) => copy.keepRow(row))
      changed()
      wake()
      return rowOf(row)
    },

    hold(id) {
      const free = holdInterview(id)
      return () => void free().then(wake)
    },

    progressOf: (assignment, received = 0) =>
      database.read((tx) => progressIn(tx, assignment, received)),
  }
}

/** What a finished draft is as a submission, before it has its number. */
export function submissionOf(
  { spentMs, at: _at, changedAt: _changedAt, ...interview }: InterviewDraft,
  finishedAt: number,
): Omit<Submission, 'sequence'> {
  return { ...interview, finishedAt, durationMs: spentMs }
}

/** In no request and in no file yet. */
export function isCorrectable(row: OutboxRow): boolean {
  return row.state === 'unsent' && row.offeredAt === undefined
}

/** From now on the server may have it as it is: it is never changed again. */
export async function offer(tx: WriteTx, row: OutboxRow, offeredAt: number): Promise<void> {
  await tx.objectStore('outbox').put({ ...row, offeredAt })
}

const STATES: Record<RowState, InterviewRow['state']> = {
  unsent: 'waiting',
  stored: 'sent',
  refused: 'refused',
}

function rowOf(row: OutboxRow): InterviewRow {
  const { submission, state, savedAt } = row
  return { submission, state: STATES[state], savedAt, correctable: isCorrectable(row) }
}

/** Several may be saved at one time, when they were put back from the copy: so their ids count too. */
async function latestRows(tx: ReadTx, most: number, after?: InterviewRow): Promise<OutboxRow[]> {
  const last = after?.savedAt ?? Number.MAX_VALUE
  const range = IDBKeyRange.bound(['enumerator'], ['enumerator', last])
  const rows: OutboxRow[] = []
  let cursor = await tx.objectStore('outbox').index('by-channel').openCursor(range, 'prev')
  while (cursor && rows.length < most) {
    const { value } = cursor
    const isLater = after && value.savedAt === last && value.id >= after.submission.id
    if (!isLater) rows.push(value)
    cursor = await cursor.continue()
  }
  return rows
}

/** Counted by indexes, however many there are. Rows are read only where unsent ones may be at the server already. */
async function progressIn(
  tx: ReadTx,
  assignment: string,
  received: number,
): Promise<LocalProgress> {
  const outbox = tx.objectStore('outbox')
  const byState = outbox.index('by-assignment')
  const [n, unsent, sex, age] = await Promise.all([
    byState.count(IDBKeyRange.bound([assignment], [assignment, []])),
    byState.count(IDBKeyRange.only([assignment, 'unsent'])),
    countedBy(SEXES, (one) => outbox.index('by-sex').count(IDBKeyRange.only([assignment, one]))),
    countedBy(AGE_BANDS, (band) => {
      const { from, to } = yearsOf(band)
      const range = IDBKeyRange.bound([assignment, from], [assignment, to])
      return outbox.index('by-age').count(range)
    }),
  ])
  if (received <= n - unsent) return { n, unsent, sex, age }
  const rows = await byState.getAll(IDBKeyRange.only([assignment, 'unsent']))
  return { n, unsent: rows.filter(isCorrectable).length, sex, age }
}

/** By key, without those that are 0. */
async function countedBy<K extends string>(
  keys: readonly K[],
  count: (key: K) => Promise<number>,
): Promise<Partial<Record<K, number>>> {
  const counts = await Promise.all(keys.map(async (key) => [key, await count(key)] as const))
  // Each key is one of `keys`, which `fromEntries` cannot say.
  return Object.fromEntries(counts.filter(([, n]) => n > 0)) as Partial<Record<K, number>>
}

/** A band's name holds its first and last year. */
function yearsOf(band: AgeBand): { from: number; to: number } {
  const [from = 0, to = AGE_YEARS.most] = band.split('-').map((year) => Number.parseInt(year, 10))
  return { from, to }
}
