// What travels between device, server and dashboard: the shapes of every call. The schemas stand in wire-schema.ts.
import type { Grade } from './grade.ts'
import type { ElementKey, Instrument, PrintedOrder, StandardComponent } from './instrument.ts'
import type { Problem } from './problem.ts'
import type { Role } from './roles.ts'
import type { Submission } from './submission.ts'

/** Limits of one `POST /api/submissions`, bytes and items. */
export const BATCH_LIMITS = {
  compressedBytes: 1_048_576,
  plainBytes: 8_388_608,
  items: 500,
} as const

/** Every error body. */
export interface ProblemBody {
  problems: Problem[]
}

export interface PairRequest {
  code: string
}

export interface PairReply {
  device: DeviceInfo
  /** 256 random bits, base64url; sent as `Authorization: Bearer …`, never in a URL. */
  token: string
}

export type DeviceKind = 'kiosk' | 'enumerator'

export interface DeviceInfo {
  id: string
  kind: DeviceKind
  unit: string
  /** The one service it serves, or `null`: all of the unit. */
  service: string | null
}

/** A published service standard: what is promised. `biaya` in rupiah, 0 = free, `null` = set by local tariff. */
export type ServiceStandard = { [component in Exclude<StandardComponent, 'biaya'>]?: string } & {
  biaya?: number | null
}

export interface Service {
  id: string
  name: string
  standard: ServiceStandard
}

export interface Unit {
  id: string
  name: string
  short: string
  services: Service[]
}

export interface Regency {
  id: string
  name: string
  province: string
  /** IANA name, as in `Asia/Jakarta`. */
  timezone: string
  printedOrder: PrintedOrder
}

/** The setup of a regency as `import-setup` reads it. */
export interface RegencySetup {
  regency: Regency
  units: Unit[]
}

/** A service's index of the last full quarter with enough answers, which the kiosk shows after answering. */
export interface PublishedResult {
  service: string
  /** First and last day of the quarter. */
  from: string
  to: string
  n: number
  ikm: number
  grade: Grade
}

/** `GET /api/setup`: all that a device needs to work alone for weeks. */
export interface DeviceSetup {
  device: DeviceInfo
  regency: Regency
  /** The device's unit, with the services it serves. */
  unit: Unit
  instruments: Instrument[]
  /** Name of the instrument to ask now, as in `skm-2017@1`. */
  instrument: string
  published: PublishedResult[]
  periods: never[]
  assignments: never[]
  /** Words that replace the app's own, by language and key. None yet. */
  words: Record<string, never>
  /** True where the database holds simulated answers: every screen then says so. */
  simulated: boolean
}

export interface SubmissionBatch {
  /** Device clock at sending, ms since epoch. */
  sent: number
  submissions: Submission[]
}

/** The answer to a batch. Every id of the batch stands in it exactly once. */
export interface Receipt {
  stored: string[]
  /** Was there already, with the same content. */
  known: string[]
  /** Was there already with other content; this copy is kept and flagged. */
  conflicted: string[]
  /** Cannot be read or is out of range: stays on the device, for a person to look at. */
  refused: { id: string; problems: Problem[] }[]
  /** Server clock, ms since epoch. */
  time: number
  /** Changes when the server was restored from a backup: devices then offer again what they keep. */
  epoch: string
}

export interface SessionRequest {
  username: string
  password: string
}

export interface SessionReply {
  username: string
  role: Role
  regency: string
  simulated: boolean
}

export const RESULT_GROUPINGS = [
  'unit',
  'service',
  'month',
  'day',
  'channel',
  'mode',
  'sex',
  'age',
  'education',
  'job',
  'disability',
] as const
export type ResultGrouping = (typeof RESULT_GROUPINGS)[number]

/** Exact 1/k is the rule; the two cut ones exist only to reproduce an old report, and are labelled so. */
export const WEIGHT_MODES = ['exact', '0.111', '0.11'] as const
export type WeightMode = (typeof WEIGHT_MODES)[number]

/** 95% confidence, points of the index, 2 decimals. */
export interface Interval {
  low: number
  high: number
}

/** A difference from the period before; `significant` by Welch's test at 5%, `null` where it cannot be said. */
export interface Change {
  difference: number
  significant: boolean | null
}

export interface ElementResult {
  key: ElementKey
  /** Submissions that answered it. */
  n: number
  /** Mean score, 1 to 4, full precision. */
  nrr: number | null
  /** `nrr` × 25, 2 decimals. */
  ikm: number | null
  grade: Grade | null
  /** How many scored 1, 2, 3, 4. */
  counts: [number, number, number, number]
  /** In points of `nrr` (1 to 4). */
  change: Change | null
}

export interface ResultGroup {
  /** A unit's or service's id (`unit/service`), a month, a day, a category; `null` = not said. */
  key: string | null
  n: number
  complete: number
  ikm: number | null
  grade: Grade | null
  interval: Interval | null
  elements: ElementResult[]
}

/** `GET /api/results` */
export interface Results {
  /** The first and last day asked for, both counted; `null` = no limit. */
  from: string | null
  to: string | null
  weights: WeightMode
  n: number
  /** Submissions with every element answered: interval, alpha and tests are over these. */
  complete: number
  ikm: number | null
  grade: Grade | null
  interval: Interval | null
  elements: ElementResult[]
  /** Cronbach's alpha, full precision. */
  alpha: number | null
  /** Item-total correlation per element (validity), by element key; full precision. */
  itemTotal: Record<ElementKey, number | null>
  /** Mean of the units' indices, 2 decimals; beside the pooled `ikm`, only where more than one unit is in it. */
  meanOfUnits: number | null
  /** Against the period before; `null` without a period or without answers before it. */
  change: (Change & { from: string; to: string; n: number; ikm: number }) | null
  /** Answers other than "Gratis" where the tariff is Rp 0: a sign of an illegal levy. By service. */
  levySigns: { unit: string; service: string; count: number; n: number }[]
  /** How many answered the question on steering, and how many said yes. */
  steered: { n: number; yes: number }
  /** How many of the answers are simulated. Not 0: every screen and export says so. */
  simulatedCount: number
  simulated: boolean
  groups: ResultGroup[]
}

/** `GET /api/health` */
export interface Health {
  ok: boolean
  version: string
  database: 'sqlite' | 'postgres'
}

/** What the dashboard needs to name things: `GET /api/catalogue`, planner and admin. */
export interface Catalogue {
  regency: Regency
  units: Unit[]
  instruments: Instrument[]
  instrument: string
  simulated: boolean
  /** Devices that were in contact in the last 7 days. */
  activeDevices: number
  /** First and last day with an answer; `null` when there is none. */
  days: { first: string; last: string } | null
}

/** `POST /api/start`, the first run behind the one-time link. `try` loads the example and pairs this browser. */
export interface StartRequest {
  /** From the link in the terminal. */
  key: string
}

export interface StartReply {
  device: DeviceInfo
  token: string
  planner: { username: string; password: string }
}
