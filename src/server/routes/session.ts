// /api/session: sign in, sign out, who am I.
import type { FastifyInstance } from 'fastify'
import type { SessionReply } from '../../core/wire.ts'
import { sessionReplySchema, sessionRequestSchema } from '../../core/wire-schema.ts'
import { textsOf } from '../body.ts'
import type { Parts } from '../parts.ts'
import { problem } from '../problems.ts'
import { few, withProblems } from '../route-options.ts'
import { passwordMatches } from '../secrets.ts'
import type { Db } from '../store/open.ts'
import { type Person, personNamed, usernameKey } from '../store/people.ts'
import { isSimulated } from '../store/settings.ts'
import { regencyOf } from '../store/setup.ts'

export function sessionRoutes(app: FastifyInstance, { auth, db }: Parts): void {
  const response = withProblems({ 200: sessionReplySchema })
  const signIn = { summary: 'Sign in', body: sessionRequestSchema, response }
  app.post('/api/session', { schema: signIn, config: few }, async (request, reply) => {
    auth.refuseOtherSite(request)
    const { username, password } = textsOf(request.body, { username: 80, password: 256 })
    const person = await personNamed(db, usernameKey(username))
    if (!(await passwordMatches(password, person?.password ?? null)) || !person)
      throw problem('sign-in.wrong')
    await auth.signIn(request, reply, person.username)
    return replyFor(person, db)
  })

  app.get('/api/session', { schema: { summary: 'Who am I', response } }, async (request) =>
    replyFor(await auth.person(request, null), db),
  )

  const signOut = { summary: 'Sign out', response: withProblems({ 204: { type: 'null' } }) }
  app.delete('/api/session', { schema: signOut }, async (request, reply) => {
    await auth.person(request, null)
    await auth.signOut(request, reply)
    return reply.code(204).send()
  })
}

async function replyFor(person: Person, db: Db): Promise<SessionReply> {
  const regency = await regencyOf(db)
  return {
    username: person.username,
    role: person.role,
    unit: person.unit,
    secondFactor: false,
    must: [],
    regency: regency?.name ?? '',
    simulated: await isSimulated(db),
  }
}
