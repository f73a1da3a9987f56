// Drafts in the database and in its copy: of each the later one counts, in both directions.
import { drop, PATHS, put } from './cache.ts'
import { copied, damaged, readWhole, sameInCopy } from './copied.ts'
import type { Database, ReadTx, WriteTx } from './db.ts'
import type { InterviewDraft } from './interviews.ts'

/**
 * Whether `one` is of a later tap than `other`. The time spent on it decides: it is counted by clocks that nobody sets, and goes
 * on where the draft was left, while the device clock may have been set back between two taps.
 */
export function isLater(one: InterviewDraft, other: InterviewDraft): boolean {
  if (one.spentMs !== other.spentMs) return one.spentMs > other.spentMs
  return one.changedAt > other.changedAt
}

/** Puts back what only the copy has, and what it has of later taps. */
export async function healDrafts(database: Database): Promise<void> {
  for (const id of await copied(PATHS.drafts)) await healDraft(id, database)
}

/** The same for those that the database has: no list of the whole copy is read for it. */
export async function healKnownDrafts(database: Database): Promise<void> {
  const ids = await database.read((tx) => tx.objectStore('drafts').getAllKeys())
  for (const id of ids) await healDraft(id, database)
}

/** Puts into the copy what it lacks, and what the database has of later taps. */
export async function keepDrafts(database: Database): Promise<void> {
  for (const draft of await database.read((tx) => tx.objectStore('drafts').getAll())) {
    const copy = await readWhole<InterviewDraft>(PATHS.drafts + draft.id)
    // Of two that are equally late the one in the database counts.
    if (!copy || !(isLater(copy, draft) || sameInCopy(copy, draft))) await keep(draft, database)
  }
}

async function keep(draft: InterviewDraft, database: Database): Promise<void> {
  const path = PATHS.drafts + draft.id
  await put(path, draft)
  // Tapped, finished or dropped meanwhile: what the copy was told of it then must not be undone.
  const now = await database.read((tx) => tx.objectStore('drafts').get(draft.id))
  if (!now) await drop([path])
  else if (!sameInCopy(now, draft)) await keep(now, database)
}

async function healDraft(id: string, database: Database): Promise<void> {
  const path = PATHS.drafts + id
  const copy = await readWhole<InterviewDraft>(path)
  try {
    if (await database.read((tx) => tx.objectStore('outbox').getKey(id))) return await drop([path])
    if (copy?.id !== id || !(await database.read((tx) => lacks(tx, copy)))) return
    await database.write(async (tx) => {
      if (await lacks(tx, copy)) await tx.objectStore('drafts').put(copy)
    })
  } catch (error) {
    damaged(error)
  }
}

/** Whether neither `draft`, nor a later one, nor the interview that it became is here. */
async function lacks(tx: ReadTx | WriteTx, draft: InterviewDraft): Promise<boolean> {
  if (await tx.objectStore('outbox').getKey(draft.id)) return false
  const here = await tx.objectStore('drafts').get(draft.id)
  return !here || isLater(draft, here)
}
