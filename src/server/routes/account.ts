// /api/account: what everybody may do with their own account: password and second factor.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { passwordProblems } from '../../core/password.ts'
import type { SessionReply } from '../../core/wire.ts'
import type { PasswordChange, RecoveryCodes, SecondFactorBegun } from '../../core/wire-admin.ts'
import {
  codeOnlySchema,
  passwordAndCodeSchema,
  passwordChangeSchema,
  passwordOnlySchema,
  recoveryCodesSchema,
  secondFactorBegunSchema,
} from '../../core/wire-people-schema.ts'
import { sessionReplySchema } from '../../core/wire-schema.ts'
import { checkedBy } from '../checked.ts'
import type { Parts } from '../parts.ts'
import { problem, refuse } from '../problems.ts'
import { withProblems } from '../route-options.ts'
import { newRecoveryCodes, newSecondFactor } from '../second-factor.ts'
import { hashPassword } from '../secrets.ts'
import { sessionReply } from '../session-reply.ts'
import { personWithPassword, proveCode } from '../sign-in.ts'
import { note } from '../store/audit.ts'
import { inTransaction } from '../store/dialect.ts'
import { changePerson, changeUnconfirmed, NO_SECOND_FACTOR, personNamed } from '../store/people.ts'
import type { PersonRow } from '../store/schema.ts'
import { accountOf, endSessionsOf, startSession } from '../store/sessions.ts'
import { regencyOf } from '../store/setup.ts'

const readPassword = checkedBy<{ password: string }>(passwordOnlySchema)
const readChange = checkedBy<PasswordChange>(passwordChangeSchema)
const readBoth = checkedBy<{ password: string; code: string }>(passwordAndCodeSchema)
const readCode = checkedBy<{ code: string }>(codeOnlySchema)

const config = { access: 'account' } as const

export function accountRoutes(app: FastifyInstance, parts: Parts): void {
  passwordRoutes(app, parts)
  secondFactorRoutes(app, parts)
  recoveryRoute(app, parts)
}

function passwordRoutes(app: FastifyInstance, parts: Parts): void {
  const { auth, db, now } = parts
  const schema = {
    summary: 'Change the own password; every other session ends, this one gets a new token',
    body: passwordChangeSchema,
    response: withProblems({ 200: sessionReplySchema }),
  }
  app.put('/api/account/password', { schema, config }, async (request, reply) => {
    const { current, next } = readChange(request.body)
    const { username } = await owner(parts, request, { password: current, path: 'current' })
    refuse(passwordProblems(next, username, 'next'))
    if (next === current) throw problem('password.same', 'next')
    const password = await hashPassword(next)
    const { token, session } = auth.newSession(request, username)
    const person = await inTransaction(db, async (trx) => {
      await endSessionsOf(trx, username)
      await startSession(trx, session)
      await note(trx, { ...request.by, at: now(), action: 'account.password' })
      return changePerson(trx, username, { password, must_change: 0 })
    })
    auth.giveSession(reply, token)
    return replyFor(parts, person)
  })
}

function secondFactorRoutes(app: FastifyInstance, parts: Parts): void {
  const { db, now } = parts
  const url = '/api/account/second-factor'
  const begin = {
    summary: 'Begin a second factor; it counts once a code has confirmed it',
    body: passwordOnlySchema,
    response: withProblems({ 200: secondFactorBegunSchema }),
  }
  app.post(url, { schema: begin, config }, async (request): Promise<SecondFactorBegun> => {
    const person = await owner(parts, request, readPassword(request.body))
    // A new secret would put the one that counts out of force, before a code has confirmed it.
    if (person.totp_confirmed_at !== null) throw problem('second-factor.on')
    const { username } = person
    const begun = newSecondFactor(username, (await regencyOf(db))?.name ?? '')
    const change = { ...NO_SECOND_FACTOR, totp_secret: begun.secret }
    // Another tab may have confirmed one at this moment.
    if (!(await inTransaction(db, (trx) => changeUnconfirmed(trx, { username, change }))))
      throw problem('second-factor.on')
    return begun
  })

  const confirm = {
    summary: 'Confirm the second factor by a code of the app; answers the recovery codes, once',
    body: codeOnlySchema,
    response: withProblems({ 200: recoveryCodesSchema }),
  }
  app.put(url, { schema: confirm, config }, async (request): Promise<RecoveryCodes> => {
    const { code } = readCode(request.body)
    const { username } = request.person
    const person = await personNamed(db, username)
    if (!person?.totp_secret || person.totp_confirmed_at !== null)
      throw problem('second-factor.none')
    const { totp_secret: secret } = person
    await proveCode(parts, person, { code, address: request.ip })
    const { codes, hashes } = newRecoveryCodes()
    await inTransaction(db, async (trx) => {
      const change = { totp_confirmed_at: now(), recovery: JSON.stringify(hashes) }
      // The code was of this secret: another tab may have begun with another one since.
      if (!(await changeUnconfirmed(trx, { username, secret, change })))
        throw problem('second-factor.none')
      await note(trx, { ...request.by, at: now(), action: 'account.second-factor-on' })
    })
    return { codes }
  })

  const off = {
    summary: 'Switch the second factor off',
    body: passwordOnlySchema,
    response: withProblems({ 200: sessionReplySchema }),
  }
  app.delete(url, { schema: off, config }, async (request) => {
    const { username } = await owner(parts, request, readPassword(request.body))
    const person = await inTransaction(db, async (trx) => {
      await note(trx, { ...request.by, at: now(), action: 'account.second-factor-off' })
      return changePerson(trx, username, NO_SECOND_FACTOR)
    })
    return replyFor(parts, person)
  })
}

function recoveryRoute(app: FastifyInstance, parts: Parts): void {
  const { db, now } = parts
  const schema = {
    summary: 'Make new recovery codes, answered once; those from before count no more',
    body: passwordAndCodeSchema,
    response: withProblems({ 200: recoveryCodesSchema }),
  }
  const url = '/api/account/recovery-codes'
  app.post(url, { schema, config }, async (request): Promise<RecoveryCodes> => {
    const { password, code } = readBoth(request.body)
    const person = await owner(parts, request, { password })
    if (person.totp_confirmed_at === null) throw problem('second-factor.none')
    await proveCode(parts, person, { code, address: request.ip })
    const { codes, hashes } = newRecoveryCodes()
    await inTransaction(db, async (trx) => {
      await changePerson(trx, person.username, { recovery: JSON.stringify(hashes) })
      await note(trx, { ...request.by, at: now(), action: 'account.recovery-renewed' })
    })
    return { codes }
  })
}

/** The account's own row, once its password has come again: a session left open must not be enough. */
async function owner(
  parts: Parts,
  request: FastifyRequest,
  given: { password: string; path?: string },
): Promise<PersonRow> {
  const { password, path = 'password' } = given
  const { username } = request.person
  const person = await personWithPassword(parts, { username, password, address: request.ip })
  if (person === null) throw problem('password.wrong', path)
  return person
}

async function replyFor({ db }: Parts, person: PersonRow | undefined): Promise<SessionReply> {
  // Removed at this moment: there is nobody any more to answer.
  if (!person) throw problem('session.missing')
  return sessionReply(db, await accountOf(db, person))
}
