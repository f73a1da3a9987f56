// What travels about enumerators beside the setup and the report: assignments as planners see them, answers carried by hand.
// The schemas stand in wire-field-schema.ts.

import type { RefusalCount, RefusalReason } from './device-report.ts'
import type { LogEntry } from './log.ts'
import type { Problem } from './problem.ts'
import type { AgeBand, Sex } from './respondent.ts'
import type { Submission } from './submission.ts'
import type { Quotas } from './wire.ts'
import type { DeviceRecord } from './wire-admin.ts'

/** Limits of `POST /api/assignments`, and of each of them. */
export const ASSIGNMENT_LIMITS = { items: 200, target: 100_000, villageCharacters: 200 } as const

/** `POST /api/assignments` `{assignments}`, all or none; `PUT /api/assignments/:assignment` takes one, guarded by `was`. */
export interface AssignmentChange {
  village: string
  unit: string
  /** `null` = every service of the unit. */
  services: string[] | null
  /** Id of the enumerator's device. */
  device: string
  target: number
  quotas: Quotas
  from: string
  to: string
  place: boolean
}

export interface AssignmentRecord extends AssignmentChange {
  id: string
  createdAt: number
  createdBy: string
  /** Given up or done: the device no longer shows it. */
  endedAt: number | null
  progress: AssignmentProgress
}

/** What has come, at the server. */
export interface AssignmentProgress {
  n: number
  sex: Partial<Record<Sex, number>>
  age: Partial<Record<AgeBand, number>>
  refusals: Partial<Record<RefusalReason, number>>
  /** Server clock, when the last one came; `null` = none yet. */
  lastAt: number | null
}

/** `GET /api/assignments`, and the answer to every change of them. */
export interface AssignmentsReply {
  assignments: AssignmentRecord[]
}

/** `PUT /api/assignments/:assignment/ended` */
export interface EndedChange {
  ended: boolean
}

/** The plain text of a file that is carried by hand, before gzip and age: JSON of this. */
export interface CarriedFile {
  format: 'suara-warga-file@1'
  /** Version of the app. */
  app: string
  /** Device clock when it was written, ms since epoch. */
  written: number
  /** One for each identity and series of which something is here. */
  parcels: CarriedParcel[]
  log?: LogEntry[]
}

export interface CarriedParcel {
  device: string
  /** Proves who collected them; the file is sealed for the server alone. */
  token: string
  /** Absent: see `SubmissionBatch.series`. */
  series?: string
  submissions: Submission[]
  refusals?: RefusalCount[]
}

/** Limits of `POST /api/carried`, bytes. A device that holds more writes several files. */
export const CARRIED_LIMITS = {
  sealedBytes: 8_388_608,
  plainBytes: 67_108_864,
  /** Submissions in one file. */
  items: 20_000,
} as const

/** The answer to a carried file, whoever delivers it, and however often. */
export interface CarriedReceipt {
  /** SHA-256 of the file as it came, hexadecimal: a confused proxy may give the receipt of another one. */
  file: string
  /** Who collected, by device. */
  parcels: {
    device: string
    name: string
    stored: number
    known: number
    conflicted: number
    refused: { id: string; problems: Problem[] }[]
  }[]
  /** Device clock when the file was written. */
  written: number
  time: number
  epoch: string
}

/** One series of a device: a browser's storage that numbers from 1. */
export interface SeriesRecord {
  /** Empty = of an app that named none. */
  series: string
  /** First and last of each run of numbers that have come. */
  has: { from: number; to: number }[]
  /** `since`: server clock, when a later number came or was said. */
  missing: { from: number; to: number; since: number }[]
  /** There are more runs than anybody reads: those after the last of `has` are left out. */
  more?: boolean
  /** Numbers that wait on the device, as it last said: they follow the last that came. */
  waiting: number
  firstAt: number | null
  lastAt: number | null
}

/** `GET /api/devices/:device` */
export interface DeviceReply {
  device: DeviceRecord
  series: SeriesRecord[]
  log: LogEntry[]
}
