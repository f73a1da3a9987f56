// An enumerator's interviews on the phone: drafts, finished ones until they are sent, refusals, and progress.
import type { RefusalCount, RefusalReason } from '../core/device-report.ts'
import type { AgeBand, Sex } from '../core/respondent.ts'
import type { Submission } from '../core/submission.ts'

/** What an interview holds besides its number. */
export type Interview = Omit<Submission, 'sequence' | 'finishedAt' | 'durationMs' | 'corrections'>

/** An interview that was begun: kept at every tap. */
export interface InterviewDraft extends Interview {
  /** Time spent on it, ms, by monotonic clocks of all the times that it was open. */
  spentMs: number
  /** Where the form stands, in the form's own words. */
  at: string
  /** Device clock at the last tap, ms since epoch. */
  changedAt: number
}

/** A finished interview as the phone still has it. */
export interface InterviewRow {
  submission: Submission
  state: 'waiting' | 'sent' | 'refused'
  savedAt: number
  /** It was in no request and in no file yet: it can still be corrected. */
  correctable: boolean
}

/** What this phone knows of an assignment. */
export interface LocalProgress {
  /** Interviews of it that are here, sent ones too. */
  n: number
  /** Of these, those that are not at the server: no receipt has named them, nor can they be among what it has received. */
  unsent: number
  sex: Partial<Record<Sex, number>>
  age: Partial<Record<AgeBand, number>>
}

export interface Interviews {
  /** The latest first. */
  drafts(): Promise<InterviewDraft[]>
  /** Resolves when it is on disk. Rejects with `StorageError`: then the screen keeps it. */
  keepDraft(draft: InterviewDraft): Promise<void>
  /** Because the person said so; nothing else removes a draft. */
  dropDraft(id: string): Promise<void>
  /** Number, submission and end of the draft in one transaction; resolves when all is on disk. */
  finish(draft: InterviewDraft, finishedAt: number): Promise<Submission>
  /** Finished ones, the latest first. @param most how many; @param after the last one of the page before */
  finished(most: number, after?: InterviewRow): Promise<InterviewRow[]>
  /** Changes one that was not offered yet, and keeps what stood there. @returns how it stands now; `sent` where it is too late */
  correct(id: string, next: Interview, at: number): Promise<InterviewRow | 'sent'>
  /** While a person corrects it nothing sends it. @returns the end of it */
  hold(id: string): () => void
  refuse(assignment: string | null, reason: RefusalReason): Promise<void>
  refusals(): Promise<RefusalCount[]>
  /** @param received how many of it the server has: more than were acknowledged here may be unsent ones of this phone */
  progressOf(assignment: string, received?: number): Promise<LocalProgress>
}
