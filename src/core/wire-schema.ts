// JSON Schemas of the wire: from these the OpenAPI document is made, and a test holds them against the types' parsers.
import { GRADES } from './grade.ts'
import { EXTRA_TEXT_CHARACTERS } from './instrument.ts'
import { PROBLEM_DETAIL } from './problem.ts'
import { AGE_BANDS, AGE_YEARS, EDUCATIONS, JOBS, SEXES } from './respondent.ts'
import { ROLES } from './roles.ts'
import {
  CHANNELS,
  MODES,
  MOST_CORRECTIONS,
  SUBMISSION_LIMITS,
  UNANSWERED_REASONS,
} from './submission.ts'
import { BATCH_LIMITS, RESULT_GROUPINGS, UNIT_KINDS, WEIGHT_MODES } from './wire.ts'

/** A JSON Schema, 2020-12, as OpenAPI 3.1 embeds it. */
export type JsonSchema = { readonly [keyword: string]: unknown }

export const text = { type: 'string' } as const
export const count = { type: 'integer', minimum: 0 } as const
export const moment = { type: 'integer', minimum: 0, description: 'ms since epoch' } as const
export const flag = { type: 'boolean' } as const
export const name = { type: 'string', maxLength: SUBMISSION_LIMITS.nameCharacters } as const
export const day = { type: 'string', format: 'date' } as const
export const list = (items: JsonSchema) => ({ type: 'array', items })
export const orNull = (schema: JsonSchema) => ({ anyOf: [schema, { type: 'null' }] })
export const choice = (values: readonly string[]) => ({ type: 'string', enum: values })

/** An object whose listed properties are all required, but for those named optional. */
export function object(
  properties: Record<string, JsonSchema>,
  optional: readonly string[] = [],
): JsonSchema {
  const required = Object.keys(properties).filter((key) => !optional.includes(key))
  return { type: 'object', properties, required, additionalProperties: false }
}

export const problemSchema = object(
  {
    code: { ...text, description: `One of: ${Object.keys(PROBLEM_DETAIL).join(', ')}` },
    path: text,
    detail: text,
  },
  ['path', 'detail'],
)

/** Every error body. */
export const problemBodySchema = object({ problems: { ...list(problemSchema), minItems: 1 } })

export const submissionSchema = object(
  {
    id: {
      type: 'string',
      pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
      description: 'UUIDv7, made at the first tap',
    },
    sequence: { type: 'integer', minimum: 1, description: '1, 2, 3, … per device, without gaps' },
    instrument: { ...name, description: 'skm-2017@1' },
    unit: name,
    service: name,
    channel: choice(CHANNELS),
    mode: choice(MODES),
    answers: {
      type: 'object',
      additionalProperties: { type: 'integer', minimum: 1, maximum: 4 },
      description: 'Score by element key; a skipped element is absent',
    },
    extra: {
      type: 'object',
      additionalProperties: {
        anyOf: [
          { type: 'integer', minimum: 1, maximum: 4 },
          { type: 'boolean' },
          { type: 'string', maxLength: EXTRA_TEXT_CHARACTERS },
        ],
      },
      description: "Answers to the survey's own questions, by key",
    },
    respondent: object(
      {
        sex: choice(SEXES),
        age: { type: 'integer', minimum: AGE_YEARS.least, maximum: AGE_YEARS.most },
        education: choice(EDUCATIONS),
        job: choice(JOBS),
        disability: flag,
      },
      ['sex', 'age', 'education', 'job', 'disability'],
    ),
    steered: flag,
    comment: { type: 'string', maxLength: SUBMISSION_LIMITS.commentCharacters },
    startedAt: moment,
    finishedAt: moment,
    durationMs: { type: 'number', minimum: 0 },
    place: object({
      lat: { type: 'number', minimum: -90, maximum: 90 },
      lon: { type: 'number', minimum: -180, maximum: 180 },
      accuracyM: { type: 'number', minimum: 0 },
    }),
    assignment: { ...name, description: 'the assignment that it was made for' },
    unanswered: {
      type: 'object',
      additionalProperties: choice(UNANSWERED_REASONS),
      description:
        'Why a question has no answer, by element key, or by path as in `respondent.age`, `extra.antre` and `steered`',
    },
    corrections: {
      ...list(object({ at: moment, was: { type: 'object' } })),
      maxItems: MOST_CORRECTIONS,
      description: 'What stood there before a finished interview was changed, by path',
    },
    app: name,
  },
  ['extra', 'steered', 'comment', 'place', 'assignment', 'unanswered', 'corrections'],
)

/** Random name of the storage that numbers submissions. */
export const series = { type: 'string', pattern: '^[A-Za-z0-9_-]{1,40}$' } as const

export const batchSchema = object(
  {
    sent: { type: 'number', description: 'device clock at sending, ms since epoch' },
    submissions: { type: 'array', items: submissionSchema, maxItems: BATCH_LIMITS.items },
    series,
    collectedBy: {
      ...object({ device: text, token: text }),
      description:
        'The identity that collected them, where another sends them; its token proves it',
    },
  },
  ['series', 'collectedBy'],
)

export const receiptSchema = object({
  stored: list(text),
  known: list(text),
  conflicted: list(text),
  refused: list(object({ id: text, problems: list(problemSchema) })),
  time: moment,
  epoch: text,
})

/** The fields of a device that every call names. */
export const deviceFields = {
  id: text,
  kind: choice(['kiosk', 'enumerator']),
  unit: text,
  service: orNull(text),
  services: list(text),
  name: text,
} as const
const device = object(deviceFields, ['services', 'name'])

export const pairRequestSchema = object({ code: { type: 'string', maxLength: 32 } })
export const pairReplySchema = object({ device, token: text })

const standardSchema = object(
  {
    persyaratan: text,
    prosedur: text,
    waktu: text,
    produk: text,
    pengaduan: text,
    biaya: { ...orNull(count), description: 'rupiah; 0 = free; null = set by local tariff' },
  },
  ['persyaratan', 'prosedur', 'waktu', 'produk', 'pengaduan', 'biaya'],
)
export const serviceSchema = object(
  {
    id: text,
    name: text,
    standard: standardSchema,
    users: { type: 'object', additionalProperties: count, description: 'users (N) by period id' },
    freeByLaw: text,
    archived: flag,
  },
  ['users', 'freeByLaw', 'archived'],
)
export const unitSchema = object(
  {
    id: text,
    name: text,
    short: text,
    services: list(serviceSchema),
    parent: orNull(text),
    kind: choice(UNIT_KINDS),
    archived: flag,
  },
  ['parent', 'kind', 'archived'],
)
export const periodFields = {
  id: text,
  name: text,
  from: day,
  to: day,
  state: choice(['open', 'closed']),
} as const
const regency = object({
  id: text,
  name: text,
  province: text,
  timezone: text,
  printedOrder: choice(['main', 'annex']),
})
export const instrumentSchema = {
  type: 'object',
  description: 'Elements, labels, weights and printed order',
} as const
const grade = orNull(choice(GRADES))
const number = orNull({ type: 'number' })

const quotasSchema = object(
  {
    sex: object({ L: count, P: count }, SEXES),
    age: object(Object.fromEntries(AGE_BANDS.map((band) => [band, count])), AGE_BANDS),
  },
  ['sex', 'age'],
)
/** The fields of an assignment that every call names. */
export const assignmentFields = {
  village: text,
  target: count,
  quotas: quotasSchema,
  from: day,
  to: day,
  place: flag,
} as const
const assignmentSchema = object(
  {
    id: text,
    ...assignmentFields,
    unit: unitSchema,
    above: list(text),
    counterOf: text,
    received: count,
  },
  ['counterOf'],
)

export const deviceSetupSchema = object(
  {
    device,
    regency,
    unit: unitSchema,
    above: list(text),
    counterOf: text,
    instruments: list(instrumentSchema),
    instrument: text,
    published: list(
      object({
        service: text,
        from: day,
        to: day,
        n: count,
        ikm: { type: 'number' },
        grade: choice(GRADES),
      }),
    ),
    periods: list(object(periodFields)),
    assignments: list(assignmentSchema),
    recipient: text,
    words: { type: 'object' },
    simulated: flag,
  },
  ['above', 'counterOf', 'recipient'],
)

export const sessionRequestSchema = object(
  {
    username: { type: 'string', maxLength: 80 },
    password: { type: 'string', maxLength: 256 },
    code: { type: 'string', maxLength: 40 },
  },
  ['code'],
)
export const sessionReplySchema = object({
  username: text,
  role: choice(ROLES),
  unit: orNull(text),
  regency: text,
  simulated: flag,
  secondFactor: flag,
  recoveryCodes: count,
  must: list(choice(['password', 'second-factor'])),
})

export const resultsQuerySchema = object(
  {
    unit: text,
    service: text,
    from: day,
    to: day,
    by: choice(RESULT_GROUPINGS),
    weights: choice(WEIGHT_MODES),
  },
  ['unit', 'service', 'from', 'to', 'by', 'weights'],
)

const interval = orNull(object({ low: { type: 'number' }, high: { type: 'number' } }))
const change = { difference: { type: 'number' }, significant: orNull(flag) } as const
const counts = { type: 'array', items: count, minItems: 4, maxItems: 4 } as const
const element = object({
  key: text,
  n: count,
  nrr: number,
  ikm: number,
  grade,
  counts,
  change: orNull(object(change)),
})
const scored = { n: count, complete: count, ikm: number, grade, interval, elements: list(element) }

export const resultsSchema = object({
  from: orNull(day),
  to: orNull(day),
  weights: choice(WEIGHT_MODES),
  ...scored,
  instrument: text,
  alpha: number,
  itemTotal: { type: 'object', additionalProperties: number },
  meanOfUnits: number,
  change: orNull(object({ ...change, from: day, to: day, n: count, ikm: { type: 'number' } })),
  levySigns: list(object({ unit: text, service: text, count, n: count })),
  steered: object({ n: count, yes: count }),
  simulatedCount: count,
  simulated: flag,
  groups: list(object({ key: orNull(text), ...scored })),
  extras: list(object({ key: text, n: count, counts })),
  population: orNull(object({ period: text, users: count, sample: count })),
})

export const catalogueSchema = object({
  regency,
  units: list(unitSchema),
  instruments: list(instrumentSchema),
  instrument: text,
  simulated: flag,
  activeDevices: count,
  missing: object({ numbers: count, devices: count }),
  periods: list(object(periodFields)),
  days: orNull(object({ first: day, last: day })),
})

export const healthSchema = object({
  ok: flag,
  version: text,
  database: choice(['sqlite', 'postgres']),
})

export const startRequestSchema = object({ key: { type: 'string', maxLength: 128 } })
export const startReplySchema = object({
  device,
  token: text,
  planner: object({ username: text, password: text }),
})
