// POST /api/contact: a device says how it is.
import type { FastifyInstance } from 'fastify'
import type { ContactReply, DeviceReport } from '../../core/device-report.ts'
import { contactReplySchema, deviceReportSchema } from '../../core/device-report-schema.ts'
import { checkedBy } from '../checked.ts'
import { epochOf, type Parts } from '../parts.ts'
import { withProblems } from '../route-options.ts'
import { keepReport } from '../store/device-said.ts'
import { clockOffset } from '../store/submission-row.ts'

/** A report is kept at most this often: it must not cost a write per request; a page that is loaded again is heard. */
const REPORT_EVERY_MS = 10_000

const readReport = checkedBy<DeviceReport>(deviceReportSchema)

export function contactRoutes(app: FastifyInstance, { db, now }: Parts): void {
  const schema = {
    summary: 'How a device is: what waits on it, its version, its storage',
    body: deviceReportSchema,
    response: withProblems({ 200: contactReplySchema }),
  }
  app.post(
    '/api/contact',
    { schema, config: { access: 'device' } },
    async (request): Promise<ContactReply> => {
      const report = readReport(request.body)
      const { id, reportedAt } = request.device
      const time = now()
      if (reportedAt === null || time - reportedAt >= REPORT_EVERY_MS) {
        const offsetMs = clockOffset(report.sent, time)
        await keepReport(db, id, { report, now: time, offsetMs })
      }
      return { time, epoch: await epochOf(db) }
    },
  )
}
