// Interviews that were begun: kept at every tap, until they are finished or a person drops them.
import type { Database, WriteTx } from './db.ts'
import type { Interview, InterviewDraft, Interviews } from './interviews.ts'

type Drafts = Pick<Interviews, 'drafts' | 'keepDraft' | 'dropDraft'>

export function createDrafts(database: Database, changed: () => void): Drafts {
  return {
    drafts: () =>
      database.read(async (tx) => {
        const drafts = await tx.objectStore('drafts').getAll()
        return drafts.sort((a, b) => b.changedAt - a.changedAt)
      }),

    keepDraft: (draft) =>
      database.write(async (tx) => {
        // A tap that is written late must not bring back an interview that was finished.
        if (await tx.objectStore('outbox').getKey(draft.id)) return
        await tx.objectStore('drafts').put(draft)
      }),

    async dropDraft(id) {
      await database.write((tx) => endDraft(tx, id))
      changed()
    },
  }
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
