// POST /api/start: the first run behind the one-time link, to try the app with the example.
import type { FastifyInstance } from 'fastify'
import type { StartReply } from '../../core/wire.ts'
import { startReplySchema, startRequestSchema } from '../../core/wire-schema.ts'
import { textsOf } from '../body.ts'
import type { Parts } from '../parts.ts'
import { problem } from '../problems.ts'
import { few, withProblems } from '../route-options.ts'
import { isUntouched } from '../store/settings.ts'
import { tryExample } from '../try-example.ts'

export function startRoutes(app: FastifyInstance, parts: Parts): void {
  const schema = {
    summary: 'Load the example and make this browser a kiosk; once, on an empty database',
    body: startRequestSchema,
    response: withProblems({ 200: startReplySchema }),
  }
  app.post(
    '/api/start',
    { schema, config: { access: 'anyone', ...few } },
    async (request): Promise<StartReply> => {
      const { key } = textsOf(request.body, { key: 128 })
      if (!parts.startKey || !(await isUntouched(parts.db)) || !parts.startKey.take(key))
        throw problem('start.closed')
      try {
        return await tryExample(parts)
      } catch (error) {
        parts.startKey.giveBack()
        throw error
      }
    },
  )
}
