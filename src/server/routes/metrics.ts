// GET /api/metrics: the server's figures, for this machine or for who has the token.
import type { FastifyInstance } from 'fastify'
import type { Parts } from '../parts.ts'
import { problem } from '../problems.ts'
import { mayScrape } from '../scraper.ts'

export function metricsRoutes(app: FastifyInstance, { config, metrics }: Parts): void {
  app.get(
    '/api/metrics',
    { schema: { hide: true }, config: { access: 'anyone' } },
    async (request, reply) => {
      if (!mayScrape(request.raw, config.metricsToken)) throw problem('metrics.closed')
      const text = await metrics.text()
      return reply.type(metrics.contentType).send(text)
    },
  )
}
