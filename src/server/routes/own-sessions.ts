// /api/account/sessions: where one's own account is signed in, and ending one of these sessions or all of them.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { SessionsReply } from '../../core/wire-admin.ts'
import { sessionsReplySchema } from '../../core/wire-people-schema.ts'
import type { Parts } from '../parts.ts'
import { withProblems } from '../route-options.ts'
import { note } from '../store/audit.ts'
import { inTransaction } from '../store/dialect.ts'
import { endSession, endSessionsOf, sessionsOf } from '../store/sessions.ts'

const config = { access: 'account' } as const
const response = withProblems({ 200: sessionsReplySchema })

export function ownSessionRoutes(app: FastifyInstance, parts: Parts): void {
  const { auth, db, now } = parts
  const url = '/api/account/sessions'
  const list = { summary: 'Where the own account is signed in', response }
  app.get(url, { schema: list, config }, (request) => replyFor(parts, request))

  const one = { summary: 'End one session of the own account; one that is over stays so', response }
  app.delete<{ Params: { session: string } }>(
    `${url}/:session`,
    { schema: one, config },
    async (request) => {
      const there = await sessionsOf(db, askedBy(parts, request))
      const session = there.find(({ id }) => id === request.params.session)
      if (session)
        await inTransaction(db, async (trx) => {
          await endSession(trx, session.hash)
          const detail = { address: session.address }
          await note(trx, { ...request.by, at: now(), action: 'session.ended', detail })
        })
      return replyFor(parts, request)
    },
  )

  const everywhere = {
    summary: 'End every session of the own account, this one too',
    response: withProblems({ 204: { type: 'null' } }),
  }
  app.delete(url, { schema: everywhere, config }, async (request, reply) => {
    await inTransaction(db, async (trx) => {
      await endSessionsOf(trx, request.person.username)
      await note(trx, { ...request.by, at: now(), action: 'account.sessions-ended' })
    })
    auth.giveSession(reply, null)
    return reply.code(204).send()
  })
}

async function replyFor(parts: Parts, request: FastifyRequest): Promise<SessionsReply> {
  const sessions = await sessionsOf(parts.db, askedBy(parts, request))
  return { sessions: sessions.map(({ hash: _, ...session }) => session) }
}

function askedBy({ auth, now }: Parts, request: FastifyRequest) {
  return { person: request.person.username, here: auth.sessionOf(request), now: now() }
}
