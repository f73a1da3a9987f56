// One filled questionnaire as it travels: its shape, and the parser that every side uses.
import { type ElementKey, EXTRA_TEXT_CHARACTERS, type Instrument } from './instrument.ts'
import type { Parsed, Problem, ProblemCode } from './problem.ts'
import { AGE_YEARS, EDUCATIONS, JOBS, type Respondent, SEXES } from './respondent.ts'

export const CHANNELS = ['kiosk', 'enumerator', 'link'] as const
export const MODES = ['self', 'assisted', 'interview'] as const

/** Limits of a submission; characters are UTF-16 units, as `String.length` counts. */
export const SUBMISSION_LIMITS = { commentCharacters: 2000, nameCharacters: 80 } as const

/** A receipt names no more problems of one submission: enough to mend it, too few to swell the receipt. */
const MOST_PROBLEMS = 20

export type Score = 1 | 2 | 3 | 4
export type Channel = (typeof CHANNELS)[number]
export type Mode = (typeof MODES)[number]

export type ExtraAnswer = Score | boolean | string

/** Why a question has no answer although it was asked: "tidak tahu" or "menolak menjawab". */
export const UNANSWERED_REASONS = ['unknown', 'declined'] as const
export type UnansweredReason = (typeof UNANSWERED_REASONS)[number]

/** A finished interview that was changed before it was sent: what stood there until then. */
export interface Correction {
  /** Device clock, ms since epoch. */
  at: number
  /** By path, as in `answers.biaya` or `respondent.age`; `null` = it was empty. */
  was: Record<string, ExtraAnswer | number | null>
}

/** More corrections of one interview are joined to the last. */
export const MOST_CORRECTIONS = 20

export interface Submission {
  /** UUIDv7, made at the first tap. */
  id: string
  /** 1, 2, 3, … per device, without gaps. */
  sequence: number
  /** `skm-2017@1` */
  instrument: string
  unit: string
  service: string
  channel: Channel
  mode: Mode
  /** By element key; a skipped element is absent. */
  answers: Record<ElementKey, Score>
  /** Answers to the survey's own questions, by key: a choice, yes or no, or a text. */
  extra?: Record<string, ExtraAnswer>
  respondent: Respondent
  /** Did an officer steer the answers? Absent = not answered. */
  steered?: boolean
  comment?: string
  /** Device clock, ms since epoch: never compared with another clock before correction. */
  startedAt: number
  finishedAt: number
  /** From a monotonic clock, so that a clock set meanwhile does not falsify it. */
  durationMs: number
  /** Enumerator only, and only where the survey allows it. */
  place?: { lat: number; lon: number; accuracyM: number }
  /** Enumerator only: id of the assignment that it was made for. */
  assignment?: string
  /**
   * Enumerator only: why a question has no answer, by element key, or by path as in `respondent.age`, `extra.antre` and
   * `steered`. Never a question that has one.
   */
  unanswered?: Record<string, UnansweredReason>
  /** Enumerator only, the oldest first. */
  corrections?: Correction[]
  /** Version of the app that wrote it. */
  app: string
}

/** A stored instrument by its name on the wire, or `undefined`. */
export type InstrumentNamed = (name: string) => Instrument | undefined

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
/** 1 January 10000: later is not a date that a report could hold. */
const LATEST_MS = 253_402_300_800_000
const LONGEST_MS = 366 * 24 * 3600 * 1000

export function isSubmissionId(value: unknown): value is string {
  return typeof value === 'string' && UUID_V7.test(value)
}

/**
 * Reads one submission. Units and services are not looked up here: the parser knows no regency.
 * @returns the submission with nothing but known fields, or the problems found, each with its path, 20 at most
 */
export function parseSubmission(
  input: unknown,
  instrumentNamed: InstrumentNamed,
): Parsed<Submission> {
  const read = new Reader(input)
  if (!isSubmissionId(read.field('id'))) read.wrong('id.format', 'id', 'UUIDv7')
  read.integer('sequence', 1, Number.MAX_SAFE_INTEGER)
  read.text('instrument', SUBMISSION_LIMITS.nameCharacters)
  read.text('unit', SUBMISSION_LIMITS.nameCharacters)
  read.text('service', SUBMISSION_LIMITS.nameCharacters)
  read.oneOf('channel', CHANNELS)
  read.oneOf('mode', MODES)
  read.integer('startedAt', 0, LATEST_MS)
  read.integer('finishedAt', 0, LATEST_MS)
  read.number('durationMs', 0, LONGEST_MS)
  read.text('app', SUBMISSION_LIMITS.nameCharacters)
  if (read.has('steered')) read.boolean('steered')
  if (read.has('comment')) read.text('comment', SUBMISSION_LIMITS.commentCharacters)
  readRespondent(read.object('respondent'))
  if (read.has('place')) readPlace(read.object('place'))
  if (read.has('assignment')) read.text('assignment', SUBMISSION_LIMITS.nameCharacters)
  if (read.has('corrections')) readCorrections(read)
  const name = read.field('instrument')
  const instrument = typeof name === 'string' ? instrumentNamed(name) : undefined
  if (typeof name === 'string' && !instrument) read.wrong('instrument.unknown', 'instrument')
  readAnswers(read.object('answers'), instrument)
  if (read.has('extra')) readExtra(read.object('extra'), instrument)
  if (read.has('unanswered'))
    readUnanswered(read.object('unanswered'), instrument, answeredIn(read))
  read.allow(FIELDS)
  if (read.problems.length > 0)
    return { ok: false, problems: read.problems.slice(0, MOST_PROBLEMS) }
  // Every field was checked above, and no other is there.
  return { ok: true, value: input as Submission }
}

/**
 * The same text for the same content, whatever order the keys came in: what a content hash is taken over.
 * Same id and same text is a replay; same id and another text is a conflict.
 */
export function canonicalText(submission: Submission): string {
  return JSON.stringify(sorted(submission))
}

const FIELDS: readonly string[] = [
  'id',
  'sequence',
  'instrument',
  'unit',
  'service',
  'channel',
  'mode',
  'answers',
  'extra',
  'respondent',
  'steered',
  'comment',
  'startedAt',
  'finishedAt',
  'durationMs',
  'place',
  'assignment',
  'unanswered',
  'corrections',
  'app',
]

const RESPONDENT_FIELDS = ['sex', 'age', 'education', 'job', 'disability'] as const

function readRespondent(read: Reader): void {
  if (read.has('sex')) read.oneOf('sex', SEXES)
  if (read.has('age')) read.integer('age', AGE_YEARS.least, AGE_YEARS.most)
  if (read.has('education')) read.oneOf('education', EDUCATIONS)
  if (read.has('job')) read.oneOf('job', JOBS)
  if (read.has('disability')) read.boolean('disability')
  read.allow(RESPONDENT_FIELDS)
}

function readPlace(read: Reader): void {
  read.number('lat', -90, 90)
  read.number('lon', -180, 180)
  read.number('accuracyM', 0, 1e7)
  read.allow(['lat', 'lon', 'accuracyM'])
}

function readAnswers(read: Reader, instrument: Instrument | undefined): void {
  if (!instrument) return
  for (const element of instrument.elements) {
    if (!read.has(element.key)) continue
    read.score(element.key)
  }
  read.allow(instrument.elements.map((element) => element.key))
}

function readExtra(read: Reader, instrument: Instrument | undefined): void {
  if (!instrument) return
  const extras = instrument.extras ?? []
  for (const { key, kind } of extras) {
    if (!read.has(key)) continue
    if (kind === 'yes-no') read.boolean(key)
    else if (kind === 'text') read.text(key, EXTRA_TEXT_CHARACTERS)
    else read.score(key)
  }
  read.allow(extras.map((extra) => extra.key))
}

function readUnanswered(
  read: Reader,
  instrument: Instrument | undefined,
  answered: ReadonlySet<string>,
): void {
  if (!instrument) return
  const asked = [
    ...instrument.elements.map(({ key }) => key),
    ...(instrument.extras ?? []).map(({ key }) => `extra.${key}`),
    ...RESPONDENT_FIELDS.map((key) => `respondent.${key}`),
    'steered',
  ]
  const open = asked.filter((key) => !answered.has(key))
  for (const key of open) if (read.has(key)) read.oneOf(key, UNANSWERED_REASONS)
  read.allow(open)
}

/** Questions that have an answer, as `unanswered` would name them. */
function answeredIn(read: Reader): Set<string> {
  const keysOf = (value: unknown) => (isObject(value) ? Object.keys(value) : [])
  return new Set([
    ...keysOf(read.field('answers')),
    ...keysOf(read.field('extra')).map((key) => `extra.${key}`),
    ...keysOf(read.field('respondent')).map((key) => `respondent.${key}`),
    ...(read.has('steered') ? ['steered'] : []),
  ])
}

function readCorrections(read: Reader): void {
  const corrections = read.field('corrections')
  if (!Array.isArray(corrections)) return read.wrong('field.type', 'corrections', 'list')
  if (corrections.length > MOST_CORRECTIONS)
    return read.wrong('field.range', 'corrections', `at most ${MOST_CORRECTIONS}`)
  for (const [i, correction] of corrections.entries()) {
    const one = new Reader(correction, `corrections.${i}`, read.problems)
    one.integer('at', 0, LATEST_MS)
    const was = one.object('was')
    for (const path of was.keys()) was.earlier(path)
    one.allow(['at', 'was'])
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Reads the fields of one object and gathers what is wrong with them. */
class Reader {
  readonly problems: Problem[]
  private readonly record: Record<string, unknown> | null
  private readonly path: string

  constructor(input: unknown, path = '', problems: Problem[] = []) {
    this.path = path
    this.problems = problems
    // The cast only says that an object's values are not known yet.
    this.record =
      typeof input === 'object' && input !== null && !Array.isArray(input)
        ? (input as Record<string, unknown>)
        : null
    if (!this.record)
      this.problems.push({ code: 'field.type', ...(path ? { path } : {}), detail: 'object' })
  }

  has(key: string): boolean {
    return this.record !== null && Object.hasOwn(this.record, key)
  }

  field(key: string): unknown {
    return this.has(key) ? this.record?.[key] : undefined
  }

  wrong(code: ProblemCode, key: string, detail?: string): void {
    // A missing object was said once; its fields need not be said again.
    if (!this.record) return
    const path = this.path ? `${this.path}.${key}` : key
    this.problems.push(detail === undefined ? { code, path } : { code, path, detail })
  }

  object(key: string): Reader {
    if (this.record && !this.has(key)) {
      this.wrong('field.missing', key)
      return new Reader({}, key, [])
    }
    return new Reader(this.record ? this.record[key] : {}, key, this.problems)
  }

  text(key: string, mostCharacters: number): void {
    const value = this.field(key)
    if (value === undefined) return this.wrong('field.missing', key)
    if (typeof value !== 'string') return this.wrong('field.type', key, 'text')
    if (value.length > mostCharacters)
      return this.wrong('field.length', key, String(mostCharacters))
    if (!isCleanText(value)) this.wrong('field.text', key)
  }

  oneOf(key: string, allowed: readonly string[]): void {
    const value = this.field(key)
    if (value === undefined) return this.wrong('field.missing', key)
    if (typeof value !== 'string') return this.wrong('field.type', key, 'text')
    if (!allowed.includes(value)) this.wrong('field.range', key, allowed.join(', '))
  }

  score(key: string): void {
    const score = this.field(key)
    if (score !== 1 && score !== 2 && score !== 3 && score !== 4)
      this.wrong('score.range', key, '1 to 4')
  }

  boolean(key: string): void {
    if (typeof this.field(key) !== 'boolean') this.wrong('field.type', key, 'boolean')
  }

  number(key: string, least: number, most: number): void {
    const value = this.field(key)
    if (value === undefined) return this.wrong('field.missing', key)
    if (typeof value !== 'number') return this.wrong('field.type', key, 'number')
    if (!(value >= least && value <= most)) this.wrong('field.range', key, `${least} to ${most}`)
  }

  integer(key: string, least: number, most: number): void {
    const value = this.field(key)
    if (typeof value === 'number' && !Number.isInteger(value))
      return this.wrong('field.type', key, 'whole number')
    this.number(key, least, most)
  }

  keys(): string[] {
    return Object.keys(this.record ?? {})
  }

  /** A value that stood somewhere before a correction. */
  earlier(path: string): void {
    const value = this.field(path)
    if (path.length > SUBMISSION_LIMITS.nameCharacters)
      return this.wrong('key.unknown', path.slice(0, 80))
    if (typeof value === 'string') return this.text(path, SUBMISSION_LIMITS.commentCharacters)
    if (value !== null && typeof value !== 'boolean' && !Number.isFinite(value))
      this.wrong('field.type', path, 'text, number, boolean or null')
  }

  allow(keys: readonly string[]): void {
    if (!this.record) return
    for (const key of Object.keys(this.record))
      if (!keys.includes(key)) this.wrong('key.unknown', key.slice(0, 80))
  }
}

/**
 * Control characters other than tab and line ends, and half surrogate pairs: PostgreSQL refuses NUL, UTF-8 cannot
 * hold half a pair.
 */
const UNCLEAN = /[^\P{Cc}\t\n\r]|\p{Cs}/gu

/** True for text that every store and every file can hold. */
export function isCleanText(text: string): boolean {
  return cleanText(text).length === text.length
}

/** Text with everything taken out that no store should hold. */
export function cleanText(text: string): string {
  return text.replace(UNCLEAN, '')
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(sorted)
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
