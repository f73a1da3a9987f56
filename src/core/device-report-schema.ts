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

const refusalSchema = object({
  assignment: orNull(name),
  reason: choice(REFUSAL_REASONS),
  count,
})
export const logEntrySchema = object(
  {
    at: moment,
    code: choice(LOG_CODES),
    detail: { type: 'string', maxLength: LOG_LIMITS.detailCharacters },
  },
  ['detail'],
)
const bytes = orNull({ type: 'number', minimum: 0 })
export const deviceReportSchema = object(
  {
    sent: moment,
    app: name,
    unsent: count,
    oldestUnsentAt: orNull(moment),
    quarantined: count,
    lastSequence: count,
    series,
    persisted: orNull(flag),
    usedBytes: bytes,
    quotaBytes: bytes,
    trouble: orNull(name),
    drafts: count,
    carried: count,
    evictsAfterDays: count,
    refusals: { ...list(refusalSchema), maxItems: 500 },
    log: { ...list(logEntrySchema), maxItems: LOG_LIMITS.sent },
  },
  ['series', 'drafts', 'carried', 'evictsAfterDays', 'refusals', 'log'],
)
export const contactReplySchema = object({ time: moment, epoch: text })
