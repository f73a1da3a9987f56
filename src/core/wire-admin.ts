// What travels between the admin's pages and the server. The schemas stand in wire-admin-schema.ts.

import type { KeptReport } from './device-report.ts'
import type { Instrument } from './instrument.ts'
import type { Problem } from './problem.ts'
import type { Role } from './roles.ts'
import type {
  DeviceInfo,
  DeviceKind,
  Regency,
  Service,
  ServiceStandard,
  SurveyPeriod,
  Unit,
  UnitKind,
} from './wire.ts'

/** `PUT /api/regency` */
export type RegencyChange = Omit<Regency, 'printedOrder'>

/** A change with what the form showed when it was opened: where there is something else by now, it is `setup.changed`. */
export type Guarded<T> = T & { was?: T }

/** `POST /api/units` and `PUT /api/units/:unit`. A new unit's id is made from its short name. */
export interface UnitChange {
  name: string
  short: string
  kind: UnitKind
  parent: string | null
}

/** `POST /api/units/:unit/services` and `PUT /api/units/:unit/services/:service` */
export interface ServiceChange {
  name: string
  standard: ServiceStandard
  /** By period id. */
  users: Record<string, number>
  freeByLaw: string | null
}

/** `PUT /api/units/:unit/archived`, `PUT /api/units/:unit/services/:service/archived` */
export interface ArchivedChange {
  archived: boolean
}

/** `PUT /api/units-order` (below `parent`; `null` = below the regency) and `PUT /api/units/:unit/services-order` */
export interface OrderChange {
  parent?: string | null
  /** Every id of that place, in the new order. */
  ids: string[]
}

/** The answer to a change of units or services: all of them, as they are now. */
export interface UnitsReply {
  units: Unit[]
  /** Of the unit or service that was added or changed. */
  id: string | null
}

type SetupPart = 'regency' | 'unit' | 'service' | 'period'

/** One line of the preview of an import. */
export interface ImportChange {
  part: SetupPart
  /** As in `disdukcapil` or `disdukcapil/ktp-el`. */
  id: string
  name: string
  change: 'added' | 'changed' | 'same'
  /** What it was and will be, where it changes. */
  fields: { field: string; before: string; after: string }[]
}

/** `POST /api/setup-import` of a workbook or CSV. Nothing is written but with `?apply=` and the preview's `digest`. */
export interface ImportReply {
  applied: boolean
  /** Names the file and the setup that the preview was made against. */
  digest: string
  changes: ImportChange[]
  /** By sheet and row, each with the cell as path, as in `Layanan!C7`; not empty: nothing can be applied. */
  problems: ImportProblem[]
}

export interface ImportProblem extends Problem {
  /** The heading over the cell. */
  column?: string
  /** What stands in the cell, at most 80 characters. */
  found?: string
}

/** `GET /api/instruments` */
export interface InstrumentsReply {
  /** Name of the one that is asked now. */
  current: string
  versions: { name: string; publishedAt: number | null; publishedBy: string | null }[]
  /** The one asked now, and the one being prepared (equal but for what was changed). */
  instrument: Instrument
  draft: Instrument | null
  /** Of the one asked now with the draft: what a change is made against. */
  revision: string
  /** Who wrote, published or threw away the draft last; `null` = nobody yet. */
  draftBy: string | null
}

/** `PUT /api/instruments/draft`. @see InstrumentsReply.revision: another one there now is `setup.changed` */
export interface DraftChange {
  revision: string
  instrument: Instrument
}

/** `POST /api/instruments/publish`; `DELETE /api/instruments/draft` has it in its query. */
export interface OfRevision {
  revision: string
}

/** `POST /api/periods` and `PUT /api/periods/:period` */
export interface PeriodChange {
  name: string
  from: string
  to: string
}

/** `GET /api/periods`, and the answer to every change of them. */
export interface PeriodsReply {
  periods: PeriodRecord[]
}
export interface PeriodRecord extends SurveyPeriod {
  closedAt: number | null
  /** Why it was opened again; `null` = it was not. */
  reason: string | null
}

/** `PUT /api/periods/:period/state`; opening a closed one needs a reason. */
export interface PeriodState {
  state: 'open' | 'closed'
  reason?: string
}

export interface PersonRecord {
  username: string
  /** Full name; may be empty. */
  name: string
  role: Role
  unit: string | null
  disabled: boolean
  secondFactor: boolean
  createdAt: number
  signedInAt: number | null
  /** The password was given by somebody else and not yet changed. */
  mustChange: boolean
  /** Sessions that are open now. */
  sessions: number
}

/** `GET /api/people` */
export interface PeopleReply {
  people: PersonRecord[]
}

/** `POST /api/people`; `PUT /api/people/:username` takes the same without `username`. */
export interface PersonChange {
  username: string
  name: string
  role: Role
  unit: string | null
}

/** `PUT /api/people/:username/disabled` */
export interface DisabledChange {
  disabled: boolean
}

/** The answer to a new person and to `POST /api/people/:username/password`: shown once, to be changed at the first sign-in. */
export interface NewPassword {
  person: PersonRecord
  password: string
}

/** `PUT /api/account/password` */
export interface PasswordChange {
  current: string
  next: string
}

/** `POST /api/account/second-factor`: begins; nothing counts until a code has confirmed it. */
export interface SecondFactorBegun {
  /** Base32, to be typed in. */
  secret: string
  /** `otpauth://totp/…`, for a QR code. */
  uri: string
}

/** `PUT /api/account/second-factor` with `{code}`: confirms. The recovery codes are shown once. */
export interface RecoveryCodes {
  codes: string[]
}

/** `GET /api/account/sessions`, and the answer to `DELETE /api/account/sessions/:session`. */
export interface SessionsReply {
  sessions: OpenSession[]
}
export interface OpenSession {
  id: string
  /** Where it was begun. */
  address: string
  /** Server clock, ms since epoch. */
  createdAt: number
  /** Last request, to within five minutes. */
  seenAt: number
  /** The one that asks. */
  here: boolean
}

/** `GET` and `PUT /api/settings` */
export interface Settings {
  /** Admins must use a second factor. */
  requireSecondFactor: boolean
}

export interface DeviceRecord extends DeviceInfo {
  name: string
  /** Where it stands, in words. */
  place: string
  createdAt: number
  /** Last contact, server clock; `null` = never paired. */
  seenAt: number | null
  revokedAt: number | null
  simulated: boolean
  /** As the device last said it; `null` = it never has. */
  report: KeptReport | null
  reportedAt: number | null
  /** Server clock less device clock at the last report, ms. */
  offsetMs: number | null
  /** Numbers of its series that have come, those of all together. */
  received: number
  /** Numbers below the highest known that have not come and do not wait on the device. */
  missing: number
}

/** `GET /api/devices` */
export interface DevicesReply {
  devices: DeviceRecord[]
}

/** `POST /api/devices`, and `PUT /api/devices/:device` without `kind`. Another unit is a transfer. */
export interface DeviceChange {
  kind: DeviceKind
  name: string
  place: string
  unit: string
  /** `null` = every service of the unit. */
  services: string[] | null
}

/** The answer to a new device, and to `POST /api/devices/:device/code`. */
export interface NewCode {
  device: DeviceRecord
  /** As in `ABCD-2345`; pairs once, within 15 minutes. */
  code: string
  expiresAt: number
}

/** Everything that is written into the trail. */
export const AUDIT_ACTIONS = [
  'session.begun',
  'session.failed',
  'session.locked',
  'session.ended',
  'account.password',
  'account.second-factor-on',
  'account.second-factor-off',
  'account.recovery-used',
  'account.recovery-renewed',
  'account.sessions-ended',
  'person.added',
  'person.changed',
  'person.disabled',
  'person.enabled',
  'person.password',
  'regency.changed',
  'unit.added',
  'unit.changed',
  'unit.archived',
  'unit.restored',
  'unit.removed',
  'unit.ordered',
  'service.added',
  'service.changed',
  'service.archived',
  'service.restored',
  'service.removed',
  'service.ordered',
  'setup.imported',
  'setup.exported',
  'instrument.drafted',
  'instrument.published',
  'period.added',
  'period.changed',
  'period.closed',
  'period.reopened',
  'period.removed',
  'assignment.added',
  'assignment.changed',
  'assignment.ended',
  'assignment.reopened',
  'carried.delivered',
  'device.added',
  'device.changed',
  'device.code',
  'device.paired',
  'device.revoked',
  'pairing.failed',
  'settings.changed',
  'results.exported',
  'audit.exported',
  'backup.written',
  'backup.restored',
  'tallies.rebuilt',
  'data.copied',
  'example.loaded',
  'regency.begun',
] as const
export type AuditAction = (typeof AUDIT_ACTIONS)[number]

export interface AuditEntry {
  id: string
  /** Server clock, ms since epoch. */
  at: number
  /** A username, a device's id, or `cli`. */
  who: string
  address: string
  action: AuditAction
  subject: string
  /** What changed, without secrets or answers. */
  detail: Record<string, unknown>
}

/** `GET /api/audit?text&action&who&from&to&before`: latest first, 100 at most. */
export interface AuditReply {
  entries: AuditEntry[]
  /** Give it as `before` for the next ones; `null` = these were the last. */
  next: string | null
}

/** `POST /api/exports`: what is about to be saved as a file. */
export interface ExportNote {
  what: 'results'
  /** `null` = all that the account sees. */
  unit: string | null
  service: string | null
  /** First and last day, `YYYY-MM-DD`. */
  from: string
  to: string
}

/** `POST /api/start/regency`, behind the one-time link: all of it in one step, or nothing. */
export interface StartRegency {
  key: string
  regency: Omit<Regency, 'id' | 'printedOrder'>
  admin: { username: string; password: string }
  unit: { name: string; short: string }
  service: { name: string; standard: ServiceStandard }
  kiosk: { name: string; place: string }
}

/** The admin is signed in with it. */
export interface StartRegencyReply {
  unit: Unit
  service: Service
  newCode: NewCode
}
