// GET /api/health and GET /api/openapi.json: is it there, and what can it do.
import type { FastifyInstance } from 'fastify'
import type { Health } from '../../core/wire.ts'
import { healthSchema } from '../../core/wire-schema.ts'
import { epochOf, type Parts, VERSION } from '../parts.ts'
import { unreachable } from '../problems.ts'
import { withProblems } from '../route-options.ts'

export function healthRoutes(app: FastifyInstance, { db, kind }: Parts): void {
  const schema = {
    summary: 'Whether the server and its database answer',
    response: withProblems({ 200: healthSchema }),
  }
  app.get('/api/health', { schema, config: { access: 'anyone' } }, async (): Promise<Health> => {
    try {
      await epochOf(db)
    } catch (error) {
      throw unreachable(error)
    }
    return { ok: true, version: VERSION, database: kind }
  })

  const open = { schema: { hide: true }, config: { access: 'anyone' } } as const
  // The same until the server stops: written once.
  let document: string | undefined
  app.get('/api/openapi.json', open, async (_request, reply) => {
    document ??= JSON.stringify(app.swagger())
    return reply.type('application/json; charset=utf-8').send(document)
  })
}
