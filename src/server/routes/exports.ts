// POST /api/exports: a file that a browser is about to make of what it has read already; noted before there is one.
import type { FastifyInstance } from 'fastify'
import type { ExportNote } from '../../core/wire-admin.ts'
import { exportNoteSchema } from '../../core/wire-people-schema.ts'
import { checkedBy } from '../checked.ts'
import type { Parts } from '../parts.ts'
import { withProblems } from '../route-options.ts'
import { refuseOtherUnit, scopeOf } from '../scope.ts'
import { noteAlone } from '../store/audit.ts'
import { unitsOf } from '../store/setup.ts'

const readNote = checkedBy<ExportNote>(exportNoteSchema)

export function exportRoutes(app: FastifyInstance, { db, now }: Parts): void {
  const schema = {
    summary: 'Notes that results are taken away as a file',
    body: exportNoteSchema,
    response: withProblems({ 204: { type: 'null' } }),
  }
  const config = { access: 'results.read' } as const
  app.post('/api/exports', { schema, config }, async (request, reply) => {
    const { what: _results, ...detail } = readNote(request.body)
    if (detail.unit !== null)
      refuseOtherUnit(scopeOf(request.person, await unitsOf(db)), detail.unit)
    await noteAlone(db, { ...request.by, at: now(), action: 'results.exported', detail })
    return reply.code(204).send()
  })
}
