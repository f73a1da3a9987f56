// The tables, as Kysely's types. Times are ms since epoch, flags are 0 or 1, so that every database holds the same.
import type { Role } from '../../core/roles.ts'
import type { Channel, Mode } from '../../core/submission.ts'
import type { DeviceKind } from '../../core/wire.ts'

export type Flag = 0 | 1
/** `m`: a month `YYYY-MM`; `d`: a day `YYYY-MM-DD`. */
export type Grain = 'm' | 'd'

/** What a tally is of: all answers, or those of one value of a slice. */
export type Slice = 'all' | 'sex' | 'age' | 'education' | 'job' | 'disability' | 'mode' | 'steered'

export interface Tables {
  settings: { name: string; value: string }
  units: { id: string; name: string; short: string; place: number }
  services: ServiceRow
  people: PersonRow
  sessions: { hash: string; person: string; created_at: number; seen_at: number }
  devices: DeviceRow
  pairing_codes: { hash: string; device: string; expires_at: number; used_at: number | null }
  submissions: SubmissionRow
  conflicts: ConflictRow
  tallies: TallyRow
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
}

export interface PersonRow {
  username: string
  /** As `hashPassword` writes it. */
  password: string
  role: Role
  unit: string | null
  created_at: number
}

export interface DeviceRow {
  id: string
  kind: DeviceKind
  unit: string
  service: string | null
  token_hash: string | null
  created_at: number
  /** Last contact, at most an hour late. */
  seen_at: number | null
  revoked_at: number | null
  simulated: Flag
}

export interface SubmissionRow {
  id: string
  device: string
  sequence: number
  instrument: string
  unit: string
  service: string
  channel: Channel
  mode: Mode
  /** JSON: score by element key */
  answers: string
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

/** A copy that came under an id that was there with other content. */
export interface ConflictRow {
  /** `id/hash` */
  key: string
  id: string
  hash: string
  device: string
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
