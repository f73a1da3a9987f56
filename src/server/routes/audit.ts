// GET /api/audit and /api/audit.csv: who did what.
import type { FastifyInstance } from 'fastify'
import type { AuditReply } from '../../core/wire-admin.ts'
import { auditQuerySchema, auditReplySchema } from '../../core/wire-people-schema.ts'
import { auditCsv } from '../audit-csv.ts'
import { readAuditQuery } from '../audit-query.ts'
import { DEFAULT_TIMEZONE, type Parts } from '../parts.ts'
import { withProblems } from '../route-options.ts'
import { auditEntries, noteAlone } from '../store/audit.ts'
import { regencyOf } from '../store/setup.ts'

/** Lines at once: on a phone each is a small card, and one more press brings as many again. */
const PAGE = 40
const config = { access: 'audit.read' } as const

export function auditRoutes(app: FastifyInstance, { db, now }: Parts): void {
  const schema = {
    summary: 'The trail, latest first',
    querystring: auditQuerySchema,
    response: withProblems({ 200: auditReplySchema }),
  }
  app.get('/api/audit', { schema, config }, async (request): Promise<AuditReply> => {
    const { filter, before } = readAuditQuery(request.query, await timezoneOf(db))
    const entries = await auditEntries(db, filter, { before, most: PAGE + 1 })
    const shown = entries.slice(0, PAGE)
    return { entries: shown, next: entries.length > PAGE ? (shown.at(-1)?.id ?? null) : null }
  })

  const file = {
    summary: 'The same as CSV, all of it',
    querystring: auditQuerySchema,
    response: withProblems({ 200: { type: 'string' } }),
  }
  app.get('/api/audit.csv', { schema: file, config }, async (request, reply) => {
    const { filter } = readAuditQuery(request.query, await timezoneOf(db))
    await noteAlone(db, { ...request.by, at: now(), action: 'audit.exported', detail: { filter } })
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="jejak.csv"')
      .send(auditCsv(db, filter))
  })
}

async function timezoneOf(db: Parts['db']): Promise<string> {
  return (await regencyOf(db))?.timezone ?? DEFAULT_TIMEZONE
}
