// What a device says of itself: `POST /api/contact`. The schemas stand in device-report-schema.ts.
import type { LogEntry } from './log.ts'

/** `POST /api/contact`: what a device says of itself, at most once a minute while it is in use. */
export interface DeviceReport {
  /** Device clock at sending, ms since epoch. */
  sent: number
  /** Version of the app. */
  app: string
  unsent: number
  /** Device clock, ms since epoch; `null` = nothing is unsent. */
  oldestUnsentAt: number | null
  /** Refused by the server, kept for a person to look at. */
  quarantined: number
  /** The last number given in the device's sequence; 0 = none yet. */
  lastSequence: number
  /** The series it belongs to, as in `SubmissionBatch`. */
  series?: string
  /** The browser promised not to evict; `null` = it does not say. */
  persisted: boolean | null
  usedBytes: number | null
  quotaBytes: number | null
  /** Code of what is wrong now, as the device shows it. */
  trouble: string | null
  /** Interviews that were begun and are not finished. */
  drafts?: number
  /** Files of other devices that were taken in here and not delivered yet. */
  carried?: number
  /** The browser removes all of it after so many days in which nobody opens the app; absent = it does not. */
  evictsAfterDays?: number
  refusals?: RefusalCount[]
  /** The latest, at most `LOG_LIMITS.sent`. */
  log?: LogEntry[]
}

/** What of it a list of devices shows; the rest is kept beside it. */
export type KeptReport = Omit<DeviceReport, 'refusals' | 'log'>

/** The answer to a report. */
export interface ContactReply {
  time: number
  epoch: string
}

/** Why a person would not be interviewed. */
export const REFUSAL_REASONS = [
  'busy',
  'unwilling',
  'afraid',
  'language',
  'unwell',
  'other',
] as const
export type RefusalReason = (typeof REFUSAL_REASONS)[number]

/** How often, since the series began: sent again and again, and never added up. */
export interface RefusalCount {
  /** `null` = outside any assignment. */
  assignment: string | null
  reason: RefusalReason
  count: number
}
