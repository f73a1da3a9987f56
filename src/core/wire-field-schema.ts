// JSON Schemas of what travels about enumerators: assignments, files carried by hand, a device's numbers and log.
import { logEntrySchema } from './device-report-schema.ts'
import { count, flag, list, moment, object, orNull, text } from './wire-schema.ts'
import { deviceRecordSchema } from './wire-setup-schema.ts'

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
