// A parsed submission as the row that is stored: corrected day, flags and content hash.
import { hash } from 'node:crypto'
import { localTimeOf, type Period } from '../../core/period.ts'
import { canonicalText, type Submission } from '../../core/submission.ts'
import type { Flag, SubmissionRow } from './schema.ts'

/** A smaller difference between device and server clock is the time the batch was on its way. */
export const LATENCY_MS = 60_000
/** Before this the survey did not exist (the first regulation is of 2010): such a clock was never set. */
const EARLIEST_MS = Date.UTC(2010, 0, 1)
/** Every time zone is whole quarter hours from UTC. */
const QUARTER_MS = 15 * 60_000
const NOON = 12

/** What is known about a submission beside its content. */
export interface Arrival {
  device: string
  /** Of its numbers; empty = the device named none. */
  series: string
  /** The device's own unit. */
  unit: string
  /** Device clock at sending, ms since epoch. */
  sent: number
  /** Server clock, ms since epoch. */
  receivedAt: number
  simulated: Flag
  /** It came in a file that was carried by hand: nothing was sent. */
  carried?: {
    /** To be added to the device's clock, as far as it is known, ms. */
    offsetMs: number
  }
}

/** What the assignments say of it. */
export interface Commission {
  /** The device was to ask about this unit, which is not its own. */
  unit: boolean
  /** It names an assignment that is none of the device's. */
  foreign: boolean
  /** Its assignment allows to keep where it was made. */
  place: boolean
}

export function rowOf(
  submission: Submission,
  arrival: Arrival,
  survey: { timezone: string; instrument: string; closed: readonly Period[] },
  commission: Commission,
): SubmissionRow {
  const { respondent } = submission
  const moment = momentOf(submission.finishedAt, arrival)
  const flags: string[] = []
  if (moment.skewed) flags.push('clock.skewed')
  if (arrival.carried) flags.push('carried')
  if (submission.unit !== arrival.unit && !commission.unit) flags.push('unit.other')
  if (commission.foreign) flags.push('assignment.unknown')
  if (submission.place && !commission.place) flags.push('place.dropped')
  if (submission.corrections) flags.push('corrected')
  if (submission.instrument !== survey.instrument) flags.push('instrument.old')
  const { day, hour } = localTime(moment.finishedAt, survey.timezone)
  if (survey.closed.some(({ from, to }) => from <= day && day <= to)) flags.push('period.closed')
  const place = commission.place ? submission.place : undefined
  return {
    id: submission.id,
    device: arrival.device,
    series: arrival.series,
    sequence: submission.sequence,
    instrument: submission.instrument,
    unit: submission.unit,
    service: submission.service,
    channel: submission.channel,
    mode: submission.mode,
    answers: JSON.stringify(submission.answers),
    extra: submission.extra ? JSON.stringify(submission.extra) : null,
    sex: respondent.sex ?? null,
    age: respondent.age ?? null,
    education: respondent.education ?? null,
    job: respondent.job ?? null,
    disability: flagOf(respondent.disability),
    steered: flagOf(submission.steered),
    comment: submission.comment ?? null,
    started_at: submission.startedAt,
    finished_at: submission.finishedAt,
    duration_ms: submission.durationMs,
    location: place ? JSON.stringify(place) : null,
    assignment: submission.assignment ?? null,
    unanswered: submission.unanswered ? JSON.stringify(submission.unanswered) : null,
    corrections: submission.corrections ? JSON.stringify(submission.corrections) : null,
    app: submission.app,
    day,
    half_day: hour < NOON ? 'morning' : 'afternoon',
    offset_ms: moment.offsetMs,
    received_at: arrival.receivedAt,
    hash: hash('sha256', canonicalText(submission), 'base64url'),
    flags: flags.join(' '),
    simulated: arrival.simulated,
  }
}

/** The same row with one more flag. */
export function flagged(row: SubmissionRow, flag: string): SubmissionRow {
  return { ...row, flags: row.flags === '' ? flag : `${row.flags} ${flag}` }
}

/** Server clock less device clock, ms; 0 where the difference may be the way. @param sent device clock at sending */
export function clockOffset(sent: number, receivedAt: number): number {
  const difference = receivedAt - sent
  return Math.abs(difference) < LATENCY_MS ? 0 : difference
}

/** When it was finished, by the best clock: one that says later than now, or long ago, is not believed. */
function momentOf(finishedAt: number, { sent, receivedAt, carried }: Arrival) {
  const offsetMs = carried ? carried.offsetMs : clockOffset(sent, receivedAt)
  const corrected = finishedAt + offsetMs
  const believed = corrected >= EARLIEST_MS && corrected <= receivedAt + LATENCY_MS
  return {
    offsetMs,
    finishedAt: believed ? corrected : receivedAt,
    skewed: offsetMs !== 0 || !believed,
  }
}

function flagOf(value: boolean | undefined): Flag | null {
  if (value === undefined) return null
  return value ? 1 : 0
}

// Asking the time zone costs more than all else here, and answers come close together.
const quarters = new Map<string, { day: string; hour: number }>()
const MOST_QUARTERS = 10_000

function localTime(timeMs: number, timezone: string): { day: string; hour: number } {
  const quarter = Math.floor(timeMs / QUARTER_MS)
  const key = `${timezone} ${quarter}`
  let local = quarters.get(key)
  if (!local) {
    if (quarters.size >= MOST_QUARTERS) quarters.clear()
    local = localTimeOf(quarter * QUARTER_MS, timezone)
    quarters.set(key, local)
  }
  return local
}
