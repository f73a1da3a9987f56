// JSON Schemas of what a device says of itself.
import { REFUSAL_REASONS } from './device-report.ts'
import { LOG_CODES, LOG_LIMITS } from './log.ts'
import {
  choice,
  count,
  flag,
  list,
  moment,
  name,
  object,
  orNull,
  series,
  text,
} from './wire-schema.ts'

export const refusalSchema = object({
  assignment: orNull(name),
  reason: choice(REFUSAL_REASONS),
  count: { ...count, maximum: 1_000_000 },
})
export const logEntrySchema = object(
  {
    at: moment,
    code: choice(LOG_CODES),
    detail: { type: 'string', maxLength: LOG_LIMITS.detailCharacters },
  },
  ['detail'],
)
/** As large as a number of a series can be. */
const whole = { ...count, maximum: Number.MAX_SAFE_INTEGER }
const bytes = orNull({ type: 'number', minimum: 0 })
const keptFields = {
  sent: moment,
  app: name,
  unsent: whole,
  oldestUnsentAt: orNull(moment),
  quarantined: whole,
  lastSequence: whole,
  series,
  persisted: orNull(flag),
  usedBytes: bytes,
  quotaBytes: bytes,
  trouble: orNull(name),
  drafts: count,
  carried: count,
  evictsAfterDays: count,
}
const MAY_LACK = ['series', 'drafts', 'carried', 'evictsAfterDays']
export const keptReportSchema = object(keptFields, MAY_LACK)
export const deviceReportSchema = object(
  {
    ...keptFields,
    refusals: { ...list(refusalSchema), maxItems: 500 },
    log: { ...list(logEntrySchema), maxItems: LOG_LIMITS.sent },
  },
  [...MAY_LACK, 'refusals', 'log'],
)
export const contactReplySchema = object({ time: moment, epoch: text })
