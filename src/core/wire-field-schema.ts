// JSON Schemas of what travels about enumerators: assignments, files carried by hand, a device's numbers and log.
import { REFUSAL_REASONS } from './device-report.ts'
import { logEntrySchema } from './device-report-schema.ts'
import { AGE_BANDS, SEXES } from './respondent.ts'
import { ASSIGNMENT_LIMITS } from './wire-field.ts'
import {
  assignmentFields,
  count,
  flag,
  list,
  moment,
  object,
  orNull,
  problemSchema,
  text,
} from './wire-schema.ts'
import { deviceRecordSchema, filled, was } from './wire-setup-schema.ts'

const changeFields = {
  ...assignmentFields,
  village: filled(ASSIGNMENT_LIMITS.villageCharacters),
  target: { type: 'integer', minimum: 1, maximum: ASSIGNMENT_LIMITS.target },
  unit: text,
  services: {
    ...orNull({ ...list(text), minItems: 1, uniqueItems: true }),
    description: 'null = every service of the unit',
  },
  device: { ...text, description: "Id of an enumerator's device" },
} as const
export const assignmentsChangeSchema = object({
  assignments: { ...list(object(changeFields)), minItems: 1, maxItems: ASSIGNMENT_LIMITS.items },
})
export const assignmentEditSchema = object({ ...changeFields, was }, ['was'])
export const endedChangeSchema = object({ ended: flag })

const countOfEach = (keys: readonly string[]) =>
  object(Object.fromEntries(keys.map((key) => [key, count])), keys)
const progress = object({
  n: count,
  sex: countOfEach(SEXES),
  age: countOfEach(AGE_BANDS),
  refusals: countOfEach(REFUSAL_REASONS),
  lastAt: orNull(moment),
})
export const assignmentsReplySchema = object({
  assignments: list(
    object({
      ...changeFields,
      id: text,
      createdAt: moment,
      createdBy: text,
      endedAt: orNull(moment),
      progress,
    }),
  ),
})

const delivered = object({
  device: text,
  name: text,
  stored: count,
  known: count,
  conflicted: count,
  refused: list(object({ id: text, problems: list(problemSchema) })),
})
export const carriedReceiptSchema = object({
  file: { ...text, description: 'SHA-256 of the file as it came, hexadecimal' },
  parcels: list(delivered),
  written: moment,
  time: moment,
  epoch: text,
})

const number = { type: 'integer', minimum: 1 } as const
const run = { from: number, to: number }
const seriesRecord = object(
  {
    series: { ...text, description: 'Empty = of an app that named none' },
    has: list(object(run)),
    missing: list(object({ ...run, since: moment })),
    more: flag,
    waiting: count,
    firstAt: orNull(moment),
    lastAt: orNull(moment),
  },
  ['more'],
)
export const deviceDetailSchema = object({
  device: deviceRecordSchema,
  series: list(seriesRecord),
  log: list(logEntrySchema),
})
