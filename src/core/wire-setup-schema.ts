// JSON Schemas of the calls that set a regency up: units, services, questionnaire, periods, devices, import.

import { keptReportSchema } from './device-report-schema.ts'
import { UNIT_KINDS } from './wire.ts'
import {
  choice,
  count,
  day,
  deviceFields,
  flag,
  instrumentSchema,
  type JsonSchema,
  list,
  moment,
  object,
  orNull,
  periodFields,
  text,
  unitSchema,
} from './wire-schema.ts'

/** A text of at least one character that shows, and no line end. */
export const filled = (most: number) => ({ type: 'string', maxLength: most, pattern: SHOWS })
const SHOWS = '\\S'
export const line = (most: number) => ({ type: 'string', maxLength: most })
const id = filled(60)

export const SETUP_LIMITS = {
  nameCharacters: 200,
  shortCharacters: 60,
  standardCharacters: 500,
  reasonCharacters: 500,
  /** Rupiah of a tariff. */
  rupiah: 1e12,
  /** N of a service in a period. */
  users: 1e9,
} as const
const { nameCharacters, shortCharacters, standardCharacters } = SETUP_LIMITS

export const regencyReplySchema = object({
  regency: object({
    id: text,
    name: text,
    province: text,
    timezone: text,
    printedOrder: choice(['main', 'annex']),
  }),
})

const unitFields = {
  name: filled(nameCharacters),
  short: filled(shortCharacters),
  kind: choice(UNIT_KINDS),
  parent: orNull(text),
}
export const unitChangeSchema = object(unitFields)
/** What is there was written under this schema or an older one: it is compared, not checked. */
export const was = {
  type: 'object',
  description:
    'The same fields as the form showed them when it was opened; something else there now: 409 setup.changed, with who changed it',
} as const
export const regencyEditSchema = object(
  {
    id,
    name: filled(nameCharacters),
    province: filled(nameCharacters),
    timezone: filled(60),
    was,
  },
  ['was'],
)
export const unitEditSchema = object({ ...unitFields, was }, ['was'])

const standardText = line(standardCharacters)
export const standardChange = object(
  {
    persyaratan: standardText,
    prosedur: standardText,
    waktu: standardText,
    produk: standardText,
    pengaduan: standardText,
    biaya: orNull({ type: 'integer', minimum: 0, maximum: SETUP_LIMITS.rupiah }),
  },
  ['persyaratan', 'prosedur', 'waktu', 'produk', 'pengaduan', 'biaya'],
)
const serviceFields = {
  name: filled(nameCharacters),
  standard: standardChange,
  users: {
    type: 'object',
    additionalProperties: { type: 'integer', minimum: 1, maximum: SETUP_LIMITS.users },
    description: 'users (N) by period id',
  },
  freeByLaw: orNull(filled(nameCharacters)),
}
export const serviceChangeSchema = object(serviceFields)
export const serviceEditSchema = object({ ...serviceFields, was }, ['was'])
export const archivedChangeSchema = object({ archived: flag })
export const orderChangeSchema = object({ parent: orNull(text), ids: list(text) }, ['parent'])
export const unitsReplySchema = object({ units: list(unitSchema), id: orNull(text) })

export const importReplySchema = object({
  applied: flag,
  digest: text,
  changes: list(
    object({
      part: choice(['regency', 'unit', 'service', 'period']),
      id: text,
      name: text,
      change: choice(['added', 'changed', 'same']),
      fields: list(object({ field: text, before: text, after: text })),
    }),
  ),
  problems: list(
    object({ code: text, path: text, detail: text, column: text, found: text }, [
      'path',
      'detail',
      'column',
      'found',
    ]),
  ),
})

const revision = {
  ...text,
  description: 'Of what was read; another one there now: 409 setup.changed, with who changed it',
} as const
export const instrumentsReplySchema = object({
  current: text,
  versions: list(object({ name: text, publishedAt: orNull(moment), publishedBy: orNull(text) })),
  instrument: instrumentSchema,
  draft: orNull(instrumentSchema),
  revision,
  draftBy: orNull(text),
})
export const draftChangeSchema = object({ revision, instrument: instrumentSchema })
/** Of publishing the draft, and of throwing it away. */
export const ofRevisionSchema = object({ revision })

const periodChange = { name: filled(nameCharacters), from: day, to: day }
export const periodChangeSchema = object(periodChange)
export const periodEditSchema = object({ ...periodChange, was }, ['was'])
export const periodStateSchema = object(
  { state: choice(['open', 'closed']), reason: filled(SETUP_LIMITS.reasonCharacters) },
  ['reason'],
)
export const periodsReplySchema = object({
  periods: list(object({ ...periodFields, closedAt: orNull(moment), reason: orNull(text) })),
})

export const deviceRecordSchema = object(
  {
    ...deviceFields,
    name: text,
    place: text,
    createdAt: moment,
    seenAt: orNull(moment),
    revokedAt: orNull(moment),
    simulated: flag,
    report: orNull(keptReportSchema),
    reportedAt: orNull(moment),
    offsetMs: orNull({ type: 'integer' }),
    received: count,
    missing: count,
  },
  ['services'],
)
const placing = {
  name: filled(nameCharacters),
  place: line(nameCharacters),
  unit: text,
  services: orNull({ ...list(text), minItems: 1, uniqueItems: true }),
} as const
export const deviceMoveSchema = object({ ...placing, was }, ['was'])
export const deviceChangeSchema = object({ kind: choice(['kiosk', 'enumerator']), ...placing })
export const devicesReplySchema = object({ devices: list(deviceRecordSchema) })
export const deviceReplySchema = object({ device: deviceRecordSchema })
export const newCodeSchema = object({
  device: deviceRecordSchema,
  code: { ...text, description: 'As in ABCD-2345; pairs once, within 15 minutes' },
  expiresAt: moment,
})
/** A download. */
export const fileSchema: JsonSchema = { type: 'string', format: 'binary' }
