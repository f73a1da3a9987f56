// Interviews that were begun: kept at every tap, until they are finished or a person drops them.
import type { Copy } from './copy.ts'
import type { Database, WriteTx } from './db.ts'
import { healKnownDrafts } from './healing-drafts.ts'
import type { Interview, InterviewDraft, Interviews } from './interviews.ts'

type Drafts = Pick<Interviews, 'drafts' | 'keepDraft' | 'dropDraft'>

/** Does something in the second copy, after all that was begun there before. Never rejects: the database is what counts. */
export type InCopy = (work: (copy: Copy) => Promise<void>) => Promise<void>

export function createDrafts(
  database: Database,
  { inCopy, changed }: { inCopy: InCopy; changed(): void },
): Drafts {
  let compared: Promise<void> | undefined
  return {
    async drafts() {
      // Whoever goes on with one before all is compared would tap over what only the copy took.
      compared ??= inCopy(() => healKnownDrafts(database))
      await compared
      const drafts = await database.read((tx) => tx.objectStore('drafts').getAll())
      return drafts.sort((a, b) => b.changedAt - a.changedAt)
    },

    async keepDraft(draft) {
      try {
        if (await database.write((tx) => keep(tx, draft)))
          void inCopy((copy) => copy.keepDraft(draft))
      } catch (error) {
        // The next start finds it there.
        await inCopy((copy) => copy.keepDraft(draft))
        throw error
      }
    },

    async dropDraft(id) {
      await database.write((tx) => endDraft(tx, id))
      // Waited for: it would come back from the copy.
      await inCopy((copy) => copy.dropDraft(id))
      changed()
    },
  }
}

/** A tap that is written late must not bring back an interview that was finished. @returns whether it was kept */
async function keep(tx: WriteTx, draft: InterviewDraft): Promise<boolean> {
  if (await tx.objectStore('outbox').getKey(draft.id)) return false
  await tx.objectStore('drafts').put(draft)
  return true
}

/** The draft is an interview now, or a person does not want it. */
export async function endDraft(tx: WriteTx, id: string): Promise<void> {
  await tx.objectStore('drafts').delete(id)
}

/** A new interview before its first tap. */
export function draftOf(interview: Interview): InterviewDraft {
  return { ...interview, spentMs: 0, at: '', changedAt: interview.startedAt }
}

/**
 * Time spent on an interview over all the times that it was open, ms: what `spentMs` is set to at every tap.
 * @param now a clock that only runs forward
 */
export function stopwatch(spentMs: number, now: () => number): () => number {
  const openedAt = now()
  return () => spentMs + now() - openedAt
}
