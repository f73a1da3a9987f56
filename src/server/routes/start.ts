// /api/start: the first run behind the one-time link: try the app with the example, or set a regency up.
import type { FastifyInstance } from 'fastify'
import { usernameKey } from '../../core/username.ts'
import type { StartReply } from '../../core/wire.ts'
import type { StartRegency } from '../../core/wire-admin.ts'
import { startRegencyReplySchema, startRegencySchema } from '../../core/wire-people-schema.ts'
import { startReplySchema, startRequestSchema } from '../../core/wire-schema.ts'
import { textsOf } from '../body.ts'
import { checkedBy } from '../checked.ts'
import type { Parts } from '../parts.ts'
import { problem } from '../problems.ts'
import { few, withProblems } from '../route-options.ts'
import { giveStartKeyBack, takeStartKey } from '../start-key.ts'
import { refuseUnfit, startRegency } from '../start-regency.ts'
import { patiently } from '../store/dialect.ts'
import { isUntouched } from '../store/settings.ts'
import { tryExample } from '../try-example.ts'

const readRegency = checkedBy<StartRegency>(startRegencySchema)
const config = { access: 'anyone', ...few } as const

export function startRoutes(app: FastifyInstance, parts: Parts): void {
  const { auth, db } = parts
  const schema = {
    summary: 'Load the example and make this browser a kiosk; once, on an empty database',
    body: startRequestSchema,
    response: withProblems({ 200: startReplySchema }),
  }
  app.post('/api/start', { schema, config }, async (request): Promise<StartReply> => {
    const { key } = textsOf(request.body, { key: 128 })
    const taken = (await isUntouched(db)) ? await patiently(() => takeStartKey(db, key)) : null
    if (taken === null) throw problem('start.closed')
    try {
      return await tryExample(parts, request.by)
    } catch (error) {
      await patiently(() => giveStartKeyBack(db, taken))
      throw error
    }
  })

  const own = {
    summary: 'Set a regency up and sign its admin in; once, on an empty database',
    body: startRegencySchema,
    response: withProblems({ 200: startRegencyReplySchema }),
  }
  app.post('/api/start/regency', { schema: own, config }, async (request, reply) => {
    const asked = readRegency(request.body)
    refuseUnfit(asked)
    const { token, session } = auth.newSession(request, usernameKey(asked.admin.username))
    const started = await startRegency(parts, { asked, session, address: request.ip })
    auth.giveSession(reply, token)
    return started
  })
}
