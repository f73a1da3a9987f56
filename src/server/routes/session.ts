// /api/session: sign in, sign out, who am I.
import type { FastifyInstance } from 'fastify'
import type { SessionRequest } from '../../core/wire.ts'
import { sessionReplySchema, sessionRequestSchema } from '../../core/wire-schema.ts'
import { checkedBy } from '../checked.ts'
import type { Parts } from '../parts.ts'
import { few, withProblems } from '../route-options.ts'
import { sessionReply } from '../session-reply.ts'
import { provenPerson } from '../sign-in.ts'
import { note } from '../store/audit.ts'
import { inTransaction } from '../store/dialect.ts'
import { changePerson } from '../store/people.ts'
import { accountOf, endSession, startSession } from '../store/sessions.ts'

const readRequest = checkedBy<SessionRequest>(sessionRequestSchema)

export function sessionRoutes(app: FastifyInstance, parts: Parts): void {
  const { auth, db, now } = parts
  const response = withProblems({ 200: sessionReplySchema })
  const signIn = {
    schema: { summary: 'Sign in', body: sessionRequestSchema, response },
    config: { access: 'anyone', ...few },
  } as const
  app.post('/api/session', signIn, async (request, reply) => {
    const person = await provenPerson(parts, readRequest(request.body), request.ip)
    const { username: who } = person
    const { token, session } = auth.newSession(request, who)
    const signedIn = await inTransaction(db, async (trx) => {
      await startSession(trx, session)
      await note(trx, { ...request.by, who, at: session.now, action: 'session.begun' })
      return changePerson(trx, who, { signed_in_at: session.now })
    })
    auth.giveSession(reply, token)
    return sessionReply(db, await accountOf(db, signedIn ?? person))
  })

  const whoAmI = {
    schema: { summary: 'Who am I', response },
    config: { access: 'account' },
  } as const
  app.get('/api/session', whoAmI, async (request) => sessionReply(db, request.person))

  const signOut = {
    schema: { summary: 'Sign out', response: withProblems({ 204: { type: 'null' } }) },
    config: { access: 'account' },
  } as const
  app.delete('/api/session', signOut, async (request, reply) => {
    await inTransaction(db, async (trx) => {
      await endSession(trx, auth.sessionOf(request) ?? '')
      await note(trx, { ...request.by, at: now(), action: 'session.ended' })
    })
    auth.giveSession(reply, null)
    return reply.code(204).send()
  })
}
