// /api/session: sign in, sign out, who am I.
import type { FastifyInstance } from 'fastify'
import type { SessionReply } from '../../core/wire.ts'
import { sessionReplySchema, sessionRequestSchema } from '../../core/wire-schema.ts'
import { textsOf } from '../body.ts'
import type { Parts } from '../parts.ts'
import { problem } from '../problems.ts'
import { few, withProblems } from '../route-options.ts'
import { passwordMatches } from '../secrets.ts'
import { note } from '../store/audit.ts'
import { inTransaction } from '../store/dialect.ts'
import type { Db } from '../store/open.ts'
import { type Account, personNamed, usernameKey } from '../store/people.ts'
import { accountOf, endSession, startSession } from '../store/sessions.ts'
import { isSimulated } from '../store/settings.ts'
import { regencyOf } from '../store/setup.ts'

export function sessionRoutes(app: FastifyInstance, { auth, db, now }: Parts): void {
  const response = withProblems({ 200: sessionReplySchema })
  const signIn = { summary: 'Sign in', body: sessionRequestSchema, response }
  app.post(
    '/api/session',
    { schema: signIn, config: { access: 'anyone', ...few } },
    async (request, reply) => {
      const { username, password } = textsOf(request.body, { username: 80, password: 256 })
      const person = await personNamed(db, usernameKey(username))
      if (!(await passwordMatches(password, person?.password ?? null)) || !person)
        throw problem('sign-in.wrong')
      const { token, session } = auth.newSession(request, person.username)
      await inTransaction(db, async (trx) => {
        await startSession(trx, session)
        await note(trx, {
          ...request.by,
          who: person.username,
          at: session.now,
          action: 'session.begun',
        })
      })
      auth.giveSession(reply, token)
      return replyFor(await accountOf(db, person), db)
    },
  )

  const whoAmI = {
    schema: { summary: 'Who am I', response },
    config: { access: 'account' },
  } as const
  app.get('/api/session', whoAmI, async (request) => replyFor(request.person, db))

  const signOut = { summary: 'Sign out', response: withProblems({ 204: { type: 'null' } }) }
  app.delete(
    '/api/session',
    { schema: signOut, config: { access: 'account' } },
    async (request, reply) => {
      await inTransaction(db, async (trx) => {
        await endSession(trx, auth.sessionOf(request) ?? '')
        await note(trx, { ...request.by, at: now(), action: 'session.ended' })
      })
      auth.giveSession(reply, null)
      return reply.code(204).send()
    },
  )
}

async function replyFor(account: Account, db: Db): Promise<SessionReply> {
  const regency = await regencyOf(db)
  return {
    ...account,
    regency: regency?.name ?? '',
    simulated: await isSimulated(db),
  }
}
