// The tables, as Kysely's types. Times are ms since epoch, flags are 0 or 1, so that every database holds the same.

import type { RefusalReason } from '../../core/device-report.ts'
import type { Role } from '../../core/roles.ts'
import type { Channel, Mode } from '../../core/submission.ts'
import type { DeviceKind, UnitKind } from '../../core/wire.ts'

export type Flag = 0 | 1
/** `m`: a month `YYYY-MM`; `d`: a day `YYYY-MM-DD`. */
export type Grain = 'm' | 'd'

/** What a tally is of: all answers, or those of one value of a slice. */
export type Slice =
  | 'all'
  | 'sex'
  | 'age'
  | 'education'
  | 'job'
  | 'disability'
  | 'mode'
  | 'steered'
  /** One of the survey's own questions: `value` is its key, `cells` a tally of that one question. */
  | 'extra'

export interface Tables {
  settings: { name: string; value: string }
  units: UnitRow
  services: ServiceRow
  instruments: InstrumentRow
  periods: PeriodRow
  people: PersonRow
  sessions: { hash: string; person: string; created_at: number; seen_at: number; address: string }
  devices: DeviceRow
  /** Tokens that a device had before: what it collected under them is still its own. */
  former_tokens: { hash: string; device: string; ended_at: number }
  series: SeriesRow
  assignments: AssignmentRow
  refusals: RefusalRow
  pairing_codes: { hash: string; device: string; expires_at: number; used_at: number | null }
  submissions: SubmissionRow
  conflicts: ConflictRow
  tallies: TallyRow
  audit: AuditRow
  /** How often something was tried within a window, for all server processes together. */
  limits: { key: string; count: number; resets_at: number }
}

interface UnitRow {
  id: string
  name: string
  short: string
  place: number
  /** The unit above it; `null` = directly below the regency. */
  parent: string | null
  kind: UnitKind
  archived_at: number | null
}

interface ServiceRow {
  /** `unit/id` */
  key: string
  unit: string
  id: string
  name: string
  /** JSON of `ServiceStandard` */
  standard: string
  place: number
  /** JSON: number of users by period id */
  users: string
  /** The law that makes it free, in words; `null` = none. */
  free_by_law: string | null
  archived_at: number | null
}

interface InstrumentRow {
  /** `skm-2017@2` */
  name: string
  /** JSON of `Instrument` */
  content: string
  published_at: number
  published_by: string
}

interface PeriodRow {
  id: string
  name: string
  /** First and last day, `YYYY-MM-DD`. */
  from_day: string
  to_day: string
  closed_at: number | null
  /** Why it was opened again. */
  reason: string | null
}

export interface PersonRow {
  username: string
  /** As `hashPassword` writes it. */
  password: string
  role: Role
  unit: string | null
  created_at: number
  name: string
  disabled_at: number | null
  signed_in_at: number | null
  /** The password was given by somebody else: it must be changed before anything else. */
  must_change: Flag
  /** Base32; `null` = no second factor was begun. */
  totp_secret: string | null
  totp_confirmed_at: number | null
  /** The last 30-second step that signed in: a code counts once. */
  totp_step: number | null
  /** JSON: hashes of the recovery codes that are left */
  recovery: string
}

export interface DeviceRow {
  id: string
  kind: DeviceKind
  unit: string
  service: string | null
  /** JSON: the services it serves where they are several, not all; else `null`. */
  services: string | null
  name: string
  /** Where it stands, in words. */
  place: string
  token_hash: string | null
  created_at: number
  /** Last contact, at most an hour late. */
  seen_at: number | null
  revoked_at: number | null
  simulated: Flag
  /** JSON of `KeptReport`, as it last came. */
  report: string | null
  reported_at: number | null
  /** Server clock less device clock at the last report, ms. */
  offset_ms: number | null
  /** JSON of `LogEntry[]`: the latest, in the order in which they came. */
  log: string
}

export interface SubmissionRow {
  id: string
  device: string
  /** Random name of the storage that numbered it; empty = of an app that named none. */
  series: string
  sequence: number
  instrument: string
  unit: string
  service: string
  channel: Channel
  mode: Mode
  /** JSON: score by element key */
  answers: string
  /** JSON: answers to the survey's own questions, by key */
  extra: string | null
  sex: string | null
  /** Completed years; leaves the database only in bands. */
  age: number | null
  education: string | null
  job: string | null
  disability: Flag | null
  steered: Flag | null
  comment: string | null
  /** Device clock, as sent. */
  started_at: number
  finished_at: number
  duration_ms: number
  /** JSON of `{lat, lon, accuracyM}` */
  location: string | null
  assignment: string | null
  /** JSON: why an element has no score, by key */
  unanswered: string | null
  /** JSON of `Correction[]` */
  corrections: string | null
  app: string
  /** The regency's local day of the corrected finish, `YYYY-MM-DD`. */
  day: string
  half_day: 'morning' | 'afternoon'
  /** Added to the device's clock, ms; 0 where the difference counts as latency. */
  offset_ms: number
  received_at: number
  /** SHA-256 of the canonical text, base64url. */
  hash: string
  /** Words with a space between, as in `clock.skewed unit.other`; empty = none. */
  flags: string
  simulated: Flag
}

/** How many different numbers of a series have come, the highest, and what the device last said of it. */
export interface SeriesRow {
  /** `device/series` */
  key: string
  device: string
  series: string
  received: number
  highest: number
  /** The last number that it gave, as it said; 0 = it has not said. */
  said: number
  /** Of these so many waited on it, or were refused; none once it numbers in another series. */
  waiting: number
  /** When it first said these two, or left this series for another one, server clock. */
  said_at: number | null
}

export interface AssignmentRow {
  id: string
  village: string
  unit: string
  /** JSON: ids of services; `null` = all of the unit's. */
  services: string | null
  device: string
  target: number
  /** JSON of `Quotas` */
  quotas: string
  from_day: string
  to_day: string
  place: Flag
  created_at: number
  created_by: string
  ended_at: number | null
}

/** How often people would not be interviewed, as the device last said. */
export interface RefusalRow {
  /** `device/series/assignment/reason` */
  key: string
  device: string
  series: string
  /** Empty = outside any assignment. */
  assignment: string
  reason: RefusalReason
  count: number
}

/** A copy that came under an id that was there with other content. */
export interface ConflictRow {
  /** `id/hash` */
  key: string
  id: string
  hash: string
  device: string
  series: string
  /** Its number, which has come with it. */
  sequence: number
  received_at: number
  /** The canonical text. */
  content: string
}

export interface TallyRow {
  /** Every column from `grain` to `value`, with `|` between. */
  key: string
  grain: Grain
  period: string
  /** Unit, service and channel; empty in all three = the whole regency. */
  unit: string
  service: string
  channel: Channel | ''
  instrument: string
  slice: Slice
  /** A category of the slice; empty = not said. */
  value: string
  /** `encodeTally` */
  cells: Uint8Array
  /** How many of the submissions are simulated. */
  simulated: number
}

/** One line of the audit trail. Lines are only ever added. */
interface AuditRow {
  /** UUIDv7: in order of time. */
  id: string
  at: number
  /** A username, a device's id, or `cli`. */
  who: string
  /** Where from: the address; empty for a command. */
  address: string
  /** One of `AUDIT_ACTIONS`. */
  action: string
  /** What it was done to, as `unit/disdukcapil`; empty = nothing. */
  subject: string
  /** JSON: what changed, without secrets or answers. */
  detail: string
}
